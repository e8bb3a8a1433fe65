using System;
using System.Collections.Generic;
using System.Globalization;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Control;

/// <summary>Where the control socket is, for both sides.</summary>
public static class ControlPaths
{
    /// <summary>The variable that tells its path.</summary>
    public const string Variable = "MINIINIT_SOCKET";

    /// <summary>Where the folders of users are while they are logged in.</summary>
    public const string RuntimeFolders = "/run/user";

    /// <summary>Where a user has one in place of that, less the number of the user.</summary>
    public const string FallbackPrefix = "/tmp/miniinit-";

    private const string Name = "control";

    /// <summary>The paths to try, the best first.</summary>
    /// <param name="option">What an option or the configuration says; null for nothing.</param>
    /// <param name="variable">The value of <see cref="Variable"/>; null or empty for nothing.</param>
    /// <param name="uid">Whose init it is.</param>
    /// <returns>One path where one was given: nothing else is tried then.</returns>
    public static IReadOnlyList<string> Of(string? option, string? variable, uint uid) =>
        (option ?? (variable is "" ? null : variable)) is string given
            ? [given]
            : [$"/run/miniinit/{Name}", $"{FallbackFolder(uid)}/{Name}"];

    /// <summary>The folders in which the inits of a user's sessions have their files, the best first.</summary>
    /// <param name="uid">Whose.</param>
    /// <param name="runtimeDirectory"><c>XDG_RUNTIME_DIR</c>; null or empty for none, as after su(1) or by cron(8).</param>
    public static IReadOnlyList<string> SessionFolders(uint uid, string? runtimeDirectory)
    {
        string usual = $"{RuntimeFolders}/{uid}";
        string runtime = runtimeDirectory?.StartsWith('/') == true ? runtimeDirectory.TrimEnd('/') : usual;
        List<string> folders = [$"{runtime}/miniinit/sessions"];
        if (runtime != usual)
        {
            folders.Add($"{usual}/miniinit/sessions");
        }

        folders.Add($"{FallbackFolder(uid)}/sessions");
        return folders;
    }

    /// <summary>The user whose runtime folder, or folder in its place, a path leads through; null for any other path.</summary>
    /// <param name="path">Any path.</param>
    public static uint? UserOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Number(path, RuntimeFolders + "/") ?? Number(path, FallbackPrefix);
    }

    /// <summary>The path where an init is to be found: the first that is there, else the first.</summary>
    /// <param name="paths">What <see cref="Of"/> gave.</param>
    /// <param name="uid">As for <see cref="Of"/>: in /tmp everyone may make a folder of that name.</param>
    public static string FirstThere(IReadOnlyList<string> paths, uint uid)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (string path in paths)
        {
            if (IsThere(path) && (path != $"{FallbackFolder(uid)}/{Name}" || IsOwn(FallbackFolder(uid), uid)))
            {
                return path;
            }
        }

        return paths[0];
    }

    /// <summary>Makes the folder of a path if the one above it is there. That it cannot be made is told when the socket is.</summary>
    /// <param name="path">Where the socket is to be.</param>
    public static void MakeFolder(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int slash = path.LastIndexOf('/');
        if (slash > 0)
        {
            SocketFolder.TryOpen(path[..slash], out _)?.Dispose();
        }
    }

    private static string FallbackFolder(uint uid) => $"{FallbackPrefix}{uid}";

    private static uint? Number(string path, string prefix)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = path.AsSpan(prefix.Length);
        int end = rest.IndexOf('/');
        return uint.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number
            : null;
    }

    private static bool IsThere(string path) => Look(path) is not null;

    private static bool IsOwn(string folder, uint uid) => Look(folder) is { IsFolder: true } found && found.UserId == uid;

    private static FileStatus? Look(string path) =>
        UnixName.From(path) is { } name
        && FileStatus.TryGet(Libc.AT_FDCWD, name, follow: false, out FileStatus status) == Errno.None
            ? status
            : null;
}
