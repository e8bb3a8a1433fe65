using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision.Snapshots;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Reexecution;

/// <summary>Gathers what init is. What several refer to comes once, and has a place.</summary>
internal sealed class StateBuilder(ChildTable children)
{
    private readonly Numbered _invocations = new(), _children = new();

    /// <summary>What was gathered.</summary>
    public InitState State { get; } = new();

    /// <summary>The descriptors that are to stay open.</summary>
    public KeptDescriptors Kept { get; } = new();

    /// <summary>The definitions, by their places.</summary>
    public Numbered Definitions { get; } = new();

    /// <summary>As of <see cref="KeptDescriptors"/>.</summary>
    public int Keep(OwnedFd? fd) => Kept.Keep(fd);

    /// <summary>Has descriptors stay open that are to be closed by others than an exec, and names those who close.</summary>
    public void KeepPassed()
    {
        foreach (int passed in PassedDescriptors.Open)
        {
            _ = Keep(new OwnedFd(passed));
            State.Passed.Add(passed);
        }

        foreach (int closer in PassedDescriptors.Closers)
        {
            State.Closers.Add(closer);
        }
    }

    public int PlaceOf(JobDefinition definition) => Definitions.Of(definition).Value;

    public int PlaceOf(Invocation? invocation, bool isDropped = true)
    {
        if (invocation is null)
        {
            return -1;
        }

        int place = _invocations.Of(invocation).Value;
        if (place == State.Lineage.Invocations.Count)
        {
            State.Lineage.Invocations.Add(invocation.Save(isDropped));
        }

        return place;
    }

    public int PlaceOf(Child? child)
    {
        if (child is null)
        {
            return -1;
        }

        int place = _children.Of(child).Value;
        if (place == State.Lineage.Children.Count)
        {
            State.Lineage.Children.Add(child.Save(this, isGone: children.WithPid(child.Pid) != child));
        }

        return place;
    }
}
