using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Lets jobs read their files again.</summary>
internal static class ReloadAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, JobRequest jobs)
    {
        if (OwnJob.Missing(invocation, jobs) is int code)
        {
            return code;
        }

        if (invocation.IsOffline)
        {
            invocation.Explain($"offline: did not reload {TerminalText.Escape(string.Join(' ', jobs.Words.Jobs))}");
            return ExitCode.Ok;
        }

        return EachJob.Run(invocation, jobs, "reload", PatternScope.Active, (one, _) => Of(invocation, one));
    }

    private static Step Of(Invocation invocation, Chosen one)
    {
        Deed deed = new("reload", JobTitle.Of(one.Target));
        return new Step(new ControlCall.Reload(one.Target), deed)
        {
            WantsRunning = true,
            Excuses = error => !one.IsNamed && error is ControlError.NotRunning,
            Instead = error => invocation.IsCompatible ? CompatStep.Instead(invocation, one.Target, error, deed) : null,
        };
    }
}
