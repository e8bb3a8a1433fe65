using System;

namespace MiniInit.Output;

/// <summary>The limits and spans of reading jobs' output that are not options. Sizes are in bytes.</summary>
internal static class OutputLimits
{
    /// <summary>64 KiB read of one pipe in one turn: all that a pipe holds, some 50 µs of work. Then others have their turn.</summary>
    public const int TurnBytes = 64 * 1024;

    /// <summary>256 KiB read of one pipe at the end of a process, and when everything ends: four pipes full.</summary>
    public const int DrainBytes = 4 * TurnBytes;

    /// <summary>8 KiB of a line are kept together; what is longer is passed on in parts.</summary>
    public const int LineBytes = 8 * 1024;

    /// <summary>256 KiB are held for a reader of ours that is slow.</summary>
    public const int MirrorBytes = 256 * 1024;

    /// <summary>16 KiB of these are left to our own messages, so that the output of jobs cannot crowd them out.</summary>
    public const int OwnBytes = 16 * 1024;

    /// <summary>
    /// Fewer are not worth a read: when the mirror has no room for what 128 bytes may become, the pipe waits. 128 bytes
    /// that are all newlines become 128 lines of at most <see cref="HeadBytes"/>: that fits into an empty mirror.
    /// </summary>
    public const int LeastRead = 128;

    /// <summary>What stands around the text of a line takes at most 1,280 bytes, so that room can be reckoned beforehand.</summary>
    public const int HeadBytes = 1280;

    /// <summary>128 bytes of an instance's key are shown: more helps nobody to tell instances apart.</summary>
    public const int KeyBytes = 128;

    /// <summary>16 MiB for all rings and unfinished lines together.</summary>
    public const int MemoryBytes = 16 * 1024 * 1024;

    /// <summary>1 KiB is what a ring begins with; it then doubles.</summary>
    public const int FirstRingBytes = 1024;

    /// <summary>
    /// One mark for the time of output to 256 bytes of a ring, 4 marks at least and 256 at most: 6 KiB for the usual ring.
    /// Lines of 256 bytes, one a second, have a mark each.
    /// </summary>
    public const int BytesPerMark = 256, LeastMarks = 4, MostMarks = 256;

    /// <summary>1 s is how much output may share a mark, in nanoseconds.</summary>
    public const long MarkNanoseconds = 1_000_000_000;

    /// <summary>4 KiB of a line are told to clients in one piece.</summary>
    public const int PieceBytes = 4096;

    /// <summary>128 lines are read at a time, so that a ring full of newlines is no burden, and a reply is bounded.</summary>
    public const int LinesPerRead = 128;

    /// <summary>
    /// 16 pipes of one job: two are in use, the rest belong to daemons and children that outlived their main process.
    /// Of a job that leaves more behind with each respawn, the oldest are closed.
    /// </summary>
    public const int PipesPerJob = 16;

    /// <summary>32 waiting pipes are served in one turn, so that signals are not kept waiting by a reader of ours that came back.</summary>
    public const int ServedPerTurn = 32;

    /// <summary>256 jobs that ended while our reader did not read are remembered, to say what was dropped of them.</summary>
    public const int KeptNotes = 256;

    /// <summary>10 lines and at most 2 KiB of them go into a message about a failure.</summary>
    public const int FailureLines = 10, FailureBytes = 2048;

    /// <summary>32 sentences about log files are kept until they are taken; of more, only the number.</summary>
    public const int Troubles = 32;

    /// <summary>1 s: how long a job may be held up by our own reader before its output is dropped there.</summary>
    public static TimeSpan Backpressure => TimeSpan.FromSeconds(1);

    /// <summary>1 s: how long the rest of a line is waited for, before what there is (a prompt, a progress bar) is shown.</summary>
    public static TimeSpan UnfinishedLine => TimeSpan.FromSeconds(1);

    /// <summary>100 ms between two tries to write to what cannot be watched for room.</summary>
    public static TimeSpan UnwatchedRetry => TimeSpan.FromMilliseconds(100);

    /// <summary>1 s between two looks whether a log file still has its name, and two tries to write to a full disk.</summary>
    public static TimeSpan FileCheck => TimeSpan.FromSeconds(1);

    /// <summary>5 s between two tries to open or rotate a log file.</summary>
    public static TimeSpan FileRetry => TimeSpan.FromSeconds(5);
}
