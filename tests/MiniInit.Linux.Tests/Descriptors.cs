using System;
using System.Runtime.InteropServices;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests;

/// <summary>Pairs of descriptors to test with, and calls that must not block.</summary>
internal static unsafe partial class Descriptors
{
    private const int GetFlags = 3, SetFlags = 4;
    private const nuint SetPtLock = 0x40045431, GetPtPeer = 0x5441;

    /// <summary>A pipe; what is read comes first.</summary>
    public static (OwnedFd Read, OwnedFd Write) Pipe()
    {
        int* ends = stackalloc int[2];
        Assert.Equal(0, Libc.pipe2(ends, Libc.O_CLOEXEC));
        return (new OwnedFd(ends[0]), new OwnedFd(ends[1]));
    }

    public static (OwnedFd, OwnedFd) SocketPair(bool datagrams)
    {
        int* ends = stackalloc int[2];
        Assert.Equal(0, socketpair(1, (datagrams ? 2 : 1) | Libc.O_CLOEXEC, 0, ends));
        return (new OwnedFd(ends[0]), new OwnedFd(ends[1]));
    }

    /// <summary>A pseudo-terminal: the side of the program that draws the window, and that of the programs in it.</summary>
    public static (OwnedFd Master, OwnedFd Slave) Terminal()
    {
        fixed (byte* path = "/dev/ptmx\0"u8)
        {
            int master = Libc.open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC, 0);
            int unlocked = 0;
            Assert.Equal(0, Libc.ioctl(master, SetPtLock, &unlocked));
            int slave = Libc.ioctl(master, GetPtPeer, (void*)(nint)(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC));
            Assert.True(slave >= 0, $"{Errors.Last}");
            return (new OwnedFd(master), new OwnedFd(slave));
        }
    }

    public static int StatusFlags(OwnedFd fd) => Libc.fcntl(fd.Number, GetFlags, 0);

    /// <summary>Writes until there is no room for a byte, and leaves the descriptor as it was: blocking.</summary>
    public static void Fill(OwnedFd fd)
    {
        int flags = StatusFlags(fd);
        Assert.Equal(0, Libc.fcntl(fd.Number, SetFlags, flags | Libc.O_NONBLOCK));
        byte* page = stackalloc byte[4096];
        new Span<byte>(page, 4096).Fill((byte)'x');
        for (nuint size = 4096; size > 0; size /= 2)
        {
            while (Libc.write(fd.Number, page, size) > 0)
            {
            }
        }

        Assert.Equal(Errno.EAGAIN, Errors.Last);
        Assert.Equal(0, Libc.fcntl(fd.Number, SetFlags, flags));
    }

    /// <summary>Reads what there is, at most a page.</summary>
    public static byte[] Read(OwnedFd fd)
    {
        byte* page = stackalloc byte[4096];
        nint length = Libc.read(fd.Number, page, 4096);
        return new ReadOnlySpan<byte>(page, (int)length).ToArray();
    }

    /// <summary>Runs it on another thread, and fails when it has not come back after a long time.</summary>
    public static T WithoutBlocking<T>(Func<T> call)
    {
        T result = default!;
        var thread = new Thread(() => result = call()) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Wait.Limit), "it blocks");
        return result;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socketpair(int domain, int type, int protocol, int* ends);
}
