using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

/// <summary>What a process is to us.</summary>
/// <param name="IsOurs">Whether its parents lead to us.</param>
/// <param name="Invocation">What it came from; null where that is not known.</param>
/// <param name="Child">The process that we started and have, which it is or is below; null for orphans.</param>
/// <param name="IsSure">Whether a process that we know leads to it, so that its own word does not count.</param>
/// <param name="IsOrphan">Whether that is an orphan.</param>
internal readonly record struct Kin(bool IsOurs, Invocation? Invocation, Child? Child, bool IsSure, bool IsOrphan = false)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Kin);

    /// <summary>Not below us.</summary>
    public static Kin Foreign { get; } = new(false, null, null, true);

    /// <summary>Ourselves, and a child that nothing is known of.</summary>
    public static Kin Unknown { get; } = new(true, null, null, false);
}
