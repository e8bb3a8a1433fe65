using System;
using System.Buffers.Text;

namespace MiniInit.Linux.Processes;

/// <summary>One process as its pidfd tells it (Linux 6.13); else /proc/PID/status (6.9), or proc_pid_stat(5).</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="ParentPid">Its parent's.</param>
/// <param name="State">R, S, D, Z, T, t, X or I; R or Z where a pidfd tells.</param>
/// <param name="StartTime">
/// With the pid it names a process once and for all. The inode of its pidfd (Linux 6.9), or clock ticks after boot; of one kind as
/// long as we live. When it began, see <see cref="ProcessTable.BeganBefore"/>.
/// </param>
public readonly record struct ProcessEntry(int Pid, int ParentPid, char State, ulong StartTime)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ProcessEntry);

    private const int FieldsFromParentToStartTime = 18, GroupField = 1, SessionField = 2, ThreadsField = 16;

    /// <summary>Its process group; 0 where it is outside of our PID namespace.</summary>
    public int GroupId { get; init; }

    /// <summary>Its session; 0 where it is outside of our PID namespace.</summary>
    public int SessionId { get; init; }

    /// <summary>How many threads it has. One that has ended is among them until it is reaped.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Ended and not reaped. The state is that of the first thread: one that has ended alone leaves a process that runs
    /// on, cannot be reaped, and looks like a zombie but for its other threads.
    /// </summary>
    public bool IsZombie => State is 'Z' or 'X' && Threads <= 1;

    /// <summary>Reads the beginning of /proc/PID/status, which tells no group, no session and no start.</summary>
    /// <param name="text">As much of the file as has <c>PPid</c>. <c>Threads</c> comes after the groups, of which there may be 65,536.</param>
    /// <param name="entry">What it says. Without the line there is one thread.</param>
    public static bool TryParseStatus(ReadOnlySpan<byte> text, out ProcessEntry entry)
    {
        entry = default;
        ReadOnlySpan<byte> state = Field(text, "\nState:\t"u8);
        if (state.IsEmpty || !Utf8Parser.TryParse(Field(text, "\nPid:\t"u8), out int pid, out _)
            || !Utf8Parser.TryParse(Field(text, "\nPPid:\t"u8), out int parent, out _))
        {
            return false;
        }

        int threads = Utf8Parser.TryParse(Field(text, "\nThreads:\t"u8), out int count, out _) ? count : 1;
        entry = new ProcessEntry(pid, parent, (char)state[0], 0) { Threads = threads };
        return true;
    }

    /// <summary>What follows a name. A line break in the command's own name is escaped by the kernel.</summary>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int at = text.IndexOf(name);
        return at < 0 ? default : text[(at + name.Length)..];
    }

    /// <summary>Reads a line of /proc/PID/stat.</summary>
    /// <param name="line">The file's content.</param>
    /// <param name="entry">What it says.</param>
    /// <remarks>The second field is the command's name in parentheses and may itself hold spaces and parentheses.</remarks>
    public static bool TryParse(ReadOnlySpan<byte> line, out ProcessEntry entry)
    {
        entry = default;
        int nameEnd = line.LastIndexOf((byte)')');
        if (nameEnd < 0 || nameEnd + 4 > line.Length || !Utf8Parser.TryParse(line, out int pid, out _))
        {
            return false;
        }

        char state = (char)line[nameEnd + 2];
        ReadOnlySpan<byte> rest = line[(nameEnd + 4)..];
        if (!Utf8Parser.TryParse(rest, out int parent, out _))
        {
            return false;
        }

        int group = 0;
        int session = 0;
        int threads = 0;
        for (int field = 1; field <= FieldsFromParentToStartTime; field++)
        {
            int space = rest.IndexOf((byte)' ');
            if (space < 0)
            {
                return false;
            }

            rest = rest[(space + 1)..];
            if ((field == GroupField && !Utf8Parser.TryParse(rest, out group, out _))
                || (field == SessionField && !Utf8Parser.TryParse(rest, out session, out _))
                || (field == ThreadsField && !Utf8Parser.TryParse(rest, out threads, out _)))
            {
                return false;
            }
        }

        if (!Utf8Parser.TryParse(rest, out ulong startTime, out _))
        {
            return false;
        }

        entry = new ProcessEntry(pid, parent, state, startTime)
        {
            GroupId = group,
            SessionId = session,
            Threads = threads,
        };
        return true;
    }
}
