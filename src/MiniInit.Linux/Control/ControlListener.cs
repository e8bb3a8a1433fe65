using System;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Control;

/// <summary>A socket that listens under a name.</summary>
internal sealed unsafe class ControlListener : IDisposable
{
    private const uint TemporaryMask = 0xFFFFFF;

    private readonly SocketFolder _folder;
    private readonly UnixName _name;

    private ControlListener(OwnedFd fd, SocketFolder folder, UnixName name, FileStatus status)
    {
        Fd = fd;
        _folder = folder;
        _name = name;
        Status = status;
    }

    /// <summary>The descriptor, readable while connections wait.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Takes over what listened for who was this process before an exec.</summary>
    /// <param name="fd">The socket; owned from now on.</param>
    /// <param name="folder">Where its name is; owned from now on.</param>
    /// <param name="socket">Its name.</param>
    /// <param name="device">With <paramref name="inode"/>, which file has it.</param>
    /// <param name="inode">The number of that file.</param>
    public static ControlListener Adopt(int fd, SocketFolder folder, string socket, ulong device, ulong inode) =>
        new(new OwnedFd(fd), folder, UnixName.From(socket)!, new FileStatus(0, 0, 0, 0, 0, device, inode));

    /// <summary>Which file has its name.</summary>
    public FileStatus Status { get; }

    /// <summary>Listens. The name appears when all is ready, so that nobody who sees it is refused.</summary>
    /// <param name="folder">Where; owned by the listener if there is one.</param>
    /// <param name="socket">The name. A socket that was left behind is replaced, nothing else is.</param>
    /// <param name="cause">Why it does not listen.</param>
    public static ControlListener? TryListen(SocketFolder folder, string socket, out string? cause)
    {
        UnixName name = UnixName.From(socket)!;
        cause = WhyNotFree(folder, socket, name);
        if (cause is not null)
        {
            return null;
        }

        int number = Libc.socket(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        if (number < 0)
        {
            cause = Errors.Describe(Errors.Last);
            return null;
        }

        OwnedFd fd = new(number);
        ControlListener? listener = null;
        cause = Bind(fd, folder, out UnixName? temporary);
        if (temporary is not null)
        {
            cause = Publish(fd, folder, temporary, name, out FileStatus status);
            listener = cause is null ? new ControlListener(fd, folder, name, status) : null;
        }

        if (listener is null)
        {
            fd.Dispose();
        }

        return listener;
    }

    /// <summary>Whether the path still leads to this socket.</summary>
    /// <param name="path">The whole path: its folder too may be another by now.</param>
    public bool Has(UnixName path) =>
        FileStatus.TryGet(Libc.AT_FDCWD, path, follow: false, out FileStatus found) == Errno.None
        && found.IsSame(Status);

    /// <summary>Removes what has the name, if that is this socket, and then the lock.</summary>
    public void Remove(ControlLock held)
    {
        if (_folder.Look(_name, out FileStatus found) == Errno.None
            && found.IsSame(Status))
        {
            _folder.Remove(_name);
        }

        held.Remove(_folder);
    }

    /// <summary>Accepts one connection, without waiting.</summary>
    /// <param name="errno">Why there is none: EAGAIN where nobody waits.</param>
    public OwnedFd? TryAccept(out Errno errno) => TryAccept(Fd, out errno);

    private static OwnedFd? TryAccept(OwnedFd listener, out Errno errno)
    {
        while (true)
        {
            int fd = Libc.accept4(listener.Number, null, null, Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC);
            errno = fd >= 0 ? Errno.None : Errors.Last;
            if (fd >= 0)
            {
                // Urgent data is data: else it wakes who waits, and is not there for who receives.
                int one = 1;
                _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_OOBINLINE, &one, sizeof(int));
                return new OwnedFd(fd);
            }

            if (errno is not (Errno.EINTR or Errno.ECONNABORTED))
            {
                return null;
            }
        }
    }

    /// <summary>Closes the socket. Those who wait are hung up on one by one: see <see cref="ControlConnection"/>.</summary>
    public void Dispose()
    {
        Close(Fd);
        _folder.Dispose();
    }

    /// <summary>Closes a socket that listens, and hangs up on those who wait before.</summary>
    public static void Close(OwnedFd listener)
    {
        for (int i = 0; i <= ControlSocketLimits.Backlog && TryAccept(listener, out _) is { } fd; i++)
        {
            new ControlConnection(fd).Dispose();
        }

        listener.Dispose();
    }

    /// <summary>Who keeps the name from us.</summary>
    private static string? WhyNotFree(SocketFolder folder, string socket, UnixName name)
    {
        Errno errno = folder.Look(name, out FileStatus found);
        if (errno == Errno.ENOENT)
        {
            return null;
        }

        if (errno != Errno.None || !found.IsSocket)
        {
            return errno != Errno.None ? Errors.Describe(errno)
                : $"there is {found.Kind} of that name; remove it, or give another path";
        }

        if (UnixAddress.From($"{folder.Path}/{socket}") is not { } address)
        {
            return TooLong;
        }

        errno = SocketProbe.Connect(address, Libc.SOCK_STREAM);
        return errno switch
        {
            Errno.ECONNREFUSED or Errno.ENOENT => null, // nobody has it open any more
            Errno.None or Errno.EAGAIN => ControlSocket.AnotherHasIt,
            _ => $"there is a socket of that name, and it cannot be told who has it ({Errors.Describe(errno)}); "
                + "remove it, or give another path",
        };
    }

    private static string TooLong => $"the path is longer than {UnixAddress.PathBytes} bytes; give a shorter one";

    private static string? Bind(OwnedFd fd, SocketFolder folder, out UnixName? temporary)
    {
        temporary = null;
        for (int i = 0; i < ControlSocketLimits.Attempts; i++)
        {
            // As long as "control", so that what is too long for the one is too long for both.
            string name = $".{(MonotonicClock.NowNanoseconds ^ CurrentProcess.Id) & TemporaryMask:x6}";
            if (UnixAddress.From($"{folder.Path}/{name}") is not { } address)
            {
                return TooLong;
            }

            fixed (byte* pointer = address.Bytes)
            {
                if (Libc.bind(fd.Number, pointer, (uint)address.Bytes.Length) == 0)
                {
                    temporary = UnixName.From(name);
                    return null;
                }
            }

            if (Errors.Last != Errno.EADDRINUSE)
            {
                return Errors.Describe(Errors.Last);
            }
        }

        return Errors.Describe(Errno.EADDRINUSE);
    }

    private static string? Publish(
        OwnedFd fd, SocketFolder folder, UnixName temporary, UnixName name, out FileStatus status)
    {
        // A path is all that bind(2) takes: was it the folder that was checked?
        Errno errno = folder.Look(temporary, out status);
        if (errno != Errno.None || !status.IsSocket || status.UserId != CurrentProcess.EffectiveUserId)
        {
            return "its folder was replaced by another just now";
        }

        if (!folder.TryOpenToAll(temporary) || Libc.listen(fd.Number, ControlSocketLimits.Backlog) < 0)
        {
            errno = Errors.Last;
        }
        else
        {
            errno = folder.Rename(temporary, name);
        }

        if (errno != Errno.None)
        {
            folder.Remove(temporary);
        }

        return errno == Errno.None ? null : Errors.Describe(errno);
    }
}
