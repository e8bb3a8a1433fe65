using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Harness;

/// <summary>What init usually answers.</summary>
internal static class Answers
{
    /// <summary>Answers by a table of instances.</summary>
    public static void Usual(ControlCall call, Caller caller, IReadOnlyList<InstanceInfo> instances)
    {
        switch (call)
        {
            case ControlCall.List list:
                caller.Reply(new ControlReply.Instances([.. instances.Where(one => list.Patterns.Count == 0 || list.Patterns.Any(p => Glob.IsMatch(p, one.Job)))]));
                break;
            case ControlCall.Status status when Find(instances, status.Target) is { Length: > 0 } found:
                caller.Reply(new ControlReply.Statuses([.. found.Select(one => new StatusInfo(one, "exec", 0))]));
                break;
            case ControlCall.Start { Target: Target target } when Find(instances, target) is [InstanceInfo one, ..]:
                Change(caller, one, one.Goal == "stop" ? Instances.Running(one.Job, 4321) : null, new ControlError.AlreadyRunning(one.Job, one.Instance));
                break;
            case ControlCall.Stop { Target: Target target } when Find(instances, target) is [InstanceInfo one, ..]:
                Change(caller, one, one.Goal == "start" ? Instances.Stopped(one.Job) : null, new ControlError.NotRunning(one.Job, one.Instance));
                break;
            case ControlCall.Restart { Target: Target target } when Find(instances, target) is [InstanceInfo one, ..]:
                Change(caller, one, one.Goal == "start" ? Instances.Running(one.Job, 4321) : null, new ControlError.NotRunning(one.Job, one.Instance));
                break;
            case ControlCall.Kill { Target: Target target } when Find(instances, target) is [InstanceInfo one, ..]:
                Change(caller, one, one.Goal == "start" ? Instances.Stopped(one.Job) : null, new ControlError.NotRunning(one.Job, one.Instance));
                break;
            case ControlCall.Reload { Target: Target target } when Find(instances, target) is [InstanceInfo one, ..]:
                Done(caller, one);
                break;
            case ControlCall.Signal { Target: Target target } when Find(instances, target) is [InstanceInfo one, ..]:
                Done(caller, one);
                break;
            case ControlCall.Reset or ControlCall.Emit or ControlCall.Shutdown:
                caller.Reply(new ControlReply.Done());
                break;
            default:
                caller.Refuse(new ControlError.NoSuchJob(Job(call) ?? "?", "web"));
                break;
        }
    }

    private static InstanceInfo[] Find(IReadOnlyList<InstanceInfo> instances, Target target) =>
        [.. instances.Where(one => one.Job == target.Job && (target.Instance is null || target.Instance == one.Instance))];

    private static void Change(Caller caller, InstanceInfo before, InstanceInfo? after, ControlError error)
    {
        if (after is null)
        {
            caller.Refuse(error);
        }
        else
        {
            caller.Reply(new ControlReply.Changed(after with { Instance = before.Instance }));
        }
    }

    private static void Done(Caller caller, InstanceInfo one)
    {
        if (one.MainPid is null)
        {
            caller.Refuse(new ControlError.NotRunning(one.Job, one.Instance));
        }
        else
        {
            caller.Reply(new ControlReply.Done());
        }
    }

    private static string? Job(ControlCall call) => call switch
    {
        ControlCall.Start start => start.Target.Job,
        ControlCall.Stop stop => stop.Target.Job,
        ControlCall.Restart restart => restart.Target.Job,
        ControlCall.Kill kill => kill.Target.Job,
        ControlCall.Reload reload => reload.Target.Job,
        ControlCall.Signal signal => signal.Target.Job,
        ControlCall.Status status => status.Target.Job,
        _ => null,
    };
}
