using System;
using System.Runtime.CompilerServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Who may have written a file that is to be run with our rights.</summary>
/// <param name="UserId">Who we are.</param>
/// <param name="GroupId">Our group.</param>
/// <remarks>
/// <para>The owner is root or us, and nobody else may write. A group may write only if it is root's or our own: where
/// each user has a group of one (Debian, Fedora), umask 002 makes such files. Who uses access control lists shows
/// them as the rights of the group, so these are judged in the same way.</para>
/// <para>In a folder that others may write to, they may rename and replace. With the sticky bit they may only add,
/// and what they add is theirs, except for second names of files of ours.</para>
/// <para>Nobody writes through a read-only mount whatever the mode says: Kubernetes mounts its volumes so, with a
/// folder of mode 0777 at the top.</para>
/// </remarks>
internal sealed record TrustRules(uint UserId, uint GroupId)
{
    private const uint Unmapped = 65_534; // overflowuid: nobody, and every id that a user namespace does not map

    public static TrustRules Current => new(CurrentProcess.EffectiveUserId, CurrentProcess.EffectiveGroupId);

    /// <summary>Why a file is not to be trusted, and what to do about it; null for one that is.</summary>
    /// <param name="status">The file.</param>
    /// <param name="fd">The same, open.</param>
    /// <param name="inSharedFolder">Whether others may add names to its folder.</param>
    public string? DoubtOfFile(in FileStatus status, OwnedFd fd, bool inSharedFolder)
    {
        string? doubt = DoubtOfOwner(status) ?? DoubtOfWriters(status, fd, "write to it");
        return doubt is null && inSharedFolder && status.Links > 1
            ? $"it has {status.Links} names (hard links), and others may have made this one; "
                + "take their right to write to the folder away with chmod o-w"
            : doubt;
    }

    /// <summary>As for a file.</summary>
    /// <param name="status">The folder.</param>
    /// <param name="fd">The same, open.</param>
    /// <param name="isShared">Whether others may add names, though they cannot replace any.</param>
    public string? DoubtOfFolder(in FileStatus status, OwnedFd fd, out bool isShared)
    {
        isShared = false;
        string? doubt = DoubtOfOwner(status);
        string? writers = DoubtOfWriters(status, fd, "add and rename files in it");
        if (doubt is null && writers is not null && (status.Mode & Libc.S_ISVTX) != 0)
        {
            isShared = true;
            return null;
        }

        return doubt ?? writers;
    }

    /// <summary>Why an owner is not to be trusted; null for one who is.</summary>
    public string? DoubtOfOwner(in FileStatus status)
    {
        if (status.UserId == 0 || status.UserId == UserId)
        {
            return null;
        }

        string whom = UserId == 0 ? "not root" : $"neither root nor us (uid {UserId})";
        string nobody = status.UserId == Unmapped ? " (nobody, or a user unknown in this container)" : "";
        string heir = UserId == 0 ? "root" : "one of them";
        return $"its owner is uid {status.UserId}{nobody}, {whom}; give it to {heir} with chown";
    }

    private string? DoubtOfWriters(in FileStatus status, OwnedFd fd, string deed)
    {
        bool group = (status.Mode & Libc.S_IWGRP) != 0 && status.GroupId != 0 && status.GroupId != GroupId;
        bool others = (status.Mode & Libc.S_IWOTH) != 0;
        if ((!group && !others) || IsReadOnly(fd))
        {
            return null;
        }

        string mode = Convert.ToString(status.Mode, 8).PadLeft(4, '0');
        return others
            ? $"others may {deed} (mode {mode}); take that right away with chmod {(group ? "go-w" : "o-w")}"
            : $"its group, gid {status.GroupId}, may {deed} (mode {mode}); take that right away with chmod g-w";
    }

    private static unsafe bool IsReadOnly(OwnedFd fd)
    {
        byte* buffer = stackalloc byte[Libc.SizeOfStatfs];
        return Libc.fstatfs(fd.Number, (long*)buffer) == 0
            && (Unsafe.ReadUnaligned<long>(buffer + Libc.OffsetOfStatfsFlags) & Libc.ST_RDONLY) != 0;
    }
}
