namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Why a snapshot cannot be read.</summary>
public abstract record SnapshotProblem
{
    private SnapshotProblem()
    {
    }

    /// <summary>Gives a sentence for people, without its end: <c>cannot read the state: …</c>.</summary>
    public sealed override string ToString() => this switch
    {
        Foreign => "cannot read the state: it is no snapshot of a supervisor",
        OtherVersion other => $"cannot read the state: it is of version {other.Version}, and this program reads "
            + Versions(SnapshotVersion.Lowest, SnapshotVersion.Current),
        Damaged damaged => $"cannot read the state: {damaged.What} (at byte {damaged.Offset})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Versions(int lowest, int highest) =>
        lowest == highest ? $"version {highest}" : $"versions {lowest} to {highest}";

    /// <summary>It does not begin as one does.</summary>
    public sealed record Foreign : SnapshotProblem;

    /// <summary>It is of a version that this program does not know, or not any more.</summary>
    /// <param name="Version">Which.</param>
    public sealed record OtherVersion(int Version) : SnapshotProblem;

    /// <summary>It is cut off, or says what cannot be.</summary>
    /// <param name="Offset">Where, in bytes.</param>
    /// <param name="What">What is wrong.</param>
    public sealed record Damaged(int Offset, string What) : SnapshotProblem;
}
