using System;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Tests.Notify;

/// <summary>A datagram as any program can make it, with descriptors of ours if wanted.</summary>
internal static unsafe partial class NotifySender
{
    public static Errno Send(string path, string text, params OwnedFd[] fds) =>
        Send(path, Encoding.UTF8.GetBytes(text), fds);

    public static Errno Send(string path, byte[] text, params OwnedFd[] fds)
    {
        int number = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        Assert.True(number >= 0);
        using OwnedFd socket = new(number);
        int size = 1 << 20;
        Assert.Equal(0, Libc.setsockopt(number, Libc.SOL_SOCKET, 7, &size, 4)); // SO_SNDBUF
        byte[] address = UnixAddress.From(path)!.Bytes.ToArray();
        byte[] control = new byte[16 + (((fds.Length * 4) + 7) & -8)];
        fixed (byte* name = address, data = text, beside = control)
        {
            *(Libc.cmsghdr*)beside = new Libc.cmsghdr
            {
                cmsg_len = (nuint)(16 + (fds.Length * 4)),
                cmsg_level = Libc.SOL_SOCKET,
                cmsg_type = Libc.SCM_RIGHTS,
            };
            for (int i = 0; i < fds.Length; i++)
            {
                ((int*)(beside + 16))[i] = fds[i].Number;
            }

            Libc.iovec part = new() { iov_base = data, iov_len = (nuint)text.Length };
            Libc.msghdr head = new()
            {
                msg_name = name,
                msg_namelen = (uint)address.Length,
                msg_iov = &part,
                msg_iovlen = 1,
                msg_control = fds.Length > 0 ? beside : null,
                msg_controllen = fds.Length > 0 ? (nuint)control.Length : 0,
            };
            return sendmsg(number, &head, Libc.MSG_DONTWAIT) == text.Length ? Errno.None : Errors.Last;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint sendmsg(int socket, Libc.msghdr* head, int flags);
}
