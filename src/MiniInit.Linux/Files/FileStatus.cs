using System;
using System.Runtime.CompilerServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>What stat(2) tells of a file.</summary>
/// <param name="TypeAndMode">st_mode.</param>
/// <param name="UserId">The owner.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Size">In bytes; 0 for many files of /proc that are not empty.</param>
/// <param name="Links">How many names the file has.</param>
/// <param name="Device">With <paramref name="Inode"/>, which file it is.</param>
/// <param name="Inode">The number of the file on its device.</param>
internal readonly record struct FileStatus(
    uint TypeAndMode, uint UserId, uint GroupId, long Size, uint Links, ulong Device, ulong Inode)
{
    /// <summary>Permission bits with set-id and sticky bit.</summary>
    public uint Mode => TypeAndMode & 0xFFF;

    /// <summary>Whether others than the owner may write to it.</summary>
    public bool IsOpenToOthers => (TypeAndMode & (Libc.S_IWGRP | Libc.S_IWOTH)) != 0;

    /// <summary>Whether another one is of the same file.</summary>
    public bool IsSame(in FileStatus other) => (Device, Inode) == (other.Device, other.Inode);

    public bool IsFile => Type == Libc.S_IFREG;

    public bool IsFolder => Type == Libc.S_IFDIR;

    public bool IsSocket => Type == Libc.S_IFSOCK;

    public bool IsLink => Type == Libc.S_IFLNK;

    /// <summary>What it is, for messages.</summary>
    public string Kind => Type switch
    {
        Libc.S_IFREG => "a regular file",
        Libc.S_IFDIR => "a folder",
        Libc.S_IFLNK => "a symbolic link",
        Libc.S_IFIFO => "a FIFO",
        Libc.S_IFSOCK => "a socket",
        Libc.S_IFCHR or Libc.S_IFBLK => "a device",
        _ => "no regular file",
    };

    private uint Type => TypeAndMode & Libc.S_IFMT;

    /// <summary>Of an open file.</summary>
    public static Errno TryGet(OwnedFd fd, out FileStatus status) => TryGet(fd.Number, out status);

    /// <summary>Of an open file.</summary>
    public static Errno TryGet(int fd, out FileStatus status) => TryGet(fd, [0], Libc.AT_EMPTY_PATH, out status);

    /// <summary>Of a name, without opening the file: opening a device may set it in motion.</summary>
    /// <param name="folder">An open folder, or AT_FDCWD.</param>
    /// <param name="name">A name there, or a path.</param>
    /// <param name="follow">Whether a link stands for what it leads to.</param>
    /// <param name="status">What is known of it.</param>
    public static Errno TryGet(int folder, UnixName name, bool follow, out FileStatus status) =>
        TryGet(folder, name.Terminated, follow ? 0 : Libc.AT_SYMLINK_NOFOLLOW, out status);

    private static unsafe Errno TryGet(
        int folder, ReadOnlySpan<byte> terminated, int flags, out FileStatus status)
    {
        byte* buffer = stackalloc byte[Libc.SizeOfStat];
        fixed (byte* path = terminated)
        {
            while (Libc.syscall(Libc.SYS_newfstatat, folder, (nint)path, (nint)buffer, flags, 0) < 0)
            {
                if (Errors.Last != Errno.EINTR) // a network file system may be interrupted
                {
                    status = default;
                    return Errors.Last;
                }
            }
        }

        status = new FileStatus(
            Unsafe.ReadUnaligned<uint>(buffer + Libc.OffsetOfStatMode),
            Unsafe.ReadUnaligned<uint>(buffer + Libc.OffsetOfStatUser),
            Unsafe.ReadUnaligned<uint>(buffer + Libc.OffsetOfStatGroup),
            Unsafe.ReadUnaligned<long>(buffer + Libc.OffsetOfStatSize),
            Unsafe.ReadUnaligned<uint>(buffer + Libc.OffsetOfStatLinks),
            Unsafe.ReadUnaligned<ulong>(buffer + Libc.OffsetOfStatDevice),
            Unsafe.ReadUnaligned<ulong>(buffer + Libc.OffsetOfStatInode));
        return Errno.None;
    }
}
