using System.Collections.Generic;

namespace MiniInit.Core.Supervision;

/// <summary>Which instances have changed since they were last told of, for those who watch. Nothing while nobody does.</summary>
internal sealed class Observation
{
    private readonly List<(string Job, string Instance)> _changed = [];
    private readonly HashSet<(string Job, string Instance)> _noted = [];
    private bool _isOn;

    public bool IsOn
    {
        get => _isOn;
        set
        {
            _isOn = value;
            Clear();
        }
    }

    /// <summary>Notes that what is told of an instance may be another from now on.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="instance">The instance's name; empty also for a job that has none.</param>
    public void Note(string job, string instance)
    {
        if (_isOn && _noted.Add((job, instance)))
        {
            _changed.Add((job, instance));
        }
    }

    /// <summary>Adds an effect for each, in the order of their first change, and begins anew.</summary>
    public void Report(List<SupervisorEffect> effects)
    {
        foreach ((string job, string instance) in _changed)
        {
            effects.Add(new SupervisorEffect.Changed(job, instance));
        }

        Clear();
    }

    private void Clear()
    {
        _changed.Clear();
        _noted.Clear();
    }
}
