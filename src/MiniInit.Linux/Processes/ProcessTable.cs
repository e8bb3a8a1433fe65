using System;
using System.Buffers.Text;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Processes;

/// <summary>The processes that /proc shows.</summary>
public static unsafe class ProcessTable
{
    /// <summary>A line of stat has 400 bytes; a status has 1,500 and what its groups take.</summary>
    private const int Capacity = 4096;

    /// <summary>Reads all. Those that end meanwhile may or may not be among them.</summary>
    /// <returns>
    /// The processes, or null where there is no /proc, or where it is the /proc of another PID namespace (as after a
    /// plain <c>unshare --pid</c>), whose numbers would name the wrong processes here.
    /// </returns>
    public static IReadOnlyList<ProcessEntry>? TryReadAll()
    {
        int fd = ShowsOurNamespace() ? ProcessFile.Open("/proc\0"u8) : -1;
        if (fd < 0)
        {
            return null;
        }

        using OwnedFd folder = new(fd);
        DirectoryListing listing = DirectoryListing.Over(folder);
        var entries = new List<ProcessEntry>();
        while (listing.TryNext(out ReadOnlySpan<byte> name))
        {
            if (Utf8Parser.TryParse(name, out int pid, out int used) && used == name.Length
                && TryRead(pid, out ProcessEntry entry))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Whether <see cref="ProcessEntry.StartTime"/> tells which of two processes began first: before Linux 7.0.</summary>
    public static bool AreInOrder => ProcessBirth.AreInOrder;

    /// <summary>Whether a process is known to have begun before another one.</summary>
    /// <param name="one">Its <see cref="ProcessEntry.StartTime"/>.</param>
    /// <param name="other">That of the other one.</param>
    public static bool BeganBefore(ulong one, ulong other) => AreInOrder && one < other;

    /// <summary>Reads one.</summary>
    /// <param name="pid">Its process id.</param>
    /// <param name="entry">What it is.</param>
    /// <returns>False when it is gone or hidden.</returns>
    public static bool TryRead(int pid, out ProcessEntry entry) =>
        (ProcessBirth.AreKnown ? TryAsk(pid, out entry) : TryReadStat(pid, out entry)) && entry.Pid == pid;

    /// <summary>Reads the name of a process, /proc/PID/comm: at most 15 bytes, and not to be trusted.</summary>
    /// <param name="pid">Its process id, also that of a zombie.</param>
    /// <param name="name">At least 16 bytes.</param>
    /// <returns>How many bytes the name has; 0 when it is gone or hidden.</returns>
    public static int ReadName(int pid, Span<byte> name) => ProcessFile.Read(pid, "/comm\0"u8, name).TrimEnd((byte)'\n').Length;

    /// <summary>Reads the real user of a process, /proc/PID/status.</summary>
    /// <param name="pid">Its process id.</param>
    /// <returns>The user id as we see it; null when it is gone or hidden.</returns>
    public static uint? ReadUser(int pid)
    {
        // The line is the ninth, and the name before it has its line ends escaped.
        Span<byte> text = stackalloc byte[Capacity];
        ReadOnlySpan<byte> rest = ProcessFile.Read(pid, "/status\0"u8, text);
        int start = rest.IndexOf("\nUid:\t"u8);
        return start >= 0 && Utf8Parser.TryParse(rest[(start + 6)..], out uint user, out _) ? user : null;
    }

    private static bool ShowsOurNamespace()
    {
        Span<byte> target = stackalloc byte[16];
        nint length;
        fixed (byte* path = "/proc/self\0"u8, pointer = target)
        {
            length = Libc.readlinkat(Libc.AT_FDCWD, path, pointer, (nuint)target.Length);
        }

        return length > 0 && Utf8Parser.TryParse(target[..(int)length], out int pid, out _) && pid == CurrentProcess.Id;
    }

    /// <summary>
    /// Not by /proc/PID/stat: since Linux 6.18 a read of that waits as long as the process is in the middle of an exec, which
    /// closes its files, and a file of a FUSE file system takes as long to close as whoever serves it likes.
    /// </summary>
    private static bool TryAsk(int pid, out ProcessEntry entry)
    {
        entry = default;
        using var birth = new ProcessBirth(pid);
        return birth.IsFound && (birth.TryGetParent(out int parent)
            ? TryTell(pid, birth, parent, out entry)
            : !ProcessBirth.AreParentsKnown && TryReadStatus(pid, birth, out entry));
    }

    /// <summary>No word of /proc. That it has ended is asked last: what was told of its number before may be of another.</summary>
    private static bool TryTell(int pid, in ProcessBirth birth, int parent, out ProcessEntry entry)
    {
        (int group, int session) = (Math.Max(Libc.getpgid(pid), 0), Math.Max(Libc.getsid(pid), 0));
        entry = new ProcessEntry(pid, parent, birth.HasEnded ? 'Z' : 'R', birth.Number) { GroupId = group, SessionId = session, Threads = 1 };
        return true;
    }

    private static bool TryReadStatus(int pid, in ProcessBirth birth, out ProcessEntry entry)
    {
        entry = default;
        Span<byte> text = stackalloc byte[Capacity];
        if (!ProcessEntry.TryParseStatus(ProcessFile.Read(pid, "/status\0"u8, text), out ProcessEntry found))
        {
            return false;
        }

        bool hasEnded = birth.HasEnded;
        if (hasEnded && found.State is not ('Z' or 'X'))
        {
            return false; // it ended in between, and another may have its number
        }

        entry = new ProcessEntry(found.Pid, found.ParentPid, found.State, birth.Number)
        {
            GroupId = Math.Max(Libc.getpgid(pid), 0),
            SessionId = Math.Max(Libc.getsid(pid), 0),
            Threads = hasEnded || found.Threads > 1 ? found.Threads : 1 + (found.State is 'Z' or 'X' ? 1 : 0),
        };
        return true;
    }

    private static bool TryReadStat(int pid, out ProcessEntry entry)
    {
        Span<byte> line = stackalloc byte[Capacity];
        return ProcessEntry.TryParse(ProcessFile.Read(pid, "/stat\0"u8, line), out entry);
    }
}
