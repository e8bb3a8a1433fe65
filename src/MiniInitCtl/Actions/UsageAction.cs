using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells how a job wants to be started.</summary>
internal static class UsageAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, JobRequest jobs) =>
        EachJob.Run(invocation, jobs, "show", PatternScope.Jobs, (one, _) =>
            new Step(
                new ControlCall.ShowConfiguration(one.Target.Job),
                new Deed("show", $"the usage of {JobTitle.Of(one.Target.Job, null)}"))
            {
                WantsMore = true,
                Tell = reply => Tell(invocation, (ControlReply.Configurations)reply),
            });

    private static void Tell(Invocation invocation, ControlReply.Configurations configurations)
    {
        foreach (ConfigurationInfo one in configurations.All)
        {
            if (one.Usage is string usage)
            {
                Terminal.WriteLine($"Usage: {TerminalText.Escape(usage)}");
            }
            else
            {
                string instances = one.Instance is string instance
                    ? $"; its instances are told by {TerminalText.Escape(instance)}"
                    : "";
                invocation.Complain($"{TerminalText.Escape(one.Job)} has no usage{instances}");
            }
        }
    }
}
