using System;
using System.Buffers.Text;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Processes;

/// <summary>The processes that /proc shows.</summary>
public static unsafe class ProcessTable
{
    private const int StatCapacity = 1024;

    /// <summary>Reads all. Those that end meanwhile may or may not be among them.</summary>
    /// <returns>
    /// The processes, or null where there is no /proc, or where it is the /proc of another PID namespace (as after a
    /// plain <c>unshare --pid</c>), whose numbers would name the wrong processes here.
    /// </returns>
    public static IReadOnlyList<ProcessEntry>? TryReadAll()
    {
        using DirectoryListing? listing = ShowsOurNamespace() ? DirectoryListing.TryOpen("/proc") : null;
        if (listing is null)
        {
            return null;
        }

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

    /// <summary>Reads one.</summary>
    /// <param name="pid">Its process id.</param>
    /// <param name="entry">What it is.</param>
    /// <returns>False when it is gone or hidden.</returns>
    public static bool TryRead(int pid, out ProcessEntry entry)
    {
        Span<byte> path = stackalloc byte[32];
        "/proc/"u8.CopyTo(path);
        _ = Utf8Formatter.TryFormat(pid, path[6..], out int digits);
        "/stat\0"u8.CopyTo(path[(6 + digits)..]);
        return TryReadStat(path, out entry) && entry.Pid == pid;
    }

    /// <summary>Reads the name of a process, /proc/PID/comm: at most 15 bytes, and not to be trusted.</summary>
    /// <param name="pid">Its process id, also that of a zombie.</param>
    /// <param name="name">At least 16 bytes.</param>
    /// <returns>How many bytes the name has; 0 when it is gone or hidden.</returns>
    public static int ReadName(int pid, Span<byte> name) => ProcessFile.Read(pid, "/comm\0"u8, name).TrimEnd((byte)'\n').Length;

    private static bool ShowsOurNamespace() =>
        TryReadStat("/proc/self/stat\0"u8, out ProcessEntry self) && self.Pid == CurrentProcess.Id;

    private static bool TryReadStat(ReadOnlySpan<byte> path, out ProcessEntry entry)
    {
        entry = default;
        int fd;
        fixed (byte* pointer = path)
        {
            fd = Libc.open(pointer, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        }

        if (fd < 0)
        {
            return false;
        }

        byte* line = stackalloc byte[StatCapacity];
        nint length = Libc.read(fd, line, StatCapacity);
        _ = Libc.close(fd);
        return length > 0 && ProcessEntry.TryParse(new ReadOnlySpan<byte>(line, (int)length), out entry);
    }
}
