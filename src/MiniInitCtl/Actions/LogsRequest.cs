using System.Collections.Generic;

namespace MiniInit.Ctl.Actions;

/// <summary>The output of jobs.</summary>
/// <param name="Patterns">Names, globs or <c>@tag</c>; none: all jobs.</param>
internal sealed record LogsRequest(IReadOnlyList<string> Patterns)
{
    /// <summary>Whether what comes is shown, too.</summary>
    public bool Follows { get; init; }

    /// <summary>How many lines of each at most; null: as many as is usual.</summary>
    public int? Lines { get; init; }

    /// <summary>Only younger ones, in microseconds since 1970.</summary>
    public long? Since { get; init; }

    /// <summary>Whether each line tells when it came.</summary>
    public bool WithTimes { get; init; }
}
