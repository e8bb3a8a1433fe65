using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>What the verbs are called, and what they ask for.</summary>
internal static class ChangeVerbs
{
    /// <summary>The command.</summary>
    public static string Word(ChangeVerb verb) => verb switch
    {
        ChangeVerb.Start => "start",
        ChangeVerb.Stop => "stop",
        ChangeVerb.Restart => "restart",
        ChangeVerb.Kill => "kill",
        _ => throw new UnreachableException(),
    };

    /// <summary>What init is busy with then.</summary>
    public static string Doing(ChangeVerb verb) => verb switch
    {
        ChangeVerb.Start => "starting",
        ChangeVerb.Stop => "stopping",
        ChangeVerb.Restart => "restarting",
        ChangeVerb.Kill => "killing",
        _ => throw new UnreachableException(),
    };

    /// <summary>The call.</summary>
    public static ControlCall Call(ChangeVerb verb, Target target, Waiting waiting) => verb switch
    {
        ChangeVerb.Start => new ControlCall.Start(target, waiting),
        ChangeVerb.Stop => new ControlCall.Stop(target, waiting),
        ChangeVerb.Restart => new ControlCall.Restart(target, waiting),
        ChangeVerb.Kill => new ControlCall.Kill(target, waiting),
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether an error says that it is so already.</summary>
    public static bool IsSoAlready(ChangeVerb verb, ControlError error) => verb == ChangeVerb.Start
        ? error is ControlError.AlreadyRunning
        : error is ControlError.NotRunning or ControlError.NoSuchInstance;
}
