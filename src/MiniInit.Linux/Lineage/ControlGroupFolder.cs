using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Lineage;

/// <summary>
/// A control group (version 2) of ours, below the one we are in, for a leaf of each invocation. No controllers are enabled:
/// it names and ends processes, and limits nothing.
/// </summary>
/// <remarks>
/// Two inits may have the same process id, in two namespaces, and see one file system. So a lock on the folder says whose it
/// is; it ends with its holder, and what that left behind empty is then removed by the next init.
/// </remarks>
public sealed unsafe class ControlGroupFolder : IDisposable
{
    /// <summary>So many inits of one process id have folders in one group; the others have none.</summary>
    private const int MostNames = 64;

    /// <summary>The groups that a job made in its own are removed so deep.</summary>
    private const int MostLevels = 8;

    private const uint LeafMode = 0x1ED; // 0755

    /// <summary>Others can go through it to what they know, but not open it: who can open it can take the lock.</summary>
    private const uint FolderMode = 0x1C9; // 0711

    /// <summary>The line of ours is the last one: beside those of version 1, each with a path of a few hundred bytes.</summary>
    private const int GroupsCapacity = 8192;

    /// <summary>Two lines of today's kernels: populated and frozen.</summary>
    private const int EventsCapacity = 256;

    private readonly UnixName _name;
    private readonly byte[] _prefix;

    private ControlGroupFolder(OwnedFd parent, OwnedFd fd, UnixName name, ControlGroupPath own)
    {
        (Parent, Fd, _name) = (parent, fd, name);
        _prefix = [.. Encoding.UTF8.GetBytes(own.Name), (byte)'/', .. name.Bytes, (byte)'/'];
    }

    /// <summary>Makes one, <c>miniinit.PID</c> or the next that is free.</summary>
    /// <param name="cause">Why there is none, as behind a colon.</param>
    public static ControlGroupFolder? TryMake(out string cause)
    {
        cause = "there is no file system of theirs (cgroup2)";
        if (ControlGroupPath.TryFind() is not ControlGroupPath own || UnixName.From(own.Folder) is not UnixName path
            || TryOpen(Libc.AT_FDCWD, path, Libc.O_DIRECTORY) is not OwnedFd parent)
        {
            return null;
        }

        long* status = stackalloc long[32];
        if (Libc.fstatfs(parent.Number, status) == 0 && status[0] == Libc.CGROUP2_SUPER_MAGIC)
        {
            RemoveOthers(parent);
            cause = $"all names in {own.Folder} are taken";
            for (int i = 1; i <= MostNames; i++)
            {
                var name = UnixName.From(i == 1 ? $"miniinit.{CurrentProcess.Id}" : $"miniinit.{CurrentProcess.Id}.{i}")!;
                if (!IsThere(parent.Number, name, FolderMode, out Errno errno))
                {
                    cause = Errors.DescribeCause(errno);
                    break;
                }

                if (TryTake(parent.Number, name) is OwnedFd fd)
                {
                    return new ControlGroupFolder(parent, fd, name, own);
                }
            }
        }

        parent.Dispose();
        return null;
    }

    /// <summary>Takes over the folder of who was this process before an exec: the lock goes with the descriptor.</summary>
    /// <param name="parent">The group we are in, open; owned from now on.</param>
    /// <param name="fd">The folder, open and locked; owned from now on.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Null where the file system is not to be found any more.</returns>
    public static ControlGroupFolder? TryAdopt(int parent, int fd, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        OwnedFd above = new(parent), own = new(fd);
        if (ControlGroupPath.TryFind() is ControlGroupPath path && UnixName.From(name) is UnixName known)
        {
            return new ControlGroupFolder(above, own, known, path);
        }

        above.Dispose();
        own.Dispose();
        return null;
    }

    /// <summary>The group we are in.</summary>
    public OwnedFd Parent { get; }

    /// <summary>The folder, which is locked by this descriptor.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Its name.</summary>
    public string Name => _name.Text;

    /// <summary>Makes a leaf.</summary>
    /// <param name="name">Its name.</param>
    /// <returns><see cref="Errno.None"/>, EEXIST, EAGAIN where there are too many, or ENODEV when the folder was removed.</returns>
    public Errno Make(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _ = IsThere(Fd.Number, UnixName.From(name)!, LeafMode, out Errno errno);
        return errno;
    }

    /// <summary>Opens a leaf, for a process to be born in; null if it is gone.</summary>
    /// <param name="name">Its name.</param>
    public OwnedFd? TryOpen(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryOpen(Fd.Number, UnixName.From(name)!, Libc.O_DIRECTORY);
    }

    /// <summary>Removes a leaf, with the groups below it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>False while there are live processes in it.</returns>
    public bool TryRemove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryRemove(Fd.Number, UnixName.From(name)!, MostLevels);
    }

    /// <summary>Lists the processes of a leaf, but not of groups below it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="into">Where to add their process ids; those of another PID namespace are left out.</param>
    public void List(string name, ICollection<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (TryOpen(Fd.Number, UnixName.From(name + "/cgroup.procs")!, 0) is OwnedFd fd)
        {
            ChildListing.Read(fd.Number, into);
            fd.Dispose();
        }
    }

    /// <summary>Whether there are live processes in a leaf or below it, cgroup.events.</summary>
    /// <param name="name">Its name.</param>
    public bool IsPopulated(string name)
    {
        using OwnedFd? fd = TryOpen(Fd.Number, UnixName.From(name + "/cgroup.events")!, 0);
        byte* text = stackalloc byte[EventsCapacity];
        nint length = fd is null ? 0 : Retried.Read(fd.Number, text, EventsCapacity);
        return length > 0 && new ReadOnlySpan<byte>(text, (int)length).IndexOf("populated 1"u8) >= 0;
    }

    /// <summary>Kills all processes of a leaf and below it at once, cgroup.kill of Linux 5.14: no fork escapes it.</summary>
    /// <param name="name">Its name; empty for all leaves.</param>
    public bool TryKill(string name) => TryWrite(name + "/cgroup.kill", (byte)'1');

    /// <summary>Stops all of a leaf and below it, or lets them go on; they can be killed meanwhile.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isFrozen">Whether they are to stop.</param>
    public bool TryFreeze(string name, bool isFrozen) => TryWrite(name + "/cgroup.freeze", isFrozen ? (byte)'1' : (byte)'0');

    /// <summary>In which leaf, or below which, a process is.</summary>
    /// <param name="pid">The process, also a zombie.</param>
    /// <param name="number">What the leaf's name has behind its last dot.</param>
    /// <returns>False for one that is in no leaf, is gone or hidden.</returns>
    public bool TryFind(int pid, out long number)
    {
        Span<byte> groups = stackalloc byte[GroupsCapacity];
        ReadOnlySpan<byte> group = ControlGroupPath.OfVersion2(ProcessFile.Read(pid, "/cgroup\0"u8, groups));
        number = 0;
        if (!group.StartsWith(_prefix))
        {
            return false;
        }

        // Behind it there may be groups of the job's own, or " (deleted)".
        group = group[_prefix.Length..];
        int slash = group.IndexOf((byte)'/');
        group = slash < 0 ? group : group[..slash];
        return Utf8Parser.TryParse(group[(group.LastIndexOf((byte)'.') + 1)..], out number, out _);
    }

    /// <summary>Removes the folder, as far as nothing is left in it.</summary>
    public bool TryRemove() => TryRemove(Parent.Number, _name, MostLevels);

    /// <inheritdoc/>
    public void Dispose()
    {
        Fd.Dispose();
        Parent.Dispose();
    }

    /// <summary>Makes sure of a folder. The errno is none if it is new, EEXIST if it was there; else it is not.</summary>
    private static bool IsThere(int parent, UnixName name, uint mode, out Errno errno)
    {
        errno = FolderChanges.Make(parent, name, mode);
        return errno is Errno.None or Errno.EEXIST;
    }

    /// <summary>
    /// Takes a folder that nobody has, and empties it. What is not empty is left alone: nobody can tell any more whose it is.
    /// </summary>
    private static OwnedFd? TryTake(int parent, UnixName name)
    {
        if (TryOpen(parent, name, Libc.O_DIRECTORY | Libc.O_NOFOLLOW) is not OwnedFd fd)
        {
            return null;
        }

        // Its last holder may have removed it before it let the lock go: what is gone has no files.
        if (Libc.flock(fd.Number, Libc.LOCK_EX | Libc.LOCK_NB) == 0 && RemoveBelow(fd, MostLevels)
            && TryOpen(fd.Number, new UnixName("cgroup.procs"u8), 0) is OwnedFd processes)
        {
            processes.Dispose();
            return fd;
        }

        fd.Dispose();
        return null;
    }

    /// <summary>Removes what inits left that did not come to it, as far as nothing lives there.</summary>
    private static void RemoveOthers(OwnedFd parent)
    {
        DirectoryListing listing = DirectoryListing.Over(parent);
        while (listing.TryNext(out ReadOnlySpan<byte> found))
        {
            var name = new UnixName(found);
            if (found.StartsWith("miniinit."u8) && TryTake(parent.Number, name) is OwnedFd fd)
            {
                _ = TryRemove(parent.Number, name, levels: 0);
                fd.Dispose();
            }
        }
    }

    private static bool TryRemove(int parent, UnixName name, int levels)
    {
        if (FolderChanges.Remove(parent, name, Libc.AT_REMOVEDIR) is Errno.None or Errno.ENOENT)
        {
            return true;
        }

        using OwnedFd? fd = levels > 0 ? TryOpen(parent, name, Libc.O_DIRECTORY | Libc.O_NOFOLLOW) : null;
        return fd is not null && RemoveBelow(fd, levels - 1)
            && FolderChanges.Remove(parent, name, Libc.AT_REMOVEDIR) == Errno.None;
    }

    private static bool RemoveBelow(OwnedFd fd, int levels)
    {
        bool isEmpty = true;
        DirectoryListing listing = DirectoryListing.Over(fd);
        while (listing.TryNext(out ReadOnlySpan<byte> name))
        {
            if (listing.Kind == EntryKind.Folder && name[0] != '.')
            {
                isEmpty &= TryRemove(fd.Number, new UnixName(name), levels);
            }
        }

        return isEmpty;
    }

    private bool TryWrite(string path, byte value)
    {
        using OwnedFd? fd = TryOpen(Fd.Number, UnixName.From(path.TrimStart('/'))!, Libc.O_WRONLY);
        return fd is not null && Libc.write(fd.Number, &value, 1) == 1;
    }

    private static OwnedFd? TryOpen(int folder, UnixName name, int flags) => OpenedFile.TryOpen(folder, name, flags, out _);
}
