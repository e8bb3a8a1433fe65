using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Follows symbolic links without ever leaving a folder.</summary>
/// <remarks>
/// Not by openat2(RESOLVE_BENEATH): it does not tell which folders it went through, and a folder on the way that
/// others may write to lets them choose where the link ends. So each part is opened for itself with O_NOFOLLOW, and
/// <c>..</c> goes back to the folder that we came from, which is still open: the kernel is never asked for a
/// <c>..</c>, nor to follow a link, and whoever renames folders meanwhile cannot lead us outside. It needs no new
/// kernel, and a filter that does not know openat2 does not matter.
/// </remarks>
internal sealed class LinkWalk : IDisposable
{
    private const uint FolderMode = 0b111_101_101;

    private readonly string? _rootPath;
    private readonly OpenedFolder _root;
    private readonly TrustRules _rules;
    private readonly List<OpenedFolder> _folders = [];
    private readonly Stack<UnixName> _pending = [];
    private int _links;

    /// <summary>Begins in a folder.</summary>
    /// <param name="rootPath">Its name: absolute links that begin with it are links into it.</param>
    /// <param name="root">The folder.</param>
    /// <param name="rules">Whom to trust on the way.</param>
    /// <remarks>
    /// With null for the name the folder is the root of a chroot(2): absolute links begin in it, and <c>..</c> stays
    /// there.
    /// </remarks>
    public LinkWalk(string? rootPath, OpenedFolder root, TrustRules rules)
    {
        _rootPath = rootPath;
        _root = root;
        _rules = rules;
    }

    /// <summary>The folder where the walk ended.</summary>
    public OpenedFolder Folder => _folders.Count > 0 ? _folders[^1] : _root;

    /// <summary>What it led to, in <see cref="Folder"/>: no link a moment ago.</summary>
    public UnixName Name { get; private set; } = UnixName.Here;

    /// <summary>Why it did not come to an end; null also when something on the way is not there.</summary>
    public string? Cause { get; private set; }

    /// <summary>Why what it led to is not to be trusted, because of the way.</summary>
    public string? Doubt { get; private set; }

    /// <summary>
    /// Whether it leads to where we write: folders that are missing are made, mode 0755 less the umask, and a link that a
    /// stranger may have put there, or behind a folder that he may replace, is not followed.
    /// </summary>
    public bool IsForWriting { get; init; }

    /// <summary>Through how many folders it goes at most.</summary>
    public int MostFolders { get; init; } = FileLimits.Depth;

    /// <summary>Goes along a path and all links in it.</summary>
    /// <param name="names">The parts of the path, beginning in the folder.</param>
    /// <returns>True at the end; else see <see cref="Cause"/>.</returns>
    public bool TryFollow(IReadOnlyList<UnixName> names)
    {
        for (int i = names.Count - 1; i >= 0; i--)
        {
            _pending.Push(names[i]);
        }

        while (_pending.TryPop(out UnixName? name))
        {
            Name = UnixName.Here;
            bool goesOn = name.Bytes switch
            {
                [] or [(byte)'.'] => true,
                [(byte)'.', (byte)'.'] => TryLeave(),
                _ => TryPass(name),
            };
            if (!goesOn)
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose() => LeaveAll();

    private bool TryLeave()
    {
        if (_folders.Count == 0)
        {
            return _rootPath is null
                || Fail("its link leads out of the folder with ..; put the file itself into the folder");
        }

        _folders[^1].Dispose();
        _folders.RemoveAt(_folders.Count - 1);
        return true;
    }

    private bool TryPass(UnixName name)
    {
        Errno errno = FileStatus.TryGet(Folder.Fd.Number, name, follow: false, out FileStatus status);
        if (errno == Errno.ENOENT && IsForWriting)
        {
            errno = FolderChanges.Make(Folder.Fd.Number, name, FolderMode);
            if (errno is not (Errno.None or Errno.EEXIST))
            {
                return Fail($"its folder cannot be made: {Errors.Describe(errno)}");
            }

            errno = FileStatus.TryGet(Folder.Fd.Number, name, follow: false, out status);
        }

        if (errno != Errno.None)
        {
            return Fail(errno);
        }

        if (status.IsLink)
        {
            Doubt ??= Through("link", name, _rules.DoubtOfOwner(status));
            return IsForWriting && Doubt is not null ? Fail(Doubt) : TryReadLink(name);
        }

        if (_pending.Count == 0)
        {
            Name = name;
            return true;
        }

        if (_folders.Count == MostFolders)
        {
            return Fail($"its {(_links > 0 ? "link" : "path")} leads through more than {MostFolders} folders; make the way shorter");
        }

        // O_PATH: to pass a folder one need not be allowed to list it.
        OpenedFolder? next = OpenedFolder.TryOpen(
            Folder.Fd.Number, name, Libc.O_PATH | Libc.O_NOFOLLOW, _rules, out errno);
        if (next is null)
        {
            return Fail(errno);
        }

        _folders.Add(next);
        Doubt ??= Through("folder", name, next.Doubt);
        return true;
    }

    private unsafe bool TryReadLink(UnixName name)
    {
        if (++_links > FileLimits.Links)
        {
            return Fail($"its link leads through more than {FileLimits.Links} links; does one lead back to itself?");
        }

        byte* buffer = stackalloc byte[FileLimits.LinkBytes];
        nint length;
        fixed (byte* path = name.Terminated)
        {
            length = Libc.readlinkat(Folder.Fd.Number, path, buffer, FileLimits.LinkBytes);
        }

        return length < 0 ? Fail(Errors.Last) : TryPush(new ReadOnlySpan<byte>(buffer, (int)length));
    }

    private bool TryPush(ReadOnlySpan<byte> target)
    {
        if (target.StartsWith("/"u8) && _rootPath is null)
        {
            LeaveAll();
        }
        else if (target.StartsWith("/"u8))
        {
            byte[] root = Encoding.UTF8.GetBytes(_rootPath + "/");
            if (!target.StartsWith(root))
            {
                string where = PrintablePath.Escape(PrintablePath.Decode(target));
                return Fail($"its link leads out of the folder, to {where}; "
                    + "put the file itself into the folder, or make the link relative");
            }

            LeaveAll();
            target = target[root.Length..];
        }

        while (!target.IsEmpty)
        {
            int slash = target.LastIndexOf((byte)'/');
            _pending.Push(new UnixName(target[(slash + 1)..]));
            target = slash < 0 ? default : target[..slash];
        }

        return true;
    }

    private void LeaveAll()
    {
        foreach (OpenedFolder folder in _folders)
        {
            folder.Dispose();
        }

        _folders.Clear();
    }

    private static string? Through(string what, UnixName name, string? doubt) =>
        doubt is null
            ? null
            : $"it leads through the {what} {PrintablePath.Escape(name.Text)}, which is not safe: {doubt}";

    private bool Fail(Errno errno) => errno != Errno.ENOENT && Fail(Refusals.Describe(errno));

    private bool Fail(string cause)
    {
        Cause = cause;
        return false;
    }
}
