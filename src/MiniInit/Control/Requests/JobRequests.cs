using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Control.Access;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using MiniInit.Reexecution;
using MiniInit.Supervision;

namespace MiniInit.Control.Requests;

/// <summary>The calls that ask the supervisor for something.</summary>
internal sealed class JobRequests(Supervisor supervisor, PendingAnswers answers, OutcomeReplies replies, OwnUser own)
{
    /// <summary>What is begun from now on was put to the supervisor by our predecessor; null: it was not.</summary>
    public void Resume(CallState? call) => answers.Resume(call);

    /// <summary>Starts a job.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Start call) => Ask(
        caller, call.Target, target => new SupervisorRequest.Start(target, call.Waiting.IsWanted), call.Waiting);

    /// <summary>Stops a job.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Stop call) => Ask(
        caller, call.Target, target => new SupervisorRequest.Stop(target, call.Waiting.IsWanted), call.Waiting);

    /// <summary>Restarts a job.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Restart call) => Ask(
        caller, call.Target, target => new SupervisorRequest.Restart(target, call.Waiting.IsWanted), call.Waiting);

    /// <summary>Stops a job by KILL.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Kill call) => Ask(
        caller, call.Target, target => new SupervisorRequest.Kill(target, call.Waiting.IsWanted), call.Waiting);

    /// <summary>Lets a job read its files again.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Reload call) => Ask(
        caller, call.Target, target => new SupervisorRequest.Reload(target), null);

    /// <summary>Sends a signal.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Signal call)
    {
        if (!Signal.TryParse(call.Name, out Signal signal))
        {
            return ReplySource.Of(new ControlError.InvalidParameter(
                "signal", $"there is no signal {Quotation.Of(call.Name)}; write HUP, SIGHUP, 1 or RTMIN+3"));
        }

        SignalScope scope = call.IsForAll ? SignalScope.Tree : SignalScope.Process;
        return Ask(caller, call.Target, target => new SupervisorRequest.SendSignal(target, signal, scope), null);
    }

    /// <summary>Forgets the last result.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Reset call) =>
        answers.Ask(new SupervisorRequest.Reset(call.Job), Tell(caller, tellsInstance: false), null, ReplyStep.Done);

    /// <summary>Emits an event.</summary>
    public ReplySource Begin(Caller caller, ControlCall.Emit call)
    {
        // It may start any job.
        bool isForeign = IsForeign(caller);
        if (!PlainName.TryParseEvent(call.Event, out string name, out TextError problem))
        {
            return ReplySource.Of(new ControlError.InvalidParameter("event", problem.Message));
        }

        if (!CallVariables.TryRead(call.Environment, isForeign, out ValueList<EventVariable> variables, out ControlError? error))
        {
            return ReplySource.Of(error);
        }

        Event happened = new(name, [.. variables]);
        return answers.Ask(
            new SupervisorRequest.EmitEvent(happened, call.Waiting.IsWanted),
            Tell(caller, tellsInstance: false),
            DeadlineOf(call.Waiting),
            new ReplyStep.Failed(new ControlError.Timeout(null, null)));
    }

    /// <summary>Sets or takes away variables of a running instance.</summary>
    public ReplySource Change(
        Caller caller, InstanceName of, ValueList<EventVariable> set, ValueList<string> unset, bool retains) => answers.Ask(
            new SupervisorRequest.ChangeVariables(new JobTarget(of.Job, of.Instance, []), set, unset, retains),
            Tell(caller, tellsInstance: false),
            null,
            ReplyStep.Done);

    /// <summary>Gives a running instance the variables back that it was started with.</summary>
    public ReplySource Reset(Caller caller, InstanceName of) => answers.Ask(
        new SupervisorRequest.ResetVariables(new JobTarget(of.Job, of.Instance, [])),
        Tell(caller, tellsInstance: false),
        null,
        ReplyStep.Done);

    /// <summary>Whether jobs may run as another user than the caller, whichever they are.</summary>
    public bool IsForeign(Caller caller) => !caller.IsRoot && caller.Peer.UserId != own.UserId;

    /// <summary>Whether the processes of a job run as another user than the caller, so that some variables are not for it to set.</summary>
    public bool IsForeign(Caller caller, string job) =>
        !caller.IsRoot && (UserOf(job) != caller.Peer.UserId || HasMoreRights(caller, job));

    /// <summary>Groups and capabilities that the job has are not its user's to use for anything else.</summary>
    private bool HasMoreRights(Caller caller, string job) =>
        supervisor.DefinitionOf(job) is JobDefinition { User: not null } definition
        && (!IsIn(caller.Peer, definition) || definition.Sandbox.Ambient.Count > 0
            || definition.Sandbox.Capabilities is not null || definition.OutOfMemoryScore is < 0 || definition.Nice is < 0
            || definition.Limits.Count > 0);

    /// <summary>Reads which instance is meant.</summary>
    public bool TryRead(
        Caller caller, Target target, out JobTarget read, [NotNullWhen(false)] out ControlError? error)
    {
        bool isRead = CallVariables.TryRead(
            target.Environment, target.Environment.Count > 0 && IsForeign(caller, target.Job), out ValueList<EventVariable> variables, out error);
        read = new JobTarget(target.Job, target.Instance, variables);
        return isRead;
    }

    private ReplySource Ask(Caller caller, Target target, Func<JobTarget, SupervisorRequest> request, Waiting? waiting)
    {
        if (!TryRead(caller, target, out JobTarget read, out ControlError? error))
        {
            return ReplySource.Of(error);
        }

        return answers.Ask(
            request(read),
            Tell(caller, tellsInstance: waiting is not null),
            waiting is null ? null : DeadlineOf(waiting),
            new ReplyStep.Failed(new ControlError.Timeout(target.Job, target.Instance)));
    }

    private Func<RequestOutcome, ReplyStep> Tell(Caller caller, bool tellsInstance) =>
        outcome => replies.Of(caller, outcome, tellsInstance);

    private static TimeSpan? DeadlineOf(Waiting waiting)
    {
        if (waiting is not { IsWanted: true, Timeout: long milliseconds })
        {
            return null;
        }

        long most = (long)ControlLimits.LongestWait.TotalMilliseconds;
        return LoopClock.Now.Monotonic + TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, most));
    }

    private static bool IsIn(PeerIdentity peer, JobDefinition definition)
    {
        List<string> groups = [.. definition.Groups];
        if (definition.Group is string group)
        {
            groups.Add(group);
        }

        AccountFiles? accounts = groups.Count == 0 ? null : AccountFiles.TryRead(definition.RootFolder, out _);
        return groups.TrueForAll(name => accounts?.FindGroup(name) is uint id
            && (peer.GroupId == id || new List<uint>(peer.Groups).Contains(id)));
    }

    private uint? UserOf(string job)
    {
        if (supervisor.DefinitionOf(job) is not JobDefinition { User: string user } definition)
        {
            return own.UserId;
        }

        // As it is now: by the time of the start it may be another, who then had the same name.
        return (AccountFiles.TryRead(definition.RootFolder, out _) ?? AccountFiles.Empty).FindUserId(user);
    }
}
