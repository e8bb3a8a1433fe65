using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/socket.h</c>, <c>sys/un.h</c>.</summary>
internal static unsafe partial class Libc
{
    internal const int AF_UNIX = 1;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int SOCK_CLOEXEC = 0x80000;

    internal const int SOL_SOCKET = 1;
    internal const int SO_RCVBUF = 8;
    internal const int SO_OOBINLINE = 10;
    internal const int SO_LINGER = 13;
    internal const int SO_PASSCRED = 16;
    internal const int SO_PEERCRED = 17;
    internal const int SO_SNDTIMEO = 21;
    internal const int SO_RCVBUFFORCE = 33;
    internal const int SO_PEERGROUPS = 59;

    /// <summary>Since Linux 6.5, with SCM_PIDFD, which glibc does not name.</summary>
    internal const int SO_PASSPIDFD = 76;

    /// <summary>Since Linux 6.16.</summary>
    internal const int SO_PASSRIGHTS = 83;

    internal const int SCM_RIGHTS = 1;
    internal const int SCM_CREDENTIALS = 2;
    internal const int SCM_PIDFD = 4;

    internal const int MSG_PEEK = 0x2;
    internal const int MSG_CTRUNC = 0x8;
    internal const int MSG_TRUNC = 0x20;
    internal const int MSG_CMSG_CLOEXEC = 0x4000_0000;

    internal const int SHUT_RD = 0;
    internal const int SHUT_RDWR = 2;

    /// <summary>struct sockaddr_un: two bytes of family, then the path with its NUL.</summary>
    internal const int SizeOfSockaddrUn = 110;
    internal const int OffsetOfSunPath = 2;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(int sockfd, byte* addr, uint addrlen);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(int sockfd, byte* addr, uint addrlen);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int listen(int sockfd, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int accept4(int sockfd, byte* addr, uint* addrlen, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int shutdown(int sockfd, int how);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockopt(int sockfd, int level, int optname, void* optval, uint* optlen);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsockopt(int sockfd, int level, int optname, void* optval, uint optlen);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint sendmsg(int sockfd, msghdr* msg, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recvmsg(int sockfd, msghdr* msg, int flags);

    [StructLayout(LayoutKind.Sequential)]
    internal struct msghdr
    {
        internal void* msg_name;
        internal uint msg_namelen;
        internal iovec* msg_iov;
        internal nuint msg_iovlen;
        internal void* msg_control;
        internal nuint msg_controllen;
        internal int msg_flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct cmsghdr
    {
        internal nuint cmsg_len;
        internal int cmsg_level;
        internal int cmsg_type;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ucred
    {
        internal int pid;
        internal uint uid;
        internal uint gid;
    }
}
