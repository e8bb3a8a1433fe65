using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Access;

/// <summary>What calls are called in <c>[init.control] allow</c>: the commands of miniinitctl.</summary>
internal static class CommandName
{
    /// <summary>Gives the command that a call belongs to.</summary>
    public static string Of(ControlCall call) => call switch
    {
        ControlCall.GetInfo or ControlCall.GetInterfaceDescription or ControlCall.GetVersion => "version",
        ControlCall.List or ControlCall.Watch => "list",
        ControlCall.Status => "status",
        ControlCall.Start => "start",
        ControlCall.Stop => "stop",
        ControlCall.Restart => "restart",
        ControlCall.Kill => "kill",
        ControlCall.Reload => "reload",
        ControlCall.Signal => "signal",
        ControlCall.Reset => "reset",
        ControlCall.Why => "why",
        ControlCall.Tree => "tree",
        ControlCall.Emit => "emit",
        ControlCall.ReloadConfiguration => "reload-configuration",
        ControlCall.ShowConfiguration => "show-config",
        ControlCall.GetLogLevel or ControlCall.SetLogLevel => "log-priority",
        ControlCall.GetEnvironment => "get-env",
        ControlCall.ListEnvironment => "list-env",
        ControlCall.SetEnvironment => "set-env",
        ControlCall.UnsetEnvironment => "unset-env",
        ControlCall.ResetEnvironment => "reset-env",
        ControlCall.Logs => "logs",
        ControlCall.Events => "events",
        ControlCall.Run => "run",
        ControlCall.Shutdown => "shutdown",
        ControlCall.Reexec => "reexec",
        _ => throw new UnreachableException(call.GetType().Name),
    };

    /// <summary>Gives the job that a call is about; null where it is about no single one.</summary>
    public static string? JobOf(ControlCall call) => call switch
    {
        ControlCall.Status status => status.Target.Job,
        ControlCall.Start start => start.Target.Job,
        ControlCall.Stop stop => stop.Target.Job,
        ControlCall.Restart restart => restart.Target.Job,
        ControlCall.Kill kill => kill.Target.Job,
        ControlCall.Reload reload => reload.Target.Job,
        ControlCall.Signal signal => signal.Target.Job,
        ControlCall.Reset reset => reset.Job,
        ControlCall.Why why => why.Target.Job,
        ControlCall.Tree tree => tree.Job,
        ControlCall.Run run => run.Name,
        ControlCall.ShowConfiguration show => show.Job,
        ControlCall.GetEnvironment environment => environment.Of?.Job,
        ControlCall.ListEnvironment environment => environment.Of?.Job,
        ControlCall.SetEnvironment environment => environment.Of?.Job,
        ControlCall.UnsetEnvironment environment => environment.Of?.Job,
        ControlCall.ResetEnvironment environment => environment.Of?.Job,
        ControlCall.GetInfo or ControlCall.GetInterfaceDescription or ControlCall.GetVersion or ControlCall.List
            or ControlCall.Watch or ControlCall.Emit or ControlCall.ReloadConfiguration or ControlCall.GetLogLevel
            or ControlCall.SetLogLevel or ControlCall.Logs or ControlCall.Events or ControlCall.Shutdown or ControlCall.Reexec => null,
        _ => throw new UnreachableException(call.GetType().Name),
    };
}
