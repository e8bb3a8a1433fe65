namespace MiniInit.Core.Graphs.Checks;

/// <summary>What one operand of an expression waits for.</summary>
internal abstract record Wait
{
    private Wait()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>For what may well come: <c>startup</c>, a file, an event that something emits.</summary>
    public sealed record Possible : Wait;

    /// <summary>For something of one job, which must at least start for that.</summary>
    /// <param name="Index">The job.</param>
    public sealed record Job(int Index) : Wait;

    /// <summary>For something of a job that does not exist.</summary>
    /// <param name="Name">What it would be called.</param>
    public sealed record NoSuchJob(string Name) : Wait;

    /// <summary>For an event that nothing emits.</summary>
    /// <param name="Name">The event's name.</param>
    public sealed record NoSuchEvent(string Name) : Wait;
}
