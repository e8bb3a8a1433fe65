using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The full names of the methods.</summary>
public static class MethodNames
{
    internal const string GetInfo = Service + nameof(GetInfo);
    internal const string GetInterfaceDescription = Service + nameof(GetInterfaceDescription);
    internal const string GetVersion = Control + nameof(GetVersion);
    internal const string List = Control + nameof(List);
    internal const string Status = Control + nameof(Status);
    internal const string Start = Control + nameof(Start);
    internal const string Stop = Control + nameof(Stop);
    internal const string Restart = Control + nameof(Restart);
    internal const string Kill = Control + nameof(Kill);
    internal const string Reload = Control + nameof(Reload);
    internal const string Signal = Control + nameof(Signal);
    internal const string Reset = Control + nameof(Reset);
    internal const string Why = Control + nameof(Why);
    internal const string Tree = Control + nameof(Tree);
    internal const string Emit = Control + nameof(Emit);
    internal const string ReloadConfiguration = Control + nameof(ReloadConfiguration);
    internal const string ShowConfiguration = Control + nameof(ShowConfiguration);
    internal const string GetLogLevel = Control + nameof(GetLogLevel);
    internal const string SetLogLevel = Control + nameof(SetLogLevel);
    internal const string GetEnvironment = Control + nameof(GetEnvironment);
    internal const string ListEnvironment = Control + nameof(ListEnvironment);
    internal const string SetEnvironment = Control + nameof(SetEnvironment);
    internal const string UnsetEnvironment = Control + nameof(UnsetEnvironment);
    internal const string ResetEnvironment = Control + nameof(ResetEnvironment);
    internal const string Logs = Control + nameof(Logs);
    internal const string Events = Control + nameof(Events);
    internal const string Watch = Control + nameof(Watch);
    internal const string Run = Control + nameof(Run);
    internal const string Shutdown = Control + nameof(Shutdown);
    internal const string Reexec = Control + nameof(Reexec);

    private const string Service = ControlInterface.ServiceName + ".";
    private const string Control = ControlInterface.Name + ".";

    /// <summary>Gives the full name of a call's method.</summary>
    /// <param name="call">The call.</param>
    /// <returns>Such as <c>org.miniinit.Control.Start</c>.</returns>
    public static string Of(ControlCall call) => call switch
    {
        ControlCall.GetInfo => GetInfo,
        ControlCall.GetInterfaceDescription => GetInterfaceDescription,
        ControlCall.GetVersion => GetVersion,
        ControlCall.List => List,
        ControlCall.Status => Status,
        ControlCall.Start => Start,
        ControlCall.Stop => Stop,
        ControlCall.Restart => Restart,
        ControlCall.Kill => Kill,
        ControlCall.Reload => Reload,
        ControlCall.Signal => Signal,
        ControlCall.Reset => Reset,
        ControlCall.Why => Why,
        ControlCall.Tree => Tree,
        ControlCall.Emit => Emit,
        ControlCall.ReloadConfiguration => ReloadConfiguration,
        ControlCall.ShowConfiguration => ShowConfiguration,
        ControlCall.GetLogLevel => GetLogLevel,
        ControlCall.SetLogLevel => SetLogLevel,
        ControlCall.GetEnvironment => GetEnvironment,
        ControlCall.ListEnvironment => ListEnvironment,
        ControlCall.SetEnvironment => SetEnvironment,
        ControlCall.UnsetEnvironment => UnsetEnvironment,
        ControlCall.ResetEnvironment => ResetEnvironment,
        ControlCall.Logs => Logs,
        ControlCall.Events => Events,
        ControlCall.Watch => Watch,
        ControlCall.Run => Run,
        ControlCall.Shutdown => Shutdown,
        ControlCall.Reexec => Reexec,
        _ => throw new UnreachableException(),
    };
}
