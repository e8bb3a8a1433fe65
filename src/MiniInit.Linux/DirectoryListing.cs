using System;
using System.Runtime.CompilerServices;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The names in a directory, getdents64(2), without an allocation for each.</summary>
public sealed unsafe class DirectoryListing : IDisposable
{
    private const int BufferSize = 8192;

    // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name.
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    private readonly OwnedFd _fd;
    // Not pinned: the runtime takes back what is only when it collects everything, which is after very many listings.
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private int _position;
    private int _end;

    private DirectoryListing(OwnedFd fd) => _fd = fd;

    /// <summary>The descriptor it reads from.</summary>
    public int Number => _fd.Number;

    /// <summary>Opens <paramref name="path"/>, or null where that is not to be had.</summary>
    /// <param name="path">A directory.</param>
    public static DirectoryListing? TryOpen(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        fixed (byte* pointer = Encoding.UTF8.GetBytes(path + "\0"))
        {
            int fd = Retried.Open(pointer, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC | Libc.O_NOCTTY);
            return fd >= 0 ? new DirectoryListing(new OwnedFd(fd)) : null;
        }
    }

    /// <summary>The names in a folder that is open; its descriptor stays the caller's, so the listing is not disposed of.</summary>
    /// <param name="fd">A directory, open for reading, of which nothing has been listed.</param>
    internal static DirectoryListing Over(OwnedFd fd) => new(fd);

    /// <summary>Why there is no further name; none at the end.</summary>
    public Errno Error { get; private set; }

    /// <summary>What the last name stands for, where the file system says so unasked.</summary>
    public EntryKind Kind { get; private set; }

    /// <summary>The next name.</summary>
    /// <param name="name">Valid until the next call.</param>
    /// <returns>False at the end, and where reading fails; <see cref="Error"/> tells them apart.</returns>
    public bool TryNext(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (_position >= _end && !Refill())
        {
            return false;
        }

        int start = _position;
        ref byte entry = ref _buffer[start];
        int length = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref entry, LengthOffset));
        _position += length;
        Kind = Unsafe.Add(ref entry, TypeOffset) switch
        {
            Libc.DT_UNKNOWN => EntryKind.Unknown,
            Libc.DT_DIR => EntryKind.Folder,
            Libc.DT_LNK => EntryKind.Link,
            _ => EntryKind.Other,
        };
        name = _buffer.AsSpan(start + NameOffset, length - NameOffset);
        name = name[..name.IndexOf((byte)0)];
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _fd.Dispose();

    private bool Refill()
    {
        fixed (byte* buffer = _buffer)
        {
            _position = 0;
            do
            {
                _end = (int)Libc.syscall(Libc.SYS_getdents64, _fd.Number, (nint)buffer, BufferSize, 0, 0);
                Error = _end < 0 ? Errors.Last : Errno.None;
            }
            while (Error == Errno.EINTR); // a network file system may be interrupted

            return _end > 0;
        }
    }
}
