using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Lets init forget how the last runs of jobs came out.</summary>
internal static class ResetAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, JobRequest jobs) =>
        EachJob.Run(invocation, jobs, "reset", PatternScope.Jobs, (one, _) =>
            new Step(new ControlCall.Reset(one.Target.Job), new Deed("reset", JobTitle.Of(one.Target.Job, null))));
}
