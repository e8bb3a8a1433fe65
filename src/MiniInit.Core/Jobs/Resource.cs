namespace MiniInit.Core.Jobs;

/// <summary>What a process may use no more of, getrlimit(2).</summary>
public enum Resource
{
    /// <summary>Address space, in bytes.</summary>
    As,

    /// <summary>Core files, in bytes.</summary>
    Core,

    /// <summary>Processor time, in seconds.</summary>
    Cpu,

    /// <summary>Data segment, in bytes.</summary>
    Data,

    /// <summary>Files written, in bytes.</summary>
    Fsize,

    /// <summary>File locks.</summary>
    Locks,

    /// <summary>Locked memory, in bytes.</summary>
    Memlock,

    /// <summary>POSIX message queues, in bytes.</summary>
    Msgqueue,

    /// <summary>Nice ceiling, as 20 − nice.</summary>
    Nice,

    /// <summary>Open files.</summary>
    Nofile,

    /// <summary>Processes of the user.</summary>
    Nproc,

    /// <summary>Resident set, in bytes; without effect on today's kernels.</summary>
    Rss,

    /// <summary>Real-time priority ceiling.</summary>
    Rtprio,

    /// <summary>
    /// Processor time of a real-time process without a wait, in microseconds. It carries the lineage mark otherwise: a job
    /// that sets it has none.
    /// </summary>
    Rttime,

    /// <summary>Queued signals.</summary>
    Sigpending,

    /// <summary>Stack, in bytes.</summary>
    Stack,
}
