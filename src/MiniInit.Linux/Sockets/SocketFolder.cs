using System;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Sockets;

/// <summary>A folder for sockets, which nobody else may rename or remove.</summary>
/// <remarks>
/// The one above it is not asked: in a container /tmp is often writable by all without a sticky bit. Who may change
/// that may give another folder our name, so that everything here is done through the folder that was checked.
/// </remarks>
internal sealed unsafe class SocketFolder : IDisposable
{
    private const uint Mode = 0x1ED; // 0755: jobs of all users pass through it
    private const uint SocketMode = 0x1B6; // 0666
    private const uint Passable = 1;

    private readonly OpenedFolder _folder;

    private SocketFolder(OpenedFolder folder, string path, bool isPassable)
    {
        _folder = folder;
        Path = path;
        IsPassable = isPassable;
    }

    /// <summary>Its path, as it was given.</summary>
    public string Path { get; }

    /// <summary>The folder, for names in it: open with O_PATH.</summary>
    public int Number => _folder.Fd.Number;

    /// <summary>Whether all users may reach what is in it.</summary>
    public bool IsPassable { get; }

    /// <summary>Whether others may add names, though they cannot replace any, as in /tmp.</summary>
    public bool IsShared => _folder.IsShared;

    /// <summary>Makes a folder, or opens the one that is there.</summary>
    /// <param name="path">The folder, in the last place no link; the one above it must be there.</param>
    /// <param name="cause">Why it cannot be used.</param>
    public static SocketFolder? TryOpen(string path, out string? cause)
    {
        if (UnixName.From(path) is not { } name)
        {
            cause = "a path cannot hold a NUL character";
            return null;
        }

        Errno errno = Make(name);
        bool isNew = errno == Errno.None;
        if (!isNew && errno != Errno.EEXIST)
        {
            cause = Errors.Describe(errno);
            return null;
        }

        errno = FileStatus.TryGet(Libc.AT_FDCWD, name, follow: false, out FileStatus status);
        if (errno == Errno.None && !status.IsFolder)
        {
            cause = $"it is {status.Kind}, not a folder";
            return null;
        }

        var folder = OpenedFolder.TryOpen(
            Libc.AT_FDCWD, name, Libc.O_PATH | Libc.O_NOFOLLOW, TrustRules.Current, out errno);
        cause = folder is null ? Errors.Describe(errno) : folder.Doubt;
        if (folder is null || cause is not null)
        {
            folder?.Dispose();
            return null;
        }

        bool isOpened = isNew && TrySetMode(folder, UnixName.Here, Mode);
        return new SocketFolder(folder, path, isOpened || (folder.Status.Mode & Passable) != 0);
    }

    /// <summary>What a name in it stands for, not following links.</summary>
    public Errno Look(UnixName name, out FileStatus status) =>
        FileStatus.TryGet(Number, name, follow: false, out status);

    /// <summary>Gives all users the right to connect, whatever our umask: to do so one needs the right to write.</summary>
    public bool TryOpenToAll(UnixName socket) => TrySetMode(_folder, socket, SocketMode);

    /// <summary>Renames; what has the new name is replaced.</summary>
    public Errno Rename(UnixName from, UnixName to) => FolderChanges.Rename(Number, from, to);

    /// <summary>Removes a name.</summary>
    public void Remove(UnixName name) => _ = FolderChanges.Remove(Number, name);

    public void Dispose() => _folder.Dispose();

    private static Errno Make(UnixName name)
    {
        fixed (byte* pointer = name.Terminated)
        {
            return Libc.mkdir(pointer, Mode) == 0 ? Errno.None : Errors.Last;
        }
    }

    /// <summary>fchmodat(2) follows links: only for what nobody else can replace.</summary>
    private static bool TrySetMode(OpenedFolder folder, UnixName name, uint mode)
    {
        fixed (byte* pointer = name.Terminated)
        {
            return Libc.fchmodat(folder.Fd.Number, pointer, mode, 0) == 0;
        }
    }
}
