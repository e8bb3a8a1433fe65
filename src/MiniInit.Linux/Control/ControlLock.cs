using System;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Control;

/// <summary>The file beside the socket that one init at a time holds, flock(2): the kernel lets go of it when that ends.</summary>
internal sealed class ControlLock : IDisposable
{
    private const string Suffix = ".lock";
    private const uint Mode = 0x180; // 0600: who may open it may hold it

    private readonly UnixName _name;
    private readonly FileStatus _status;

    private ControlLock(OwnedFd fd, UnixName name, FileStatus status)
    {
        Fd = fd;
        _name = name;
        _status = status;
    }

    /// <summary>Takes the lock of a socket.</summary>
    /// <param name="folder">Where the socket is to be.</param>
    /// <param name="socket">Its name.</param>
    /// <param name="cause">Why it is not to be had.</param>
    public static ControlLock? TryTake(SocketFolder folder, string socket, out string? cause)
    {
        string text = socket + Suffix;
        UnixName name = UnixName.From(text)!;
        for (int i = 0; i < ControlSocketLimits.Attempts; i++)
        {
            OwnedFd? fd = OpenedFile.TryOpen(
                folder.Number, name, Libc.O_RDWR | Libc.O_CREAT | Libc.O_NOFOLLOW, out Errno errno, Mode);
            cause = WhyNot(fd, errno, out FileStatus status);
            if (cause is not null)
            {
                fd?.Dispose();
                cause = $"cannot lock {PrintablePath.Escape(text)} beside it: {cause}";
                return null;
            }

            ControlLock taken = new(fd!, name, status);
            errno = taken.Hold();
            if (errno == Errno.None && taken.IsInPlace(folder))
            {
                return taken;
            }

            taken.Dispose();
            if (errno != Errno.None)
            {
                cause = errno == Errno.EAGAIN ? ControlSocket.AnotherHasIt : Errors.Describe(errno);
                return null;
            }

            // Whoever held it has removed it meanwhile, for it has ended: another file is to be locked.
        }

        cause = ControlSocket.AnotherHasIt;
        return null;
    }

    /// <summary>Takes over the lock of who was this process before an exec; null for what is none.</summary>
    public static ControlLock? TryAdopt(int fd, string socket)
    {
        OwnedFd owned = new(fd);
        if (WhyNot(owned, Errno.None, out FileStatus status) is null)
        {
            return new ControlLock(owned, UnixName.From(socket + Suffix)!, status);
        }

        owned.Dispose();
        return null;
    }

    /// <summary>The descriptor that holds it.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Whether it is still the file that others would try to lock.</summary>
    public bool IsInPlace(SocketFolder folder) =>
        folder.Look(_name, out FileStatus found) == Errno.None
        && found.IsSame(_status);

    /// <summary>Removes the file, while it is held still: so it is not another's.</summary>
    public void Remove(SocketFolder folder)
    {
        if (IsInPlace(folder))
        {
            folder.Remove(_name);
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => Fd.Dispose();

    private static string? WhyNot(OwnedFd? fd, Errno errno, out FileStatus status)
    {
        status = default;
        errno = fd is null ? errno : FileStatus.TryGet(fd, out status);
        return errno != Errno.None ? Errors.Describe(errno)
            : !status.IsFile ? $"it is {status.Kind}, not a regular file"
            : status.UserId != CurrentProcess.EffectiveUserId ? $"its owner is uid {status.UserId}, not us"
            : null;
    }

    private Errno Hold()
    {
        while (true)
        {
            if (Libc.flock(Fd.Number, Libc.LOCK_EX | Libc.LOCK_NB) == 0)
            {
                return Errno.None;
            }

            if (Errors.Last != Errno.EINTR)
            {
                return Errors.Last;
            }
        }
    }
}
