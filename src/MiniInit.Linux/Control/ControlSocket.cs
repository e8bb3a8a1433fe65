using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Linux.Files;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Control;

/// <summary>The socket by which init is driven: what listens, its name, and the lock beside it.</summary>
/// <remarks>
/// Everyone who can reach it can connect, as often as they like, and send anything: what they may do is for the caller
/// to judge, by <see cref="ControlConnection.Peer"/>.
/// </remarks>
public sealed class ControlSocket : IDisposable
{
    internal const string AnotherHasIt = "another init has it; give this one a path of its own";

    private readonly UnixName _path;
    private readonly string _folder, _name;
    private readonly ControlWatch _watch = new();
    private ControlLock _lock;
    private ControlListener _listener;

    /// <summary>What is closed for a moment to accept a connection when no descriptor is left.</summary>
    private EventFd? _reserve;

    private ControlSocket(string path, string folder, string name, ControlLock held, ControlListener listener)
    {
        Path = path;
        _path = UnixName.From(path)!;
        _folder = folder;
        _name = name;
        _lock = held;
        _listener = listener;
        _ = TryReserve();
    }

    /// <summary>
    /// The descriptor, readable while connections wait. After <see cref="BindAgain"/> it is another.
    /// </summary>
    public OwnedFd Fd => _listener.Fd;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Readable when the path may have been lost; null where the kernel lets us watch nothing.</summary>
    public OwnedFd? WatchFd => _watch.Fd;

    /// <summary>
    /// Whether losing the path will be told; else look at <see cref="IsInPlace"/> now and then. A file system that is
    /// mounted over the path is never told of.
    /// </summary>
    public bool IsWatched => _watch.IsComplete;

    /// <summary>Listens at the first path where that is possible.</summary>
    /// <param name="paths">Absolute paths.</param>
    /// <param name="cause">Each path that could not be used, and why; null if the first one could.</param>
    public static ControlSocket? TryOpenFirst(IReadOnlyList<string> paths, out string? cause)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<string> causes = [];
        ControlSocket? socket = null;
        foreach (string path in paths)
        {
            socket = TryOpen(path, out string? why);
            if (socket is not null)
            {
                break;
            }

            causes.Add($"{PrintablePath.Escape(path)}: {why}");
        }

        cause = causes.Count == 0 ? null : string.Join("; ", causes);
        return socket;
    }

    /// <summary>Listens at a path, which all users may connect to as far as its folder lets them.</summary>
    /// <param name="path">
    /// An absolute path. Its folder is made if the one above is there, and nobody but us and root may rename what is in it.
    /// </param>
    /// <param name="cause">Where it cannot be: why, to be put behind the path and a colon.</param>
    public static ControlSocket? TryOpen(string path, out string? cause)
    {
        ArgumentNullException.ThrowIfNull(path);
        cause = WhyNoPath(path, out string folder, out string name);
        if (cause is not null || TryListen(folder, name, null, out ControlLock? held, out cause) is not { } listener)
        {
            return null;
        }

        ControlSocket socket = new(path, folder, name, held!, listener);
        socket.Watch();
        return socket;
    }

    /// <summary>Takes over the socket of who was this process before an exec.</summary>
    /// <param name="kept">What that wrote down.</param>
    /// <returns>Null where its folder is gone, or not to be trusted any more; then all of it is closed.</returns>
    public static ControlSocket? TryAdopt(KeptControlSocket kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        SocketFolder? opened = null;
        ControlLock? held = WhyNoPath(kept.Path, out string folder, out string name) is not null ? null
            : ControlLock.TryAdopt(kept.Lock, name);
        if (held is null || (opened = SocketFolder.TryOpen(folder, out _)) is null)
        {
            held?.Dispose();
            ControlListener.Close(new OwnedFd(kept.Listener));
            return null;
        }

        ControlSocket socket = new(
            kept.Path, folder, name, held, ControlListener.Adopt(kept.Listener, opened, name, kept.Device, kept.Inode));
        socket.Watch();
        return socket;
    }

    /// <summary>Writes down what a successor needs; its two descriptors are to stay open.</summary>
    public KeptControlSocket Keep() =>
        new(Path, _listener.Fd.Number, _lock.Fd.Number, _listener.Status.Device, _listener.Status.Inode);

    /// <summary>The descriptor of the lock beside it.</summary>
    public OwnedFd LockFd => _lock.Fd;

    /// <summary>Whether the path still leads to this socket.</summary>
    public bool IsInPlace() => _listener.Has(_path);

    /// <summary>Takes what was told of changes.</summary>
    /// <returns>True if the socket is not in its place now: see <see cref="BindAgain"/>.</returns>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public bool ReadChanges()
    {
        if (!_watch.Read() || IsInPlace())
        {
            return false;
        }

        _watch.Follow(Path, isInPlace: false);
        return true;
    }

    /// <summary>
    /// Makes the socket anew if its path is lost. Connections that were accepted stay; those that wait to be are lost: accept
    /// them before.
    /// </summary>
    /// <returns>
    /// Why that is not possible now, to be put behind the path and a colon; null if the socket is in its place.
    /// <see cref="WatchFd"/> tells when something changes there again.
    /// </returns>
    public string? BindAgain()
    {
        string? cause = IsInPlace() ? null : Replace();
        if (cause is null)
        {
            Watch();
        }

        return cause;
    }

    /// <summary>Accepts one connection, without waiting.</summary>
    /// <param name="connection">The connection.</param>
    /// <exception cref="SyscallException">The socket is bad.</exception>
    public AcceptResult TryAccept(out ControlConnection? connection)
    {
        _ = TryReserve(); // it may be missing since the last time
        OwnedFd? fd = _listener.TryAccept(out Errno errno);
        connection = fd is null ? null : new ControlConnection(fd);
        if (fd is not null)
        {
            return AcceptResult.Accepted;
        }

        return errno switch
        {
            Errno.EAGAIN => AcceptResult.None,
            Errno.EMFILE or Errno.ENFILE => Refuse(),
            Errno.EBADF or Errno.EINVAL => throw new SyscallException("accept4", errno),
            _ => AcceptResult.Exhausted, // ENOBUFS, ENOMEM, or a security module: whoever waits stays in the queue
        };
    }

    /// <summary>Watches the path no more: that goes on behind our back, and <see cref="Dispose"/> does not wait for it.</summary>
    public void EndWatch() => _watch.End();

    /// <summary>Closes the socket and removes its name, if that is still its own.</summary>
    public void Dispose()
    {
        if (Fd.IsClosed)
        {
            return;
        }

        _listener.Remove(_lock);
        _watch.Dispose();
        _listener.Dispose();
        _lock.Dispose();
        _reserve?.Dispose();
    }

    private static string? WhyNoPath(string path, out string folder, out string name)
    {
        int slash = path.LastIndexOf('/');
        folder = slash > 0 ? path[..slash] : "/";
        name = path[(slash + 1)..];
        return !path.StartsWith('/') ? "the path must begin with /"
            : path.Contains('\0', StringComparison.Ordinal) ? Refusals.NulInPath
            : name is "" or "." or ".." ? "the path must end with a name for the socket"
            : null;
    }

    /// <summary>Gets the lock, unless we have it already, and listens.</summary>
    private static ControlListener? TryListen(
        string path, string name, ControlLock? had, out ControlLock? held, out string? cause)
    {
        held = null;
        var folder = SocketFolder.TryOpen(path, out cause);
        if (folder is null)
        {
            cause = $"its folder cannot be used: {cause}";
            return null;
        }

        held = had?.IsInPlace(folder) == true ? had : ControlLock.TryTake(folder, name, out cause);
        ControlListener? listener = held is null ? null : ControlListener.TryListen(folder, name, out cause);
        if (listener is null)
        {
            if (held is not null && held != had)
            {
                held.Remove(folder);
                held.Dispose();
            }

            folder.Dispose();
        }

        return listener;
    }

    private string? Replace()
    {
        if (TryListen(_folder, _name, _lock, out ControlLock? held, out string? cause) is not { } listener)
        {
            return cause;
        }

        if (held != _lock)
        {
            _lock.Dispose();
        }

        _listener.Dispose();
        _lock = held!;
        _listener = listener;
        return null;
    }

    /// <summary>Watches the path, and looks whether it was lost before it was watched.</summary>
    private void Watch()
    {
        _watch.Follow(Path, isInPlace: true);
        for (int i = 0; i < ControlSocketLimits.Attempts && !IsInPlace(); i++)
        {
            string? cause = Replace();
            _watch.Follow(Path, isInPlace: cause is null);
        }
    }

    /// <summary>A connection that waits would wake us for ever; who is refused can say so.</summary>
    private AcceptResult Refuse()
    {
        if (!TryReserve())
        {
            return AcceptResult.Exhausted;
        }

        _reserve.Dispose();
        _reserve = null;
        OwnedFd? fd = _listener.TryAccept(out Errno errno);
        if (fd is not null)
        {
            new ControlConnection(fd).Dispose();
        }

        _ = TryReserve();
        return fd is not null ? AcceptResult.Refused : errno == Errno.EAGAIN ? AcceptResult.None : AcceptResult.Exhausted;
    }

    [MemberNotNullWhen(true, nameof(_reserve))]
    private bool TryReserve()
    {
        try
        {
            _reserve ??= new EventFd();
        }
        catch (SyscallException)
        {
            // There are none left; the next that is closed may be had.
        }

        return _reserve is not null;
    }
}
