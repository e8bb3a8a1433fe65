namespace MiniInit.Core.Supervision;

/// <summary>What the processes of a run said of themselves by sd_notify(3), for those who ask.</summary>
/// <param name="Status">A text for people; null for none.</param>
/// <param name="IsStopping">Whether it is about to stop.</param>
/// <param name="IsReloading">Whether it reads its files again.</param>
/// <param name="Errno">Why it will fail; null if it did not say.</param>
internal sealed record ProcessNotes(string? Status, bool IsStopping, bool IsReloading, int? Errno)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ProcessNotes);

    public static ProcessNotes None { get; } = new(null, false, false, null);
}
