using System;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux;

/// <summary>The program that this process runs, and another one in its place, execve(2).</summary>
/// <remarks>
/// What stays: the process with its children, its directory, its pending signals, its subreaper flag, and the descriptors that
/// are not close-on-exec. What goes: all memory, threads and handlers of signals.
/// </remarks>
public static unsafe class ProgramImage
{
    private const int PathBytes = 4096;

    /// <summary>The file that we were started from, by its path at that time; null where that is not known.</summary>
    /// <param name="arguments">
    /// Our argv: its first counts more, if it is an absolute path to the same file. A link that is turned to a newer version is
    /// so followed, which the kernel's own answer has resolved.
    /// </param>
    /// <remarks>To be asked early: once another file has its name the kernel writes "(deleted)" behind it.</remarks>
    public static string? FindPath(StringVector arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        byte* target = stackalloc byte[PathBytes];
        nint length;
        fixed (byte* path = "/proc/self/exe\0"u8)
        {
            length = Libc.readlinkat(Libc.AT_FDCWD, path, target, PathBytes);
        }

        if (length is <= 0 or >= PathBytes)
        {
            return null;
        }

        string own = Encoding.UTF8.GetString(target, (int)length);
        string given = arguments.Count > 0 ? Encoding.UTF8.GetString(arguments[0]) : "";
        FileStatus? file = StatusOf(own);
        return file is null ? null
            : given.StartsWith('/') && StatusOf(given) is FileStatus other && other.IsSame(file.Value) ? given
            : own;
    }

    /// <summary>What tells one file of a path from another that has the name later; null where there is none.</summary>
    /// <param name="path">The path, links followed.</param>
    public static (ulong Device, ulong Inode, long Size)? IdentityOf(string path) =>
        StatusOf(path) is FileStatus status ? (status.Device, status.Inode, status.Size) : null;

    private static FileStatus? StatusOf(string path) =>
        UnixName.From(path) is UnixName name
            && FileStatus.TryGet(Libc.AT_FDCWD, name, follow: true, out FileStatus status) == Errno.None ? status : null;

    /// <summary>Runs another program in our place. All signals are blocked from before that on.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its argv.</param>
    /// <param name="environment">Its environment.</param>
    /// <returns>Why that was not possible; then nothing has changed. Else it does not return.</returns>
    public static Errno Replace(string path, StringVector arguments, StringVector environment)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);

        // Between the exec and its first instructions the few that have handlers have none, and would end us.
        SignalSet before = SignalMask.Exchange(SignalSet.All);
        fixed (byte* terminated = Encoding.UTF8.GetBytes(path + "\0"))
        {
            _ = Libc.execve(terminated, arguments.Pointers, environment.Pointers);
        }

        Errno errno = Errors.Last;
        _ = SignalMask.Exchange(before);
        return errno;
    }
}
