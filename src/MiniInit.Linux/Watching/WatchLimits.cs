namespace MiniInit.Linux.Watching;

/// <summary>The limits of watching files.</summary>
public static class WatchLimits
{
    /// <summary>What one read takes, in bytes: some 100 events with names, at least 15 with the longest.</summary>
    public const int BufferBytes = 4096;

    /// <summary>How many reads a turn of the event loop makes; what is left comes with the next turn.</summary>
    public const int ReadsPerTurn = 16;

    /// <summary>How many single paths are watched: a condition of a job each.</summary>
    public const int Paths = 256;

    /// <summary>How many symbolic links one path may lead through: the kernel's MAXSYMLINKS.</summary>
    public const int Links = 40;

    /// <summary>How often a name that changes while it is followed is looked at; then events tell of it.</summary>
    public const int Attempts = 3;
}
