using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Actions;

/// <summary>Where jobs are, and what there is to say of them.</summary>
/// <param name="Jobs">Which jobs; none: the one whose process we are.</param>
internal sealed record StatusRequest(JobRequest Jobs)
{
    /// <summary>Whether all is told, and not one line: null where that depends on who reads.</summary>
    public bool? IsLong { get; init; }

    /// <summary>Whether the exit code tells whether it is running.</summary>
    public bool Checks { get; init; }

    /// <summary>How many lines of output are told; null: as many as is usual.</summary>
    public int? Lines { get; init; }
}
