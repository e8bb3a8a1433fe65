using System;
using System.Buffers.Text;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Processes;

/// <summary>Our own children: those that we started, and the orphans that became ours.</summary>
public static unsafe class ChildListing
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Reads them. Those that have ended are among them until they are reaped.</summary>
    /// <param name="into">Where to add their process ids.</param>
    /// <returns>False where there is no /proc.</returns>
    /// <remarks>
    /// /proc/self/task/TID/children, proc_tid_children(5), which is one file and not one for each process there is. A list
    /// that changes meanwhile may leave out some, which is why it is asked again when another one ends. Where the kernel was
    /// built without it all processes are looked at.
    /// </remarks>
    public static bool TryRead(ICollection<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        int self = CurrentProcess.Id;
        Span<byte> path = stackalloc byte[64];
        "/proc/self/task/"u8.CopyTo(path);
        _ = Utf8Formatter.TryFormat(self, path[16..], out int digits);
        "/children\0"u8.CopyTo(path[(16 + digits)..]);
        int fd = ProcessFile.Open(path);
        if (fd < 0)
        {
            return TryReadTable(self, into);
        }

        try
        {
            Read(fd, into);
            return true;
        }
        finally
        {
            _ = Libc.close(fd);
        }
    }

    /// <summary>Each number is followed by a space or a line end, and may be cut in two by the end of the buffer.</summary>
    internal static void Read(int fd, ICollection<int> into)
    {
        byte* buffer = stackalloc byte[BufferSize];
        int pid = 0;
        nint length;
        while ((length = Retried.Read(fd, buffer, BufferSize)) > 0)
        {
            for (nint i = 0; i < length; i++)
            {
                if (buffer[i] is >= (byte)'0' and <= (byte)'9')
                {
                    pid = (pid * 10) + (buffer[i] - '0');
                }
                else if (pid > 0)
                {
                    into.Add(pid);
                    pid = 0;
                }
            }
        }
    }

    private static bool TryReadTable(int self, ICollection<int> into)
    {
        if (ProcessTable.TryReadAll() is not IReadOnlyList<ProcessEntry> table)
        {
            return false;
        }

        foreach (ProcessEntry entry in table)
        {
            if (entry.ParentPid == self)
            {
                into.Add(entry.Pid);
            }
        }

        return true;
    }
}
