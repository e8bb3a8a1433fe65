namespace MiniInit.Linux.Spawning;

/// <summary>
/// The resources of getrlimit(2) by the kernel's numbers; 16 and above may come with kernels to come.
/// </summary>
public enum SpawnResource
{
    /// <summary>Processor time, in seconds.</summary>
    Cpu = 0,

    /// <summary>Files written, in bytes.</summary>
    Fsize = 1,

    /// <summary>Data segment, in bytes.</summary>
    Data = 2,

    /// <summary>Stack, in bytes.</summary>
    Stack = 3,

    /// <summary>Core files, in bytes.</summary>
    Core = 4,

    /// <summary>Resident set, in bytes; without effect since Linux 2.4.30.</summary>
    Rss = 5,

    /// <summary>Processes of the user.</summary>
    Nproc = 6,

    /// <summary>Open files.</summary>
    Nofile = 7,

    /// <summary>Locked memory, in bytes.</summary>
    Memlock = 8,

    /// <summary>Address space, in bytes.</summary>
    As = 9,

    /// <summary>File locks; without effect since Linux 2.4.25.</summary>
    Locks = 10,

    /// <summary>Queued signals.</summary>
    Sigpending = 11,

    /// <summary>POSIX message queues, in bytes.</summary>
    Msgqueue = 12,

    /// <summary>Nice ceiling, as 20 − nice.</summary>
    Nice = 13,

    /// <summary>Real-time priority ceiling.</summary>
    Rtprio = 14,

    /// <summary>Processor time of a real-time process without a wait, in microseconds.</summary>
    Rttime = 15,
}
