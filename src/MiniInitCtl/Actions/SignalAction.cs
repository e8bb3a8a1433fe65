using MiniInit.Core.Values;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Sends signals to jobs.</summary>
internal static class SignalAction
{
    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="signal">The signal, by name or number.</param>
    /// <param name="jobs">Which jobs.</param>
    /// <param name="isForAll">Whether to all their processes, not only the main one.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string signal, JobRequest jobs, bool isForAll)
    {
        if (!Signal.TryParse(signal, out Signal known))
        {
            return Misuse.Complain(
                invocation,
                $"{Quotation.Of(signal)} is no signal: write a name like HUP or RTMIN+3, or a number",
                "signal");
        }

        return EachJob.Run(invocation, jobs, "signal", PatternScope.Active, (one, _) =>
            new Step(
                new ControlCall.Signal(one.Target, known.Name, isForAll),
                new Deed("send", $"{known.Name} to {JobTitle.Of(one.Target)}"))
            {
                WantsRunning = true,
                Excuses = error => !one.IsNamed && error is ControlError.NotRunning,
            });
    }
}
