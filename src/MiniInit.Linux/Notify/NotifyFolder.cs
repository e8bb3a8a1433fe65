using System;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Notify;

/// <summary>The folder of the socket, which nobody else may write to.</summary>
internal static unsafe class NotifyFolder
{
    private const uint Mode = 0x1ED; // 0755: jobs of all users pass through it
    private const uint Passable = 1;
    private const uint WritableByOthers = Libc.S_IWGRP | Libc.S_IWOTH;

    /// <summary>What the name of each of our sockets begins with.</summary>
    public const string Prefix = "notify.";

    /// <summary>Makes a folder, or checks the one that is there.</summary>
    /// <param name="path">The folder; the one above it must be there.</param>
    /// <param name="isPassable">Whether all users may reach what is in it.</param>
    /// <returns>Why it cannot be used; null if it can.</returns>
    public static string? WhyNot(string path, out bool isPassable)
    {
        isPassable = false;
        if (UnixName.From(path) is not { } name)
        {
            return "a path cannot hold a NUL character";
        }

        fixed (byte* pointer = name.Terminated)
        {
            if (Libc.mkdir(pointer, Mode) == 0)
            {
                _ = Libc.chmod(pointer, Mode); // the umask may have taken rights away
            }
            else if (Errors.Last != Errno.EEXIST)
            {
                return Errors.Describe(Errors.Last);
            }
        }

        Errno errno = FileStatus.TryGet(Libc.AT_FDCWD, name, follow: false, out FileStatus status);
        isPassable = (status.Mode & Passable) != 0;
        return errno != Errno.None ? Errors.Describe(errno)
            : !status.IsFolder ? $"it is {status.Kind}, not a folder"
            : status.UserId != CurrentProcess.EffectiveUserId ? $"its owner is uid {status.UserId}, not us"
            : (status.Mode & WritableByOthers) != 0 ? "others may write to it"
            : null;
    }

    /// <summary>
    /// Removes sockets of inits that were killed: names are never used again, so that none of a living one is taken.
    /// </summary>
    public static void Clean(string path)
    {
        using var listing = DirectoryListing.TryOpen(path);
        for (int i = 0; i < NotifySocketLimits.LeftBehind && listing?.TryNext(out ReadOnlySpan<byte> name) == true; i++)
        {
            string text = Encoding.UTF8.GetString(name);
            if (text.StartsWith(Prefix, StringComparison.Ordinal)
                && UnixAddress.From($"{path}/{text}") is { } address && IsLeftBehind(address))
            {
                Remove(address);
            }
        }
    }

    /// <summary>Removes the name of a socket.</summary>
    public static void Remove(UnixAddress address)
    {
        fixed (byte* pointer = address.Path)
        {
            _ = Libc.unlink(pointer);
        }
    }

    /// <summary>Whether nobody has the socket open any more: it refuses, which a bound one never does.</summary>
    private static bool IsLeftBehind(UnixAddress address)
    {
        int fd = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        if (fd < 0)
        {
            return false;
        }

        using OwnedFd probe = new(fd);
        fixed (byte* pointer = address.Bytes)
        {
            return Libc.connect(fd, pointer, (uint)address.Bytes.Length) < 0 && Errors.Last == Errno.ECONNREFUSED;
        }
    }
}
