using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Control;

/// <summary>The folder in which a user's sessions have their files, <c>PID.session</c>, for clients.</summary>
/// <remarks>
/// It may be another user's, who can put anything there while root reads it: links are never followed, and what is not that
/// user's own is not believed.
/// </remarks>
public sealed class SessionFiles : IDisposable
{
    private const string Suffix = ".session";
    private const string Begin = SessionFolder.Variable + "=";

    /// <summary>512 bytes: the name of the variable and the longest path that a socket has are less than 128.</summary>
    private const int FileBytes = 512;

    /// <summary>4,096 names are looked at: nobody has so many sessions, and whoever fills the folder harms only themselves.</summary>
    private const int Names = 4096;

    private readonly OwnedFd _folder;
    private readonly uint _owner;

    private SessionFiles(OwnedFd folder, uint owner)
    {
        _folder = folder;
        _owner = owner;
    }

    /// <summary>Opens the folder; null if it is not there, or if others than its owner could have written to it.</summary>
    /// <param name="path">One of <see cref="ControlPaths.SessionFolders"/>.</param>
    /// <param name="owner">Whose it must be, with the folder it is in.</param>
    public static SessionFiles? TryOpen(string path, uint owner)
    {
        ArgumentNullException.ThrowIfNull(path);
        int last = path.LastIndexOf('/');
        int middle = last > 0 ? path.LastIndexOf('/', last - 1) : -1;
        if (middle <= 0)
        {
            return null;
        }

        using OwnedFd? top = Open(Libc.AT_FDCWD, path[..middle], Libc.O_PATH | Libc.O_DIRECTORY);
        using OwnedFd? own = top is null ? null : OpenOwn(top, path[(middle + 1)..last], Libc.O_PATH, owner);
        OwnedFd? folder = own is null ? null : OpenOwn(own, path[(last + 1)..], 0, owner);
        return folder is null ? null : new SessionFiles(folder, owner);
    }

    /// <summary>Reads files that are as they should be.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SessionEntry> Read(int most = Names)
    {
        List<SessionEntry> entries = [];
        var listing = DirectoryListing.Over(_folder);
        for (int i = 0; i < Names && entries.Count < most && listing.TryNext(out ReadOnlySpan<byte> name); i++)
        {
            if (PidOf(Encoding.UTF8.GetString(name)) is int pid && Find(pid) is SessionEntry entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Reads the file of a session; null if there is none as it should be.</summary>
    /// <param name="pid">The number of the session.</param>
    public SessionEntry? Find(int pid) => Socket(pid) is string socket ? new SessionEntry(pid, socket) : null;

    /// <summary>Removes what a session left behind that nobody listens to, unless its init still lives, wherever that is.</summary>
    /// <param name="pid">The session's init, as it sees itself.</param>
    public void Clean(int pid)
    {
        using OwnedFd? own = OpenOwn(_folder, Text(pid), 0, _owner);
        if (own is not null && SessionLock.TryTake(_folder, UnixName.From(Text(pid))!, own) != Errno.None)
        {
            return;
        }

        if (own is not null)
        {
            Remove(own, "control");
            Remove(own, "control.lock");
            Remove(_folder, Text(pid), Libc.AT_REMOVEDIR); // unless there is something else in it, which may be of use to somebody
        }

        Remove(_folder, Text(pid) + Suffix);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private static int? PidOf(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(0, name.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
        && pid > 0 && name == Text(pid) + Suffix
            ? pid
            : null;

    private string? Socket(int pid)
    {
        using OwnedFd? fd = Open(_folder.Number, Text(pid) + Suffix, Libc.O_NOFOLLOW);
        if (fd is null || FileStatus.TryGet(fd, out FileStatus status) != Errno.None || !status.IsFile || status.UserId != _owner
            || BoundedFile.TryRead(fd, FileBytes + 1, FileBytes, out _) is not byte[] content)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(content);
        return text.StartsWith(Begin + "/", StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) == text.Length - 1
            ? text[Begin.Length..^1]
            : null;
    }

    private static OwnedFd? OpenOwn(OwnedFd parent, string name, int flags, uint owner)
    {
        OwnedFd? fd = Open(parent.Number, name, flags | Libc.O_DIRECTORY | Libc.O_NOFOLLOW);
        if (fd is null || (FileStatus.TryGet(fd, out FileStatus status) == Errno.None && status.UserId == owner
            && !status.IsOpenToOthers))
        {
            return fd;
        }

        fd.Dispose();
        return null;
    }

    private static OwnedFd? Open(int folder, string name, int flags) =>
        UnixName.From(name) is { } unix ? OpenedFile.TryOpen(folder, unix, flags, out _) : null;

    private static void Remove(OwnedFd folder, string name, int flags = 0) =>
        _ = FolderChanges.Remove(folder.Number, UnixName.From(name)!, flags);
}
