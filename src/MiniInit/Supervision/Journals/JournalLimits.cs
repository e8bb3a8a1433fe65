namespace MiniInit.Supervision.Journals;

/// <summary>The limits of our own messages, in bytes as written. What is longer is cut and ends in an ellipsis.</summary>
internal static class JournalLimits
{
    /// <summary>512 bytes for the name of a job, and for the key of an instance, which may be anything.</summary>
    public const int NameBytes = 512;

    /// <summary>4 KiB for the message itself: the longest name some jobs, or a path, which has 4,096 bytes at most.</summary>
    public const int MessageBytes = 4 * 1024;

    /// <summary>1 KiB for each of a job's last lines: ten are shown.</summary>
    public const int LineBytes = 1024;

    /// <summary>10 lines, as many as are handed in (<see cref="Output.OutputLimits.FailureLines"/>).</summary>
    public const int Lines = Output.OutputLimits.FailureLines;

    /// <summary>256 bytes for all that stands around these.</summary>
    public const int AroundBytes = 256;

    /// <summary>
    /// A whole record at most: less than the room that is kept free for our own messages
    /// (<see cref="Output.OutputLimits.OwnBytes"/>), else the longest could never be said while the output of jobs waits.
    /// </summary>
    public const int RecordBytes = (2 * NameBytes) + MessageBytes + (Lines * LineBytes) + AroundBytes;
}
