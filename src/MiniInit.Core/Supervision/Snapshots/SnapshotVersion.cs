namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Which forms of a snapshot there are, and which of them can be read.</summary>
/// <remarks>
/// A snapshot is read by the binary that takes the place of the one that wrote it, which is a newer one, an older one, or
/// the same. Each record is a list of numbered fields; what has its usual value is left out. So a new field is a new number,
/// and what it is where a former version did not write it has to be right: then <see cref="Current"/> goes up and
/// <see cref="Lowest"/> stays. A field that is gone is still read, and passed over. Where the absence of a new field cannot
/// be made up for, or a number is to mean something else, <see cref="Lowest"/> goes up too, and no running init of that
/// version can be replaced without an end. A number that has been used is never used for anything else.
/// </remarks>
public static class SnapshotVersion
{
    /// <summary>The version that is written. 1: the first.</summary>
    public const int Current = 1;

    /// <summary>The lowest version that can be read: the first, since nothing has changed yet.</summary>
    public const int Lowest = 1;

    /// <summary>Whether a snapshot of a version can be read. One of a newer version may have what nobody here knows of.</summary>
    /// <param name="version">The version.</param>
    public static bool CanRead(int version) => version is >= Lowest and <= Current;
}
