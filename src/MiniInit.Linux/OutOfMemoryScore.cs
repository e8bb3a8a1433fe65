using System;
using System.Buffers.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>How readily the kernel ends this process when memory is short, <c>oom_score_adj</c> of proc(5).</summary>
public static unsafe class OutOfMemoryScore
{
    /// <summary>Almost never: −1000 would be never, and then the kernel could not even end a leak of ours.</summary>
    public const int Protected = -999;

    private const int Longest = 16;

    private static ReadOnlySpan<byte> Path => "/proc/self/oom_score_adj\0"u8;

    /// <summary>Takes this process out of the reach of the out-of-memory killer, as far as that is allowed.</summary>
    /// <returns>What we had been given, which jobs are to get back; null where nothing was changed.</returns>
    public static int? Protect()
    {
        if (TryRead() is not { } inherited || inherited <= Protected || !TryWrite("-999"u8))
        {
            return null;
        }

        return inherited;
    }

    private static int? TryRead()
    {
        int fd = Open(Libc.O_RDONLY);
        if (fd < 0)
        {
            return null;
        }

        using OwnedFd file = new(fd);
        byte* text = stackalloc byte[Longest];
        nint length = Libc.read(fd, text, Longest);
        return length > 0 && Utf8Parser.TryParse(new ReadOnlySpan<byte>(text, (int)length), out int score, out _)
            ? score : null;
    }

    private static bool TryWrite(ReadOnlySpan<byte> score)
    {
        int fd = Open(Libc.O_WRONLY);
        if (fd < 0)
        {
            return false;
        }

        using OwnedFd file = new(fd);
        fixed (byte* bytes = score)
        {
            return Libc.write(fd, bytes, (nuint)score.Length) == score.Length;
        }
    }

    private static int Open(int access)
    {
        fixed (byte* path = Path)
        {
            return Libc.open(path, access | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0);
        }
    }
}
