using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Control.Access;
using MiniInit.Control.Queries;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Configurations;

namespace MiniInit.Control.Requests;

/// <summary>What a client is told when the supervisor has answered its request.</summary>
internal sealed class OutcomeReplies(Supervisor supervisor, RunningConfiguration configuration, LogBook logs, AccessRules access)
{
    /// <summary>Makes the answer.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="tellsInstance">Whether the client is told where the instance is now.</param>
    public ReplyStep Of(Caller caller, RequestOutcome outcome, bool tellsInstance) => outcome switch
    {
        RequestOutcome.Done done when tellsInstance => Told(done),
        RequestOutcome.Done => ReplyStep.Done,
        RequestOutcome.Failed failed => new ReplyStep.Failed(FailureOf(caller, failed)),
        _ => new ReplyStep.Failed(ErrorOf(outcome)),
    };

    /// <summary>Gives the error for a refusal.</summary>
    public ControlError ErrorOf(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.NoSuchJob none => NoSuchJob(none.Job),
        RequestOutcome.NoSuchInstance none => new ControlError.NoSuchInstance(none.Job, none.Instance),
        RequestOutcome.MissingVariable missing => new ControlError.MissingVariable(missing.Job, missing.Variable, missing.Usage),
        RequestOutcome.BadInstance bad => new ControlError.InvalidParameter("environment", bad.Sentence),
        RequestOutcome.AlreadyRunning running => new ControlError.AlreadyRunning(running.Job, running.Instance),
        RequestOutcome.NotRunning down => new ControlError.NotRunning(down.Job, down.Instance),
        RequestOutcome.Refused refused => new ControlError.Refused(refused.Job, refused.Instance, refused.Sentence),
        RequestOutcome.Overtaken overtaken => new ControlError.Overtaken(overtaken.Job, overtaken.Instance),
        RequestOutcome.EventFailed failed => new ControlError.EventFailed(failed.Event),
        RequestOutcome.Done or RequestOutcome.Failed or _ => throw new UnreachableException(outcome.GetType().Name),
    };

    /// <summary>Says that there is no job of a name, or that its file is wrong.</summary>
    public ControlError NoSuchJob(string job) =>
        configuration.DiagnosticsOf(job) is IReadOnlyList<string> diagnostics
            ? new ControlError.InvalidJob(job, diagnostics)
            : new ControlError.NoSuchJob(job, NearestTo(job));

    /// <summary>Only among so many: every stranger may ask, and the loop waits.</summary>
    private string? NearestTo(string job) => supervisor.JobNames() is { Count: <= ControlLimits.NamesCompared } names
        ? Core.Values.NearestWord.Find(job, names) : null;

    private ReplyStep.Told Told(RequestOutcome.Done done) => new(
        new ControlReply.Changed(supervisor.StatusOf(done.Job, done.Instance) is InstanceStatus status
            ? InstanceInfos.Of(status)
            : InstanceInfos.Down(done.Job, done.Instance)),
        Continues: false);

    private ControlError.Failed FailureOf(Caller caller, RequestOutcome.Failed failed)
    {
        IReadOnlyList<string> lines = access.May(caller, "logs", failed.Job)
            ? logs.LastTexts(failed.Job, failed.Instance, ControlLimits.StatusLines, ControlLimits.FailureLogBytes) : [];
        return new ControlError.Failed(failed.Job, failed.Instance, InstanceInfos.Of(failed.Failure), lines);
    }
}
