using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Control.Access;
using MiniInit.Control.Queries;
using MiniInit.Control.Requests;
using MiniInit.Control.Streams;
using MiniInit.Core.Supervision;
using MiniInit.Linux.Spawning;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;
using MiniInit.Reexecution;
using MiniInit.Supervision;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Control;

/// <summary>Looks whether a caller may make a call, and begins it.</summary>
/// <remarks>
/// What asks the supervisor for something begins at once, so that jobs of one client start together. What asks how things
/// are is answered when the calls before it are.
/// </remarks>
internal sealed class CallDesk(
    Supervisor supervisor, RunningConfiguration configuration, AccessRules access, JobRequests requests, RunRequests runs, EnvironmentCalls environment,
    InitCalls init, StatusQuery status, Families families, OutcomeReplies replies, LogBook logs, Observers observers,
    Replacement replacement)
{
    /// <summary>Begins a call.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="call">The call.</param>
    /// <param name="files">The descriptors that came with it; they stay the caller's unless a <see cref="RunSource"/> comes of it.</param>
    /// <returns>Where its replies come from.</returns>
    public ReplySource Begin(Caller caller, CallRead.Call call, PassedFiles? files)
    {
        bool wantsMore = call is { WantsMore: true, IsOneWay: false };
        ControlCall asked = call.IsOneWay ? WithoutWaiting(call.Asked) : call.Asked;
        return !access.May(caller, asked)
            ? ReplySource.Of(new ControlError.PermissionDenied(call.Method, CommandName.JobOf(asked)))
            : asked switch
            {
                ControlCall.GetInfo => InitCalls.Info(),
                ControlCall.GetInterfaceDescription description => InitCalls.Begin(description),
                ControlCall.GetVersion => init.Version(),
                ControlCall.List list => Begin(list, wantsMore),
                ControlCall.Status of => Begin(caller, of),
                ControlCall.Start start => requests.Begin(caller, start),
                ControlCall.Stop stop => requests.Begin(caller, stop),
                ControlCall.Restart restart => requests.Begin(caller, restart),
                ControlCall.Kill kill => requests.Begin(caller, kill),
                ControlCall.Reload reload => requests.Begin(caller, reload),
                ControlCall.Signal signal => requests.Begin(caller, signal),
                ControlCall.Reset reset => requests.Begin(caller, reset),
                ControlCall.Emit emit => requests.Begin(caller, emit),
                ControlCall.Why why => ReplySource.Of(() => ReasonsOf(caller, why)),
                ControlCall.Tree tree => Begin(tree, wantsMore),
                ControlCall.ReloadConfiguration => init.Reload(),
                ControlCall.ShowConfiguration show => Begin(show, wantsMore),
                ControlCall.GetLogLevel => init.Level(),
                ControlCall.SetLogLevel level => init.Begin(level),
                ControlCall.GetEnvironment get => environment.Begin(get),
                ControlCall.ListEnvironment list => environment.Begin(list),
                ControlCall.SetEnvironment set => environment.Begin(caller, set),
                ControlCall.UnsetEnvironment unset => environment.Begin(caller, unset),
                ControlCall.ResetEnvironment reset => environment.Begin(caller, reset),
                ControlCall.Logs read => Begin(caller, read, wantsMore),
                ControlCall.Events => wantsMore ? new EventSource(observers) : ReplySource.Of(new ControlError.ExpectedMore()),
                ControlCall.Watch watch => Begin(watch, wantsMore),
                ControlCall.Run run => runs.Begin(caller, run, files, wantsMore),
                ControlCall.Shutdown shutdown => init.Begin(shutdown),
                ControlCall.Reexec => replacement.Ask(),
                _ => throw new UnreachableException(asked.GetType().Name),
            };
    }

    /// <summary>Whether a call only asks how things are, once.</summary>
    public static bool IsQuestion(ControlCall asked) => asked is ControlCall.GetInfo or ControlCall.GetInterfaceDescription
        or ControlCall.GetVersion or ControlCall.List or ControlCall.Status or ControlCall.Why or ControlCall.Tree
        or ControlCall.ShowConfiguration or ControlCall.GetLogLevel or ControlCall.GetEnvironment or ControlCall.ListEnvironment
        or ControlCall.Logs { Follows: false };

    /// <summary>Goes on with a call that our predecessor began.</summary>
    public ReplySource Resume(Caller caller, CallRead.Call call, CallState state)
    {
        requests.Resume(state);
        ReplySource source = call.Asked switch
        {
            ControlCall.Reexec => ReplySource.Of(new ControlReply.Done()),
            ControlCall.Run run => runs.Resume(run, state),
            _ => Begin(caller, call, null),
        };
        requests.Resume(null);
        source.Resume(state);
        return source;
    }

    /// <summary>Whether descriptors of a caller may be good for something.</summary>
    public bool TakesFiles(Caller caller) => access.MayForSome(caller, "run");

    /// <summary>Gives what a call has to say now. Rights that were taken away count for what is under way, too.</summary>
    public ReplyStep Next(Caller caller, PendingCall call) => call.Lasting is ControlCall asked && !access.May(caller, asked)
        ? new ReplyStep.Failed(new ControlError.PermissionDenied(MethodNames.Of(asked), null))
        : call.Source.Next();

    /// <summary>Nobody hears the answer: then it is not to be waited for, and the calls behind it do not have to either.</summary>
    private static ControlCall WithoutWaiting(ControlCall asked)
    {
        Waiting none = new(IsWanted: false, null);
        return asked switch
        {
            ControlCall.Start start => start with { Waiting = none },
            ControlCall.Stop stop => stop with { Waiting = none },
            ControlCall.Restart restart => restart with { Waiting = none },
            ControlCall.Kill kill => kill with { Waiting = none },
            ControlCall.Emit emit => emit with { Waiting = none },
            ControlCall.Run run => run with { Waits = false },
            _ => asked,
        };
    }

    /// <summary>It is not kept waiting if it takes much memory.</summary>
    private ReplySource Begin(Caller caller, ControlCall.Status call) =>
        CallVariables.TooMany(call.Target.Environment) is ControlError error ? ReplySource.Of(error)
            : ReplySource.Of(() => StatusOf(caller, call));

    private InstanceRows RowsOf(IReadOnlyList<string> patterns) =>
        new(supervisor, configuration, new JobSelection(supervisor, patterns));

    private ReplySource Begin(ControlCall.List list, bool wantsMore) =>
        JobSelection.Refusal(list.Patterns) is ControlError error ? ReplySource.Of(error)
            : new ListSource(RowsOf(list.Patterns), wantsMore);

    private ReplySource Begin(ControlCall.Watch watch, bool wantsMore) =>
        !wantsMore ? ReplySource.Of(new ControlError.ExpectedMore())
            : JobSelection.Refusal(watch.Patterns) is ControlError error ? ReplySource.Of(error)
            : new WatchSource(supervisor, RowsOf(watch.Patterns), new JobSelection(supervisor, watch.Patterns), observers);

    private ReplySource Begin(Caller caller, ControlCall.Logs call, bool wantsMore) =>
        call.Follows && !wantsMore ? ReplySource.Of(new ControlError.ExpectedMore())
        : JobSelection.Refusal(call.Patterns) is ControlError error ? ReplySource.Of(error)
        : new LogSource(
            logs, new JobSelection(supervisor, call.Patterns), job => access.May(caller, "logs", job), () => access.Version, call,
            wantsMore);

    private ReplySource Begin(ControlCall.Tree call, bool wantsMore) => call.Job is string job && !supervisor.Has(job)
        ? ReplySource.Of(replies.NoSuchJob(job))
        : new TreeSource(supervisor, families, call.Job, call is { Job: null, IsAll: true }, wantsMore);

    private ReplySource Begin(ControlCall.ShowConfiguration call, bool wantsMore) =>
        call.Job is string job && !supervisor.Has(job)
            ? ReplySource.Of(replies.NoSuchJob(job))
            : new ConfigurationRows(
                supervisor, configuration, call.Job is string one ? [one] : supervisor.JobNames(), wantsMore);

    private ReplyStep StatusOf(Caller caller, ControlCall.Status call)
    {
        string job = call.Target.Job;
        if (!supervisor.Has(job) && configuration.DiagnosticsOf(job) is not null)
        {
            return new ReplyStep.Told(new ControlReply.Statuses([status.InvalidOf(caller, job)]), Continues: false);
        }

        IReadOnlyList<InstanceStatus> found = [];
        if (call.Target.IsWholeJob && supervisor.Has(job))
        {
            found = supervisor.StatusAfter(job, null, ControlLimits.RowsInOneReply + 1);
        }
        else if (!requests.TryRead(caller, call.Target, out JobTarget target, out ControlError? error))
        {
            return new ReplyStep.Failed(error);
        }
        else if (supervisor.Resolve(target, out string instance) is RequestOutcome outcome)
        {
            return new ReplyStep.Failed(replies.ErrorOf(outcome));
        }
        else
        {
            found = [supervisor.StatusOf(job, instance)!];
        }

        if (found.Count > ControlLimits.RowsInOneReply)
        {
            return new ReplyStep.Failed(new ControlError.Busy(
                $"there are more than {ControlLimits.RowsInOneReply} instances; ask for one"));
        }

        List<StatusInfo> all = [];
        foreach (InstanceStatus one in found)
        {
            all.Add(status.InfoOf(caller, one, call with { IsBrief = call.IsBrief || all.Count >= ControlLimits.RowsInFull }));
        }

        return new ReplyStep.Told(new ControlReply.Statuses(all), Continues: false);
    }

    private ReplyStep ReasonsOf(Caller caller, ControlCall.Why call)
    {
        string job = call.Target.Job;
        if (!requests.TryRead(caller, call.Target, out JobTarget target, out ControlError? error))
        {
            return new ReplyStep.Failed(error);
        }

        return supervisor.Resolve(target, out string instance) is RequestOutcome outcome
            ? new ReplyStep.Failed(replies.ErrorOf(outcome))
            : new ReplyStep.Told(new ControlReply.Reasons(supervisor.Why(job, instance, LoopClock.Now.Monotonic)), Continues: false);
    }
}
