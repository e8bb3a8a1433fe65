using System;
using System.Runtime.CompilerServices;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Sockets;

/// <summary>What came beside a message, cmsg(3): credentials, and descriptors, which are open here now.</summary>
internal unsafe ref struct AncillaryData
{
    private const int Alignment = 8;

    /// <summary>Room for all that the kernel can send: credentials, a pidfd, and the most descriptors.</summary>
    public static int Room =>
        Space(sizeof(Libc.ucred)) + Space(sizeof(int)) + Space(PassedDescriptors.AtOnce * sizeof(int));

    /// <summary>How much of it is to be given to recvmsg(2) now: descriptors for which there is no room the kernel drops.</summary>
    /// <param name="withSender">Whether the socket tells credentials. They come first.</param>
    public static int RoomNow(bool withSender) =>
        PassedDescriptors.TakeMore() ? Room : withSender ? Space(sizeof(Libc.ucred)) : 0;

    /// <summary>The sender; null where it was not told.</summary>
    public Libc.ucred? Credentials { get; private set; }

    /// <summary>A pidfd of the sender, or -1.</summary>
    public int SenderFd { get; private set; }

    /// <summary>How many descriptors are kept.</summary>
    public int Kept { get; private set; }

    /// <summary>Whether descriptors came, kept or not.</summary>
    public bool HadDescriptors { get; private set; }

    /// <summary>Reads all of them.</summary>
    /// <param name="control">What recvmsg(2) filled.</param>
    /// <param name="kept">Gets descriptors that came together, if there is room for all of them. All others are closed.</param>
    public static AncillaryData Read(ReadOnlySpan<byte> control, Span<int> kept)
    {
        AncillaryData found = new() { SenderFd = -1 };
        while (control.Length >= sizeof(Libc.cmsghdr))
        {
            var head = Unsafe.ReadUnaligned<Libc.cmsghdr>(in control[0]);
            int length = (int)Math.Clamp((ulong)head.cmsg_len, (ulong)sizeof(Libc.cmsghdr), (ulong)control.Length);
            if (head.cmsg_level == Libc.SOL_SOCKET)
            {
                found.Take(head.cmsg_type, control[sizeof(Libc.cmsghdr)..length], kept);
            }

            control = control[Math.Min(Aligned(length), control.Length)..];
        }

        PassedDescriptors.CloseKept();
        return found;
    }

    /// <summary>Writes descriptors that are to be passed.</summary>
    /// <param name="into">Where to, with <see cref="Space"/> for them.</param>
    /// <param name="descriptors">Which.</param>
    /// <returns>How many bytes these are; 0 for none.</returns>
    public static int Write(byte* into, ReadOnlySpan<int> descriptors)
    {
        if (descriptors.IsEmpty)
        {
            return 0;
        }

        int size = descriptors.Length * sizeof(int);
        new Span<byte>(into, Space(size)).Clear();
        *(Libc.cmsghdr*)into = new Libc.cmsghdr
        {
            cmsg_len = (nuint)(sizeof(Libc.cmsghdr) + size),
            cmsg_level = Libc.SOL_SOCKET,
            cmsg_type = Libc.SCM_RIGHTS,
        };
        descriptors.CopyTo(new Span<int>(into + sizeof(Libc.cmsghdr), descriptors.Length));
        return Space(size);
    }

    private void Take(int type, ReadOnlySpan<byte> data, Span<int> kept)
    {
        if (type == Libc.SCM_CREDENTIALS && data.Length >= sizeof(Libc.ucred))
        {
            Credentials = Unsafe.ReadUnaligned<Libc.ucred>(in data[0]);
        }
        else if (type == Libc.SCM_PIDFD && data.Length >= sizeof(int))
        {
            SenderFd = Unsafe.ReadUnaligned<int>(in data[0]); // an errno below zero where there is none
        }
        else if (type == Libc.SCM_RIGHTS)
        {
            HadDescriptors = true;
            bool isKept = Kept == 0 && data.Length <= kept.Length * sizeof(int);
            for (int at = 0; at + sizeof(int) <= data.Length; at += sizeof(int))
            {
                int fd = Unsafe.ReadUnaligned<int>(in data[at]);
                ForbidLinger(fd);
                if (isKept)
                {
                    kept[Kept++] = fd;
                }
                else
                {
                    PassedDescriptors.Add(fd);
                }
            }
        }
    }

    /// <summary>
    /// A socket with SO_LINGER makes its last close(2) wait for the peer, as long as whoever sent it likes. What is no socket
    /// is not concerned.
    /// </summary>
    private static void ForbidLinger(int fd)
    {
        long off = 0;
        _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_LINGER, &off, sizeof(long));
    }

    private static int Aligned(int length) => (length + Alignment - 1) & -Alignment;

    /// <summary>How many bytes something takes, with its head.</summary>
    public static int Space(int length) => sizeof(Libc.cmsghdr) + Aligned(length);
}
