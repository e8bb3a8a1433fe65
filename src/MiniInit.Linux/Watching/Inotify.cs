using System;
using System.Runtime.CompilerServices;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Watching;

/// <summary>Events of files and folders, inotify(7).</summary>
/// <remarks>
/// Instances and watches are limited for each user of the whole machine, not of a container: that none is to be had
/// is an answer here, since it can happen to anyone at any time.
/// </remarks>
public sealed unsafe class Inotify : IDisposable
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(WatchLimits.BufferBytes, pinned: true);
    private int _position;
    private int _end;

    private Inotify(OwnedFd fd) => Fd = fd;

    /// <summary>The descriptor, readable while events are waiting.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Opens one without watches.</summary>
    /// <param name="errno">
    /// Why there is none: EMFILE (max_user_instances, or our descriptors), ENFILE, ENOMEM, ENOSYS, EPERM.
    /// </param>
    public static Inotify? TryOpen(out Errno errno)
    {
        int fd = Libc.inotify_init1(Libc.IN_NONBLOCK | Libc.IN_CLOEXEC);
        errno = fd >= 0 ? Errno.None : Errors.Last;
        return fd >= 0 ? new Inotify(new OwnedFd(fd)) : null;
    }

    /// <summary>
    /// Watches a folder and the names in it, or watches one that is watched already for more; no symbolic link in the
    /// last place of the path.
    /// </summary>
    /// <param name="path">Its path.</param>
    /// <param name="kinds">What for.</param>
    /// <param name="watch">Comes back with the events: the same for the same folder, whatever the path.</param>
    /// <returns>Why not: ENOSPC (max_user_watches), ENOENT, ENOTDIR, EACCES (we may not list it), ENOMEM.</returns>
    public Errno AddFolder(string path, FileEventKinds kinds, out int watch) =>
        Add(path, (uint)kinds | Libc.IN_ONLYDIR, out watch);

    /// <summary>Watches a file by itself, or a symbolic link and not what it leads to.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="kinds">What for.</param>
    /// <param name="watch">Comes back with the events.</param>
    /// <returns>Why it is not watched.</returns>
    public Errno AddFile(string path, FileEventKinds kinds, out int watch) => Add(path, (uint)kinds, out watch);

    /// <summary>Watches no more; an event <see cref="FileEventKinds.Ended"/> follows.</summary>
    /// <param name="watch">A watch; one that is gone already does not matter.</param>
    public void Remove(int watch) => _ = Libc.inotify_rm_watch(Fd.Number, watch);

    /// <summary>Reads a bounded number of events, which <see cref="TryNext"/> then gives.</summary>
    /// <returns>False when none is waiting.</returns>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public bool Read()
    {
        nint length;
        fixed (byte* buffer = _buffer)
        {
            length = Retried.Read(Fd.Number, buffer, WatchLimits.BufferBytes);
        }

        if (length < 0 && Errors.Last != Errno.EAGAIN)
        {
            throw SyscallException.FromLast("read inotify");
        }

        _position = 0;
        _end = (int)Math.Max(length, 0);
        return _end > 0;
    }

    /// <summary>The next of the events that were read.</summary>
    /// <param name="next">The event.</param>
    /// <returns>False after the last.</returns>
    public bool TryNext(out FileEvent next)
    {
        next = default;
        if (_position >= _end)
        {
            return false;
        }

        var head = Unsafe.ReadUnaligned<Libc.inotify_event>(ref _buffer[_position]);
        int nameAt = _position + sizeof(Libc.inotify_event);
        ReadOnlySpan<byte> padded = _buffer.AsSpan(nameAt, (int)head.len);
        int length = padded.IndexOf((byte)0);
        next = new FileEvent(head.wd, (FileEventKinds)head.mask, head.cookie, length < 0 ? padded : padded[..length]);
        _position = nameAt + padded.Length;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => Fd.Dispose();

    private Errno Add(string path, uint mask, out int watch)
    {
        watch = -1;
        if (UnixName.From(path) is not { } name)
        {
            return Errno.EINVAL;
        }

        // IN_MASK_ADD: a folder may be watched for several reasons, and each reason adds to the others.
        fixed (byte* pointer = name.Terminated)
        {
            watch = Libc.inotify_add_watch(Fd.Number, pointer, mask | Libc.IN_MASK_ADD | Libc.IN_DONT_FOLLOW);
        }

        return watch >= 0 ? Errno.None : Errors.Last;
    }
}
