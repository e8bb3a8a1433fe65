using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>A job with its instances. Its definition changes when its file does; running instances keep theirs.</summary>
internal sealed class SupervisedJob
{
    public SupervisedJob(JobDefinition definition) => Define(definition);

    public JobDefinition Definition { get; private set; } = null!;

    /// <summary>What has been seen of the events it starts on; null where there are none.</summary>
    public ExpressionState? StartOn { get; set; }

    /// <summary>The instances by name; the empty one is there from the beginning, others from their first start.</summary>
    public InstanceList Instances { get; } = new();

    /// <summary>The jobs around it, as of the last configuration; one that is gone since has no instances.</summary>
    public Neighbourhood Neighbours { get; set; } = Neighbourhood.None;

    /// <summary>A job that it requires and that does not exist, as of the last configuration; null where all do.</summary>
    public string? MissingNeed { get; set; }

    /// <summary>Whether, in a shutdown, it is down and so is all that comes after it.</summary>
    public bool IsLastOfAll { get; set; }

    /// <summary>By which other expressions than its own its instances stopped, as of the last configuration.</summary>
    public ValueList<EventExpression> FormerStops { get; set; } = [];

    /// <summary>The jobs that look at whether it is up.</summary>
    public IReadOnlyList<SupervisedJob> Watchers { get; set; } = [];

    /// <summary>Whether its file is gone: it is forgotten once it is down.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Whether no file defines it, from its beginning on.</summary>
    public bool IsTransient { get; set; }

    /// <summary>Takes a definition; a half-matched expression stays as it is if it has not changed.</summary>
    public void Define(JobDefinition definition)
    {
        EventExpression? startOn = definition.IsManual ? null : definition.StartOn;
        if (Definition is null || StartOn?.Expression != startOn)
        {
            StartOn = startOn is null ? null : new ExpressionState(startOn);
        }

        Definition = definition;
        IsRemoved = false;
    }
}
