using System.Collections.Generic;
using System.Linq;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>What is waited for.</summary>
/// <param name="Word">As it is written: <c>running</c>, or a state.</param>
internal sealed record WaitCondition(string Word)
{
    /// <summary>What can be waited for, the usual one first.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "running", "ready", "stopped", "gone", "waiting", "starting", "pre-start", "spawned", "post-start", "pre-stop",
        "stopping", "killed", "post-stop", "unkillable", "invalid",
    ];

    /// <summary>Whether a job that is not there has it.</summary>
    public bool HoldsWithout => Word == "gone";

    /// <summary>Whether the instances of a job have it.</summary>
    /// <param name="instances">Those there are.</param>
    public bool Holds(IReadOnlyCollection<InstanceInfo> instances) => Word switch
    {
        "gone" => instances.Count == 0,
        "stopped" => instances.All(one => one.State is "waiting" or "invalid"),
        "ready" => instances.Count > 0 && instances.All(one => one.IsReady),
        _ => instances.Count > 0 && instances.All(one => one.State == Word.Replace('-', '_')),
    };
}
