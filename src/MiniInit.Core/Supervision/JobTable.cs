using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Supervision;

/// <summary>The jobs by their names, and in the order of these: what is done to all is done in that order.</summary>
/// <remarks>A list beside a dictionary: a tree of the framework's is 20 KB of process 1, and reads no faster.</remarks>
internal sealed class JobTable
{
    private readonly Dictionary<string, SupervisedJob> _byName = new(StringComparer.Ordinal);
    private readonly List<SupervisedJob> _sorted = [];

    public int Count => _sorted.Count;

    /// <summary>All jobs, sorted. Not to be walked over while some come or go.</summary>
    public IReadOnlyList<SupervisedJob> Values => _sorted;

    /// <summary>Their names, sorted.</summary>
    public IReadOnlyList<string> Names()
    {
        string[] names = new string[_sorted.Count];
        for (int place = 0; place < names.Length; place++)
        {
            names[place] = _sorted[place].Definition.Name;
        }

        return names;
    }

    public bool ContainsKey(string name) => _byName.ContainsKey(name);

    public bool TryGetValue(string name, [NotNullWhen(true)] out SupervisedJob? job) => _byName.TryGetValue(name, out job);

    public SupervisedJob? GetValueOrDefault(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Adds one; false if there is one of its name.</summary>
    public bool TryAdd(string name, SupervisedJob job)
    {
        if (!_byName.TryAdd(name, job))
        {
            return false;
        }

        _sorted.Insert(~PlaceOf(name), job);
        return true;
    }

    /// <summary>Takes one out, if it is there.</summary>
    public void Remove(string name)
    {
        if (_byName.Remove(name))
        {
            _sorted.RemoveAt(PlaceOf(name));
        }
    }

    private int PlaceOf(string name) => SortedNames.PlaceOf(_sorted, name, static job => job.Definition.Name);
}
