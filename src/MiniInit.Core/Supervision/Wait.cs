namespace MiniInit.Core.Supervision;

/// <summary>That one instance waits for another.</summary>
/// <param name="From">Who waits.</param>
/// <param name="To">For whom.</param>
/// <param name="Kind">Why.</param>
/// <param name="Since">The number of the step that brought it about: the younger, the higher.</param>
internal sealed record Wait(JobInstance From, JobInstance To, WaitKind Kind, long Since)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Wait);
}
