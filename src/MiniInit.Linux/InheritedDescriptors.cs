using System;
using System.Buffers.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Descriptors from 3 on that we were started with. They are the command's, not ours to keep open.</summary>
public static unsafe class InheritedDescriptors
{
    private const int First = 3;

    /// <summary>What is looped over at most when neither close_range nor /proc is to be had: the usual hard limit.</summary>
    private const int LoopLimit = 1 << 20;

    /// <summary>Closes all of them: close_range(2), else what /proc lists, else one by one up to the limit.</summary>
    /// <remarks>Before anything of our own is opened: nothing is spared.</remarks>
    public static void CloseAll()
    {
        if (Libc.syscall(Libc.SYS_close_range, First, unchecked((nint)uint.MaxValue), 0, 0, 0) == 0)
        {
            return;
        }

        if (!CloseListed())
        {
            CloseOneByOne();
        }
    }

    /// <summary>Closes what /proc/self/fd lists. False where it cannot be read.</summary>
    internal static bool CloseListed()
    {
        using DirectoryListing? listing = DirectoryListing.TryOpen("/proc/self/fd");
        if (listing is null)
        {
            return false;
        }

        // Closing while listing is safe here: the kernel walks by number, and what is closed lies behind.
        while (listing.TryNext(out ReadOnlySpan<byte> name))
        {
            if (Utf8Parser.TryParse(name, out int fd, out int used) && used == name.Length
                && fd >= First && fd != listing.Number)
            {
                _ = Libc.close(fd);
            }
        }

        return true;
    }

    /// <summary>Closes every number below the limit of descriptors, at most a million.</summary>
    internal static void CloseOneByOne()
    {
        Libc.rlimit limit;
        int end = Libc.getrlimit(Libc.RLIMIT_NOFILE, &limit) == 0 ? (int)Math.Min(limit.rlim_max, LoopLimit) : LoopLimit;
        for (int fd = First; fd < end; fd++)
        {
            _ = Libc.close(fd);
        }
    }
}
