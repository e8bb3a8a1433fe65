using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Ends init, and with it all jobs.</summary>
internal static class ShutdownAction
{
    /// <summary>What the machine does then, as it goes over the wire.</summary>
    public const string PowerOff = "power_off", Reboot = "reboot";

    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="exitCode">With which code init exits; null leaves that to the jobs.</param>
    /// <param name="action">What the machine does then; null: nothing.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, int? exitCode, string? action) =>
        OneCall.Run(invocation, new Step(new ControlCall.Shutdown(exitCode, action), new Deed("shut down", ""))
        {
            EndsInit = true,
        });
}
