using System;
using System.Diagnostics;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Control;

/// <summary>One connection to the control socket, of either side.</summary>
/// <remarks>
/// <para>Descriptors that somebody passes are closed at once, and the connection is over, unless they are expected:
/// <see cref="Hold"/>. The kernel could drop them for us, but would wait in our name where a socket among them lingers,
/// for as long as the sender likes. So they are received, and forbidden to linger, and before we close, what nobody has
/// received is looked through for more.</para>
/// </remarks>
public sealed unsafe class ControlConnection : IDisposable
{
    private const int LeftBytes = 4096;
    private bool _isOver;

    internal ControlConnection(OwnedFd fd)
    {
        Fd = fd;
        Peer = PeerIdentity.Of(fd);
    }

    /// <summary>Takes over the connection of who was this process before an exec.</summary>
    /// <param name="fd">It; owned from now on.</param>
    public static ControlConnection Adopt(int fd) => new(new OwnedFd(fd));

    /// <summary>The descriptor, for epoll(7).</summary>
    public OwnedFd Fd { get; }

    /// <summary>Who is at the other end: for a client, who called listen(2).</summary>
    public PeerIdentity Peer { get; }

    /// <summary>
    /// Has the kernel refuse descriptors (since Linux 6.16), for one who has no reason to pass any. What was sent before we
    /// accepted has them all the same.
    /// </summary>
    public void RefuseFiles()
    {
        int none = 0;
        _ = Libc.setsockopt(Fd.Number, Libc.SOL_SOCKET, Libc.SO_PASSRIGHTS, &none, sizeof(int));
    }

    /// <summary>Looks at what is to be received next, and leaves it where it is.</summary>
    /// <param name="into">
    /// Gets its first bytes, where there are descriptors: no more than up to the end of what these were sent with. Before it may be
    /// what was sent without any.
    /// </param>
    /// <param name="count">How many.</param>
    /// <returns>Whether there are descriptors with them, which stay the kernel's.</returns>
    public bool HasFiles(Span<byte> into, out int count)
    {
        // Without room for them the kernel makes none ours, and says that they were cut off.
        fixed (byte* start = into)
        {
            Libc.iovec part = new() { iov_base = start, iov_len = (nuint)into.Length };
            Libc.msghdr head = new() { msg_iov = &part, msg_iovlen = 1 };
            count = _isOver ? 0 : (int)Math.Max(Libc.recvmsg(Fd.Number, &head, Libc.MSG_DONTWAIT | Libc.MSG_PEEK), 0);
            return count > 0 && (head.msg_flags & Libc.MSG_CTRUNC) != 0;
        }
    }

    /// <summary>Has the descriptors that are to be received next stay where they are until somebody takes them.</summary>
    /// <param name="bytes">How much of what was looked at goes with them. Nothing is to be received meanwhile.</param>
    public PassedFiles Hold(int bytes) => new(this, bytes);

    /// <summary>Connects, for clients: it waits while too many others wait.</summary>
    /// <param name="path">Where the socket is.</param>
    /// <param name="error">
    /// Why there is no connection: ENOENT; ECONNREFUSED where nobody listens; EACCES; ENAMETOOLONG; EAGAIN when the time is
    /// over.
    /// </param>
    /// <param name="timeoutMs">For how long, in milliseconds; -1 without end.</param>
    public static ControlConnection? Connect(string path, out Errno error, int timeoutMs = -1)
    {
        ArgumentNullException.ThrowIfNull(path);
        error = path.Contains('\0', StringComparison.Ordinal) ? Errno.EINVAL
            : path.Length == 0 ? Errno.ENOENT
            : Errno.ENAMETOOLONG;
        if (UnixAddress.From(path) is not { } address)
        {
            return null;
        }

        int number = Libc.socket(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
        if (number < 0)
        {
            error = Errors.Last;
            return null;
        }

        OwnedFd fd = new(number);
        if (timeoutMs >= 0)
        {
            // 0 would be without end.
            long microseconds = Math.Max(1, timeoutMs * 1000L);
            long* time = stackalloc long[2] { microseconds / 1_000_000, microseconds % 1_000_000 };
            _ = Libc.setsockopt(number, Libc.SOL_SOCKET, Libc.SO_SNDTIMEO, time, 2 * sizeof(long));
        }

        error = Connect(fd, address);
        if (error == Errno.None)
        {
            return new ControlConnection(fd);
        }

        fd.Dispose();
        return null;
    }

    /// <summary>Receives once.</summary>
    /// <param name="into">Where to; not empty.</param>
    /// <param name="count">How many bytes came.</param>
    public IoResult Receive(Span<byte> into, out int count)
    {
        Debug.Assert(into.Length > 0);
        IoResult result = IoResult.Closed;
        count = 0;
        if (!_isOver)
        {
            result = Receive(into, [], out count, out _, out bool hadDescriptors);
            _isOver = hadDescriptors;
        }

        if (_isOver)
        {
            count = 0;
        }

        return _isOver ? IoResult.Closed : result;
    }

    /// <summary>Sends once.</summary>
    /// <param name="bytes">What; not empty.</param>
    /// <param name="count">How many of them were sent.</param>
    public IoResult Send(ReadOnlySpan<byte> bytes, out int count)
    {
        Debug.Assert(bytes.Length > 0);
        count = 0;
        if (_isOver)
        {
            return IoResult.Closed;
        }

        nint sent;
        fixed (byte* start = bytes)
        {
            do
            {
                sent = Libc.send(Fd.Number, start, (nuint)bytes.Length, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
            }
            while (sent < 0 && Errors.Last == Errno.EINTR);
        }

        return ResultOf(sent, out count);
    }

    /// <summary>Sends once, with descriptors beside the first byte, for clients.</summary>
    /// <param name="bytes">What; not empty.</param>
    /// <param name="descriptors">Which; at most <see cref="PassedFiles.Most"/>.</param>
    /// <param name="count">How many bytes were sent; with the first of them all descriptors.</param>
    public IoResult Send(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> descriptors, out int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptors.Length, PassedFiles.Most, nameof(descriptors));
        byte* beside = stackalloc byte[AncillaryData.Space(PassedFiles.Most * sizeof(int))];
        nint sent;
        fixed (byte* start = bytes)
        {
            Libc.iovec part = new() { iov_base = start, iov_len = (nuint)bytes.Length };
            Libc.msghdr head = new()
            {
                msg_iov = &part,
                msg_iovlen = 1,
                msg_control = beside,
                msg_controllen = (nuint)AncillaryData.Write(beside, descriptors),
            };
            do
            {
                sent = Libc.sendmsg(Fd.Number, &head, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
            }
            while (sent < 0 && Errors.Last == Errno.EINTR);
        }

        return ResultOf(sent, out count);
    }

    /// <summary>Waits, for clients.</summary>
    /// <param name="what">Readable, writable or both; the end of the connection counts as either.</param>
    /// <param name="timeoutMs">For how long, in milliseconds; -1 without end.</param>
    /// <returns>False when the time is over.</returns>
    public bool Wait(Readiness what, int timeoutMs)
    {
        int events = (what.HasFlag(Readiness.Readable) ? Libc.POLLIN : 0) | (what.HasFlag(Readiness.Writable) ? Libc.POLLOUT : 0);
        long end = MonotonicClock.NowNanoseconds + (timeoutMs * 1_000_000L);
        while (true)
        {
            var poll = new Libc.pollfd { fd = Fd.Number, events = (short)events };
            int ready = Libc.poll(&poll, 1, timeoutMs);
            if (ready >= 0)
            {
                return ready > 0;
            }

            if (Errors.Last != Errno.EINTR)
            {
                throw SyscallException.FromLast("poll");
            }

            timeoutMs = timeoutMs < 0 ? -1
                : (int)Math.Max(0, (end - MonotonicClock.NowNanoseconds) / 1_000_000);
        }
    }

    /// <summary>Closes the connection. What was sent is still received.</summary>
    public void Dispose()
    {
        if (Fd.IsClosed)
        {
            return;
        }

        // From here on nothing more can be sent to us, so that this comes to an end.
        // The other end hears of it also where a child of ours still has a copy; what was sent is still received.
        _ = Libc.shutdown(Fd.Number, Libc.SHUT_RDWR);
        Span<byte> left = stackalloc byte[LeftBytes];
        for (int i = 0; i < ControlSocketLimits.LeftMessages && Receive(left, [], out _, out _, out _) == IoResult.Done; i++)
        {
        }

        Fd.Dispose();
    }

    /// <summary>Receives what descriptors came with, and these, which are the caller's to close.</summary>
    /// <param name="bytes">How much that is.</param>
    /// <returns>None if there are none, more than <see cref="PassedFiles.Most"/>, or no means to close that many.</returns>
    internal int[] TakeFiles(int bytes)
    {
        Span<int> room = stackalloc int[PassedFiles.Most];
        Span<byte> left = stackalloc byte[LeftBytes];
        int[] files = [];
        while (bytes > 0 && !_isOver && !Fd.IsClosed
            && Receive(left[..Math.Min(bytes, LeftBytes)], files.Length == 0 ? room : [], out int count, out int kept, out _isOver) == IoResult.Done)
        {
            bytes -= count;
            files = kept > 0 ? room[..kept].ToArray() : files;
        }

        return files;
    }

    /// <summary>ENOBUFS too is the end: the kernel says that there is room, and so one would try for ever.</summary>
    private static IoResult ResultOf(nint sent, out int count)
    {
        count = (int)Math.Max(sent, 0);
        return sent > 0 ? IoResult.Done : sent < 0 && Errors.Last == Errno.EAGAIN ? IoResult.WouldBlock : IoResult.Closed;
    }

    private static Errno Connect(OwnedFd fd, UnixAddress address)
    {
        fixed (byte* pointer = address.Bytes)
        {
            while (true)
            {
                if (Libc.connect(fd.Number, pointer, (uint)address.Bytes.Length) == 0)
                {
                    return Errno.None;
                }

                if (Errors.Last != Errno.EINTR) // nothing has begun then: it may be tried again
                {
                    return Errors.Last;
                }
            }
        }
    }

    private IoResult Receive(Span<byte> into, Span<int> room, out int count, out int kept, out bool hadDescriptors)
    {
        byte* beside = stackalloc byte[AncillaryData.Room];
        nint length;
        Libc.msghdr head;
        fixed (byte* start = into)
        {
            Libc.iovec part = new() { iov_base = start, iov_len = (nuint)into.Length };
            do
            {
                nuint size = (nuint)AncillaryData.RoomNow(withSender: false);
                head = new() { msg_iov = &part, msg_iovlen = 1, msg_control = beside, msg_controllen = size };
                length = Libc.recvmsg(Fd.Number, &head, Libc.MSG_DONTWAIT | Libc.MSG_CMSG_CLOEXEC);
            }
            while (length < 0 && Errors.Last == Errno.EINTR);
        }

        (kept, hadDescriptors) = (0, false);
        count = (int)Math.Max(length, 0);
        if (length <= 0)
        {
            return length < 0 && Errors.Last == Errno.EAGAIN ? IoResult.WouldBlock : IoResult.Closed;
        }

        // Cut: there were some that no number was left for.
        bool isCut = (head.msg_flags & Libc.MSG_CTRUNC) != 0;
        var data = AncillaryData.Read(new ReadOnlySpan<byte>(beside, (int)head.msg_controllen), isCut ? [] : room);
        kept = data.Kept;
        hadDescriptors = isCut || (data.HadDescriptors && kept == 0);
        return IoResult.Done;
    }
}
