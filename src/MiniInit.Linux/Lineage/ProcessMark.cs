using System;
using System.Buffers.Text;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Lineage;

/// <summary>Reads the limit that carries the mark, of us and of others.</summary>
public static unsafe class ProcessMark
{
    /// <summary>Some 1,300 bytes in sixteen lines on today's kernels.</summary>
    private const int LimitsCapacity = 4096;

    /// <summary>Our own hard limit of real time, in microseconds; <see cref="ulong.MaxValue"/> for none.</summary>
    public static ulong Own
    {
        get
        {
            Libc.rlimit limit;
            return Libc.getrlimit(Libc.RLIMIT_RTTIME, &limit) == 0 ? limit.rlim_max : 0;
        }
    }

    /// <summary>Reads that of another process, a zombie too.</summary>
    /// <param name="pid">Its process id.</param>
    /// <param name="hardLimit">In microseconds; <see cref="ulong.MaxValue"/> for none.</param>
    /// <returns>False when it is gone or hidden.</returns>
    /// <remarks>
    /// prlimit(2) is twenty times as fast as /proc/PID/limits, but is for processes with our ids alone unless we have
    /// CAP_SYS_RESOURCE, which containers do not give; the file is for everyone.
    /// </remarks>
    public static bool TryRead(int pid, out ulong hardLimit)
    {
        Libc.rlimit limit;
        if (Libc.syscall(Libc.SYS_prlimit64, pid, Libc.RLIMIT_RTTIME, 0, (nint)(&limit), 0) == 0)
        {
            hardLimit = limit.rlim_max;
            return true;
        }

        hardLimit = 0;
        return Errors.Last != Errno.ESRCH && TryReadFile(pid, out hardLimit);
    }

    /// <summary>Reads the line of the limit out of /proc/PID/limits, proc_pid_limits(5).</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="hardLimit">What it says.</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, out ulong hardLimit)
    {
        hardLimit = 0;
        ReadOnlySpan<byte> title = "Max realtime timeout "u8;
        int start = text.IndexOf(title);
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[(start + title.Length)..].TrimStart((byte)' ');
        int soft = rest.IndexOf((byte)' ');
        if (soft < 0)
        {
            return false;
        }

        rest = rest[soft..].TrimStart((byte)' ');
        if (rest.StartsWith("unlimited "u8))
        {
            hardLimit = ulong.MaxValue;
            return true;
        }

        // Cut off in the middle of the number it would be another number.
        return Utf8Parser.TryParse(rest, out hardLimit, out int used) && used < rest.Length;
    }

    private static bool TryReadFile(int pid, out ulong hardLimit)
    {
        Span<byte> text = stackalloc byte[LimitsCapacity];
        return TryParse(ProcessFile.Read(pid, "/limits\0"u8, text), out hardLimit);
    }
}
