using System;
using System.Buffers.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Processes;

/// <summary>Reads the small files of /proc/PID that the kernel answers by itself, without an allocation.</summary>
internal static unsafe class ProcessFile
{
    /// <summary>Opens a file of /proc, with a descriptor that was spared for that if there is no other.</summary>
    /// <param name="path">The file, with a NUL behind it.</param>
    /// <returns>The descriptor, or -1.</returns>
    internal static int Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* pointer = path)
        {
            int fd;
            do
            {
                fd = Retried.Open(pointer, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY);
            }
            while (fd < 0 && SpareDescriptors.TryGiveUp(Errors.Last));
            return fd;
        }
    }

    /// <summary>Reads the beginning of one.</summary>
    /// <param name="pid">The process, also a zombie.</param>
    /// <param name="name">The file with a slash before it and a NUL behind it, of 16 bytes at most.</param>
    /// <param name="into">Where to.</param>
    /// <returns>What was read; nothing when the process is gone or hidden.</returns>
    internal static ReadOnlySpan<byte> Read(int pid, ReadOnlySpan<byte> name, Span<byte> into)
    {
        Span<byte> path = stackalloc byte[36];
        "/proc/"u8.CopyTo(path);
        _ = Utf8Formatter.TryFormat(pid, path[6..], out int digits);
        name.CopyTo(path[(6 + digits)..]);
        int fd = Open(path);
        if (fd < 0)
        {
            return default;
        }

        nint length;
        fixed (byte* start = into)
        {
            length = Retried.Read(fd, start, (nuint)into.Length);
        }

        _ = Libc.close(fd);
        return length <= 0 ? default : into[..(int)length];
    }
}
