using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells why jobs are not running, or why they are.</summary>
internal static class WhyAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, JobRequest jobs) =>
        EachJob.Run(invocation, jobs, "explain", PatternScope.All, (one, isOneOfSeveral) =>
        {
            string title = JobTitle.Of(one.Target);
            return new Step(new ControlCall.Why(one.Target), new Deed("explain", title))
            {
                Tell = reply => Tell((ControlReply.Reasons)reply, isOneOfSeveral ? title : null),
            };
        });

    private static void Tell(ControlReply.Reasons reasons, string? title)
    {
        if (title is not null)
        {
            Terminal.WriteLine($"{title}:");
        }

        foreach (string reason in reasons.All)
        {
            Terminal.WriteLine((title is null ? "" : "  ") + TerminalText.Escape(reason));
        }
    }
}
