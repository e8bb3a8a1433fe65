using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>Limits of all processes of a job together, cgroups(7) version 2, where it can be written.</summary>
public sealed record ControlGroup
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ControlGroup);

    /// <summary>The most memory; null: no limit.</summary>
    public Size? MemoryMax { get; init; }

    /// <summary>The most processor time; null: no limit.</summary>
    public CpuQuota? CpuMax { get; init; }

    /// <summary>The most processes and threads; null: no limit.</summary>
    public int? PidsMax { get; init; }
}
