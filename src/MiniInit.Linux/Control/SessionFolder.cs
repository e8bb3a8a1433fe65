using System;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Control;

/// <summary>The folder of a user's session, which nobody else may enter, and the file beside it that tells of the session.</summary>
/// <remarks>
/// <c>miniinit/sessions/PID/</c> below <c>XDG_RUNTIME_DIR</c>, with the socket in it, and <c>miniinit/sessions/PID.session</c>.
/// Each folder on the way there is ours, and no link: where others could write, they could put a socket of theirs in our
/// place. So each is opened below the one before, and judged once it is open.
/// </remarks>
public sealed unsafe class SessionFolder : IDisposable
{
    /// <summary>The variable that names the socket to all that runs in the session, and the one line of the file.</summary>
    public const string Variable = "MINIINIT_SESSION";

    /// <summary>The variable that names the socket of the system's init to what runs in a session, where the session is a job of that.</summary>
    public const string SystemVariable = "MINIINIT_SYSTEM_SOCKET";

    private const uint Private = 0x1c0, PrivateFile = 0x180; // 0700, 0600

    private readonly UnixName _name, _file;
    private bool _isAnnounced;

    private SessionFolder(OwnedFd sessions, OwnedFd own, string path)
    {
        (Sessions, Own) = (sessions, own);
        _name = UnixName.From($"{CurrentProcess.Id}")!;
        _file = UnixName.From($"{CurrentProcess.Id}.session")!;
        Socket = $"{path}/{CurrentProcess.Id}/control";
    }

    /// <summary>The folder of all sessions.</summary>
    public OwnedFd Sessions { get; }

    /// <summary>The one of this session, which is locked by this descriptor.</summary>
    public OwnedFd Own { get; }

    /// <summary>Where the session's socket is to be: nothing listens there yet.</summary>
    public string Socket { get; }

    /// <summary>Makes the folder of this process.</summary>
    /// <param name="runtimeFolder"><c>XDG_RUNTIME_DIR</c>; null or empty: there is none, and a folder below /tmp serves.</param>
    /// <param name="cause">Why there is none, path first.</param>
    public static SessionFolder? TryMake(string? runtimeFolder, out string? cause)
    {
        bool hasRuntime = !string.IsNullOrEmpty(runtimeFolder) && runtimeFolder[0] == '/';
        string path = hasRuntime ? runtimeFolder!.TrimEnd('/') : $"/tmp/miniinit-{CurrentProcess.EffectiveUserId}";
        OwnedFd? folder = hasRuntime ? Open(path, out cause) : MakeBelow(null, path, path, out cause);
        if (hasRuntime && folder is not null)
        {
            folder = Descend(folder, "miniinit", ref path, out cause);
        }

        if (folder is not null)
        {
            folder = Descend(folder, "sessions", ref path, out cause);
        }

        if (folder is null)
        {
            return null;
        }

        if (Claim(folder, path, out cause) is OwnedFd own)
        {
            return new SessionFolder(folder, own, path);
        }

        folder.Dispose();
        return null;
    }

    /// <summary>Takes over the folder of who was this process before an exec, who has announced it.</summary>
    /// <param name="sessions">The folder of all sessions; owned from now on.</param>
    /// <param name="own">The one of this session; owned from now on.</param>
    /// <param name="socket">Where its socket is.</param>
    public static SessionFolder Adopt(int sessions, int own, string socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        int end = socket.LastIndexOf($"/{CurrentProcess.Id}/control", StringComparison.Ordinal);
        return new SessionFolder(new OwnedFd(sessions), new OwnedFd(own), end < 0 ? "" : socket[..end]) { _isAnnounced = true };
    }

    /// <summary>Writes the file, once the socket is there.</summary>
    /// <param name="socket">Where it is.</param>
    /// <returns>Why it cannot be written; null if it is.</returns>
    public string? Announce(string socket)
    {
        Remove(_file, 0); // of a process that had our number before
        OwnedFd? file = OpenedFile.TryOpen(
            Sessions.Number, _file, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW, out Errno errno, PrivateFile);
        if (file is null)
        {
            return Errors.Describe(errno);
        }

        _isAnnounced = true;
        using (file)
        {
            byte[] line = Encoding.UTF8.GetBytes($"{Variable}={socket}\n");
            fixed (byte* bytes = line)
            {
                // So few bytes are written in one piece, or not at all.
                return Libc.write(file.Number, bytes, (nuint)line.Length) == line.Length ? null : Errors.Describe(Errors.Last);
            }
        }
    }

    /// <summary>Removes file and folder; the socket is gone by then.</summary>
    public void Dispose()
    {
        if (_isAnnounced)
        {
            Remove(_file, 0);
        }

        Remove(_name, Libc.AT_REMOVEDIR);
        Own.Dispose();
        Sessions.Dispose();
    }

    /// <summary>Makes the folder of this process, which is ours for as long as we live.</summary>
    private static OwnedFd? Claim(OwnedFd sessions, string path, out string? cause)
    {
        string name = $"{CurrentProcess.Id}";
        cause = null;
        for (int i = 0; i < ControlSocketLimits.Attempts; i++)
        {
            if (MakeBelow(sessions, name, $"{path}/{name}", out cause) is not { } own)
            {
                continue; // a client may just have removed what was left over
            }

            Errno errno = SessionLock.TryTake(sessions, UnixName.From(name)!, own);
            if (errno is not (Errno.EAGAIN or Errno.ENOENT))
            {
                return own;
            }

            own.Dispose();
            cause = $"{PrintablePath.Escape($"{path}/{name}")}: a session in another PID namespace has it";
            if (errno == Errno.EAGAIN)
            {
                Pause.Milliseconds(1); // or a client does, and only for a moment
            }
        }

        return null;
    }

    private static OwnedFd? Descend(OwnedFd parent, string name, ref string path, out string? cause)
    {
        using (parent)
        {
            path = $"{path}/{name}";
            return MakeBelow(parent, name, path, out cause);
        }
    }

    /// <summary>Makes a folder, or takes the one that is there, if it is ours alone to write to.</summary>
    private static OwnedFd? MakeBelow(OwnedFd? parent, string name, string path, out string? cause)
    {
        UnixName? unix = UnixName.From(name);
        if (unix is null)
        {
            cause = "a path cannot hold a NUL character";
            return null;
        }

        int folder = parent?.Number ?? Libc.AT_FDCWD;
        _ = FolderChanges.Make(folder, unix, Private); // what is there, or cannot be made, is seen at the next step
        OwnedFd? fd = OpenedFile.TryOpen(folder, unix, Libc.O_DIRECTORY | Libc.O_NOFOLLOW, out Errno errno);
        cause = fd is null ? $"{PrintablePath.Escape(path)}: {Errors.Describe(errno)}" : Doubt(fd, path);
        if (cause is null)
        {
            return fd;
        }

        fd?.Dispose();
        return null;
    }

    private static string? Doubt(OwnedFd fd, string path)
    {
        Errno errno = FileStatus.TryGet(fd, out FileStatus status);
        if (errno == Errno.None && status.UserId == CurrentProcess.EffectiveUserId && status.IsOpenToOthers)
        {
            // Whoever made it so wide may have put something in it by now; from here on nobody does.
            errno = Libc.fchmod(fd.Number, Private) == 0 ? Errno.None : Errors.Last;
        }

        return errno != Errno.None ? $"{PrintablePath.Escape(path)}: {Errors.Describe(errno)}"
            : status.UserId != CurrentProcess.EffectiveUserId
                ? $"{PrintablePath.Escape(path)}: it belongs to user {status.UserId}, and we are user {CurrentProcess.EffectiveUserId}"
            : null;
    }

    /// <summary>A runtime folder is made by whoever logged us in.</summary>
    private static OwnedFd? Open(string path, out string? cause)
    {
        Errno errno = Errno.ENOENT;
        OwnedFd? fd = UnixName.From(path) is { } name ? OpenedFile.TryOpen(Libc.AT_FDCWD, name, Libc.O_DIRECTORY, out errno) : null;
        cause = fd is null ? $"{PrintablePath.Escape(path)}: {Errors.Describe(errno)}" : DoubtOfOwner(fd, path);
        if (cause is null)
        {
            return fd;
        }

        fd?.Dispose();
        return null;
    }

    private static string? DoubtOfOwner(OwnedFd fd, string path) =>
        FileStatus.TryGet(fd, out FileStatus status) != Errno.None || status.UserId == CurrentProcess.EffectiveUserId ? null
        : $"{PrintablePath.Escape(path)}: it belongs to user {status.UserId}, and we are user {CurrentProcess.EffectiveUserId}; "
            + "XDG_RUNTIME_DIR is another's";

    private void Remove(UnixName name, int flags) => _ = FolderChanges.Remove(Sessions.Number, name, flags);
}
