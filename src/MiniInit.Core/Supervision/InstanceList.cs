using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Supervision;

/// <summary>The instances of a job, sorted by name. Most jobs have one, and walking over it is to cost nothing.</summary>
internal sealed class InstanceList
{
    private readonly List<JobInstance> _sorted = [];

    public int Count => _sorted.Count;

    public JobInstance this[int at] => _sorted[at];

    public List<JobInstance>.Enumerator GetEnumerator() => _sorted.GetEnumerator();

    /// <summary>Gives a copy, for those who add or remove on the way.</summary>
    public JobInstance[] ToArray() => [.. _sorted];

    public bool TryFind(string name, [NotNullWhen(true)] out JobInstance? instance)
    {
        int at = PlaceOf(name);
        instance = at < 0 ? null : _sorted[at];
        return instance is not null;
    }

    /// <summary>Adds an instance, whose name is a new one.</summary>
    public void Add(JobInstance instance) => _sorted.Insert(~PlaceOf(instance.Name), instance);

    public bool Remove(JobInstance instance)
    {
        int at = PlaceOf(instance.Name);
        if (at < 0 || _sorted[at] != instance)
        {
            return false;
        }

        _sorted.RemoveAt(at);
        return true;
    }

    /// <summary>Where the first instance after a name is, which need not be there itself; null: the first of all.</summary>
    public int PlaceAfter(string? name)
    {
        int at = name is null ? 0 : PlaceOf(name);
        return at < 0 ? ~at : name is null ? 0 : at + 1;
    }

    private int PlaceOf(string name) => SortedNames.PlaceOf(_sorted, name, static instance => instance.Name);
}
