using System.Runtime.InteropServices;

namespace MiniInit.Bench;

internal static unsafe partial class LibC
{
    internal const int AF_UNIX = 1;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int MSG_DONTWAIT = 0x40;
    internal const int MSG_NOSIGNAL = 0x4000;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(int descriptor, byte* address, uint size);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint send(int descriptor, byte* buffer, nint size, int flags);
}
