using System;
using System.Linq;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Actions;

/// <summary>One step for each of the jobs that were named, or for the one whose process we are.</summary>
internal static class EachJob
{
    /// <summary>Does them.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="jobs">What was written.</param>
    /// <param name="verb">What is done to them, for messages.</param>
    /// <param name="scope">Which of the instances that a pattern finds are meant.</param>
    /// <param name="step">Gives the step for one, and whether there may be several.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        Invocation invocation, JobRequest jobs, string verb, PatternScope scope, Func<Chosen, bool, Step> step)
    {
        if (OwnJob.Missing(invocation, jobs) is int code)
        {
            return code;
        }

        using InitConnection? connection = Reach.Init(invocation, new Deed(verb, "jobs"));
        if (connection is null)
        {
            return ExitCode.NoInit;
        }

        if (jobs.Words.Jobs.Count == 0)
        {
            Chosen own = new(OwnJob.Target(invocation), IsNamed: true);
            return new Conversation(invocation, connection).Run([step(own, false)]);
        }

        JobChoice choice = JobChoice.Of(invocation, connection, jobs, verb, scope);
        Conversation conversation = new(invocation, connection) { Form = choice.Form };
        return ExitCode.Worse(choice.Code, conversation.Run([.. choice.All.Select(one => step(one, choice.IsPlural))]));
    }
}
