using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Has the program on disk take init's place.</summary>
internal static class ReexecAction
{
    /// <summary>Does it; returns once the new one answers.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation) =>
        OneCall.Run(invocation, new Step(new ControlCall.Reexec(), new Deed("re-execute init", "")));
}
