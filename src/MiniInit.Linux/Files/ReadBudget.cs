namespace MiniInit.Linux.Files;

/// <summary>How much one loading may still read; shared by all its folders and files.</summary>
public sealed class ReadBudget
{
    private readonly int _totalBytes;
    private readonly int _totalEntries;
    private int _bytes;
    private int _entries;

    /// <summary>A budget of what <see cref="FileLimits"/> allow.</summary>
    public ReadBudget()
        : this(FileLimits.TotalBytes, FileLimits.Entries)
    {
    }

    internal ReadBudget(int bytes, int entries)
    {
        _totalBytes = _bytes = bytes;
        _totalEntries = _entries = entries;
    }

    /// <summary>Why a file does not fit any more, for its refusal.</summary>
    internal string BytesAreUsedUp =>
        $"with it the files would have more than {Size(_totalBytes)} together; move some out of the folder";

    /// <summary>Why a folder does not fit any more, for its refusal.</summary>
    internal string EntriesAreUsedUp =>
        $"with it there would be more than {_totalEntries} names; move what are no job files out of the folder";

    /// <summary>A number of bytes for people.</summary>
    internal static string Size(int bytes) =>
        bytes % (1024 * 1024) == 0 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes} bytes";

    /// <summary>Takes a file's bytes, or nothing and false.</summary>
    internal bool TryTakeBytes(int count) => TryTake(ref _bytes, count);

    /// <summary>Takes one name, or nothing and false.</summary>
    internal bool TryTakeEntry() => TryTake(ref _entries, 1);

    private static bool TryTake(ref int left, int count)
    {
        bool fits = count <= left;
        left -= fits ? count : 0;
        return fits;
    }
}
