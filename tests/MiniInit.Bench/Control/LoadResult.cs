using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What came of many calls.</summary>
internal sealed class LoadResult
{
    internal double PerSecond { get; set; }

    /// <summary>The times of the calls for one job, in nanoseconds.</summary>
    internal List<long> Statuses { get; } = [];

    /// <summary>The times of the calls for all jobs, in nanoseconds.</summary>
    internal List<long> Lists { get; } = [];

    /// <summary>Replies that do not say what they must.</summary>
    internal int Wrong { get; set; }

    /// <summary>By how much the anonymous memory of init has grown, in KiB.</summary>
    internal long Growth { get; set; }
}
