using MiniInit.Core.Jobs;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A start of an instance, whose processes tell by their marks that they came from it.</summary>
/// <param name="Number">Counted over all jobs.</param>
/// <param name="Job">The job as it was started.</param>
/// <param name="Instance">The instance's name.</param>
internal sealed record SimulatedInvocation(long Number, JobDefinition Job, string Instance)
{
    /// <summary>Whose it is: <c>web/</c>.</summary>
    public string Owner { get; } = $"{Job.Name}/{Instance}";

    /// <summary>The process that was started as the main one; null until it is.</summary>
    public SimulatedProcess? Main { get; set; }

    /// <summary>The group of the main process that is followed by now; 0 for none.</summary>
    public int Group { get; set; }

    /// <summary>What is in its pid-file; 0 as long as there is none.</summary>
    public int PidFile { get; set; }

    /// <summary>
    /// Whether a main process that was named has ended. The one that was started may live on where strays are kept, and name
    /// another one: nobody heeds that.
    /// </summary>
    public bool IsOver { get; set; }

    /// <summary>Whether its instance is no more, or another one by now.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>How many its processes may still fork, so that a storm has an end.</summary>
    public int Forks { get; set; }
}
