using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Notify;

/// <summary>Where jobs tell of themselves by sd_notify(3): the socket of <c>NOTIFY_SOCKET</c>.</summary>
/// <remarks>
/// Everyone who can reach it can send anything, as often as they like: whom to believe is for the caller to judge, by
/// the credentials that come with each message. A job with another root folder does not reach it.
/// </remarks>
public sealed unsafe class NotifySocket : IDisposable
{
    private const int NameAttempts = 8;

    private readonly SocketFolder _folder;
    private readonly UnixName _name;
    private readonly byte[] _message = new byte[NotifySocketLimits.MessageBytes];
    private readonly byte[] _control = new byte[AncillaryData.Room];

    private NotifySocket(OwnedFd fd, SocketFolder folder, string name)
    {
        Fd = fd;
        Path = $"{folder.Path}/{name}";
        _folder = folder;
        _name = UnixName.From(name)!;
        IsOpenToAll = folder.TryOpenToAll(_name) && folder.IsPassable;
    }

    /// <summary>The descriptor, readable while messages wait.</summary>
    public OwnedFd Fd { get; }

    /// <summary>What jobs get as <c>NOTIFY_SOCKET</c>; its name is never used again by another init.</summary>
    public string Path { get; }

    /// <summary>Whether jobs of other users can send to it; false in a folder that is ours alone.</summary>
    public bool IsOpenToAll { get; }

    /// <summary>Binds a socket in the first folder where that is possible.</summary>
    /// <param name="folders">Absolute paths. A folder that is not there is made if the one above it is there.</param>
    /// <param name="cause">Where there is none: a sentence that tells why, for each folder.</param>
    public static NotifySocket? TryOpen(IReadOnlyList<string> folders, out string? cause)
    {
        ArgumentNullException.ThrowIfNull(folders);
        List<string> causes = [];
        foreach (string folder in folders)
        {
            if (TryOpen(folder, out NotifySocket? socket, out string? why))
            {
                cause = null;
                return socket;
            }

            causes.Add($"{PrintablePath.Escape(folder)}: {why}");
        }

        cause = $"cannot make a socket for readiness by notify: {string.Join("; ", causes)}";
        return null;
    }

    /// <summary>Takes over the socket of who was this process before an exec.</summary>
    /// <param name="fd">It; owned from now on.</param>
    /// <param name="path">Its path.</param>
    /// <returns>Null where its folder is gone, or not to be trusted any more; then it is closed.</returns>
    public static NotifySocket? TryAdopt(int fd, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        OwnedFd owned = new(fd);
        int slash = path.LastIndexOf('/');
        if (slash <= 0 || SocketFolder.TryOpen(path[..slash], out _) is not SocketFolder folder)
        {
            owned.Dispose();
            return null;
        }

        return new NotifySocket(owned, folder, path[(slash + 1)..]);
    }

    /// <summary>Takes the next message; at most <see cref="NotifySocketLimits.MessagesPerTurn"/> in one turn.</summary>
    /// <param name="datagram">The message, to be disposed of when it has been dealt with.</param>
    /// <returns>False when none is waiting.</returns>
    /// <exception cref="SyscallException">The socket is bad, or the kernel has no memory.</exception>
    public bool TryReceive([NotNullWhen(true)] out NotifyDatagram? datagram)
    {
        datagram = null;
        fixed (byte* message = _message, control = _control)
        {
            Libc.iovec part = new() { iov_base = message, iov_len = (nuint)_message.Length };
            Libc.msghdr head = new() { msg_iov = &part, msg_iovlen = 1, msg_control = control };
            nint length;
            do
            {
                head.msg_controllen = (nuint)AncillaryData.RoomNow(withSender: true);

                // MSG_TRUNC: the length that was sent, and not only what there was room for.
                length = Libc.recvmsg(Fd.Number, &head, Libc.MSG_DONTWAIT | Libc.MSG_CMSG_CLOEXEC | Libc.MSG_TRUNC);
            }
            while (length < 0 && Errors.Last == Errno.EINTR);

            if (length < 0)
            {
                return Errors.Last == Errno.EAGAIN ? false : throw SyscallException.FromLast("recvmsg");
            }

            bool isCut = (head.msg_flags & Libc.MSG_CTRUNC) != 0;
            datagram = Made((int)length, _control.AsSpan(0, (int)head.msg_controllen), isCut);
            return true;
        }
    }

    /// <summary>Closes the socket and removes its name.</summary>
    public void Dispose()
    {
        if (!Fd.IsClosed)
        {
            _folder.Remove(_name);
            _folder.Dispose();
            Fd.Dispose();
        }
    }

    private NotifyDatagram Made(int length, ReadOnlySpan<byte> control, bool isCut)
    {
        ReadOnlySpan<byte> text = length > _message.Length ? default : _message.AsSpan(0, length);

        // One descriptor that is left of several is not the one that the sender waits for.
        bool isBarrier = !isCut && text.TrimEnd((byte)'\n').SequenceEqual("BARRIER=1"u8);
        Span<int> kept = stackalloc int[1];
        var beside = AncillaryData.Read(control, isBarrier ? kept : []);
        int pid = beside.Credentials?.pid ?? 0;
        return new NotifyDatagram(text.ToArray())
        {
            Length = length,
            Pid = pid,
            UserId = beside.Credentials?.uid ?? NotifyDatagram.Unmapped,
            GroupId = beside.Credentials?.gid ?? NotifyDatagram.Unmapped,
            Sender = PidFd.Adopt(beside.SenderFd, pid),
            Barrier = beside.Kept > 0 ? new OwnedFd(kept[0]) : null,
        };
    }

    private static bool TryOpen(string path, [NotNullWhen(true)] out NotifySocket? socket, out string? cause)
    {
        socket = null;
        var folder = SocketFolder.TryOpen(path, out cause);
        if (folder is null)
        {
            return false;
        }

        cause = folder.IsShared ? "others may add files to it" : TryOpen(folder, out socket);
        if (socket is null)
        {
            folder.Dispose();
        }

        return socket is not null;
    }

    private static string? TryOpen(SocketFolder folder, out NotifySocket? socket)
    {
        socket = null;
        NotifyFolder.Clean(folder);
        int number = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        if (number < 0)
        {
            return Errors.Describe(Errors.Last);
        }

        OwnedFd fd = new(number);
        string? cause = Prepare(fd) ?? Bind(fd, folder, out socket);
        if (socket is null)
        {
            fd.Dispose();
        }

        return cause;
    }

    private static string? Prepare(OwnedFd fd)
    {
        if (!TrySet(fd, Libc.SO_PASSCRED, 1))
        {
            return Errors.Describe(Errors.Last);
        }

        _ = TrySet(fd, Libc.SO_PASSPIDFD, 1);
        _ = TrySet(fd, Libc.SO_RCVBUFFORCE, NotifySocketLimits.BufferBytes)
            || TrySet(fd, Libc.SO_RCVBUF, NotifySocketLimits.BufferBytes);
        return null;
    }

    private static bool TrySet(OwnedFd fd, int option, int value) =>
        Libc.setsockopt(fd.Number, Libc.SOL_SOCKET, option, &value, sizeof(int)) == 0;

    private static string? Bind(OwnedFd fd, SocketFolder folder, out NotifySocket? socket)
    {
        socket = null;
        for (int attempt = 0; attempt < NameAttempts; attempt++)
        {
            // Inits of several PID namespaces may share the folder, each of them with pid 1.
            string name = $"{NotifyFolder.Prefix}{CurrentProcess.Id}.{MonotonicClock.NowNanoseconds:x}";
            if (UnixAddress.From($"{folder.Path}/{name}") is not { } address)
            {
                return $"the path would have more than {UnixAddress.PathBytes} bytes";
            }

            fixed (byte* pointer = address.Bytes)
            {
                if (Libc.bind(fd.Number, pointer, (uint)address.Bytes.Length) == 0)
                {
                    socket = new NotifySocket(fd, folder, name);
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
}
