using MiniInit.Core.Jobs;
using MiniInit.Protocol.Messages;
using MiniInit.Reexecution;
using MiniInit.Supervision.Runs;

namespace MiniInit.Control.Requests;

/// <summary>The replies to <c>Run</c>: that the command runs, and how it ended. The command does not depend on who waits.</summary>
internal sealed class RunSource(ClientRun run, bool waits) : ReplySource
{
    private bool _hasTold;

    /// <summary>Why the supervisor did not take it.</summary>
    public ControlError? Refusal { get; set; }

    /// <summary>Its ticket is not the client's, and of no use once the supervisor has it.</summary>
    public override bool TrySave(CallState state)
    {
        (state.HasTold, state.Run) = (_hasTold, run.Definition.Name);
        return Refusal is null && !run.IsGone;
    }

    public override void Resume(CallState state) => _hasTold = state.HasTold;

    public override ReplyStep Next()
    {
        string name = run.Definition.Name;
        if (Refusal is ControlError refusal)
        {
            return new ReplyStep.Failed(refusal);
        }

        if (run.Problem is string problem)
        {
            return new ReplyStep.Failed(new ControlError.Failed(name, "", new FailureInfo("main", run.ProblemCode, null, problem), []));
        }

        if (run.Pid == 0)
        {
            return !run.IsGone ? ReplyStep.NotYet : new ReplyStep.Failed(new ControlError.Overtaken(name, ""));
        }

        if (!_hasTold)
        {
            _hasTold = true;
            return new ReplyStep.Told(new ControlReply.Ran(name, run.Pid, null, null), waits);
        }

        return run.End switch
        {
            ProcessEnd.Exited exited => new ReplyStep.Told(new ControlReply.Ran(name, null, exited.Code, null), Continues: false),
            ProcessEnd.Killed killed => new ReplyStep.Told(new ControlReply.Ran(name, null, null, killed.Signal.Name), Continues: false),
            _ => ReplyStep.NotYet,
        };
    }
}
