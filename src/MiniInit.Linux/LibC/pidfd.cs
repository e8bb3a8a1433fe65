using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>linux/pidfd.h</c>: what a pidfd tells of its process.</summary>
internal static unsafe partial class Libc
{
    /// <summary>_IOWR(0xFF, 11, struct pidfd_info of its first version).</summary>
    internal const nuint PIDFD_GET_INFO = 0xC040_FF0B;

    /// <summary>struct pidfd_info, as it was at first; all of it is told whatever the mask asks for.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    internal struct pidfd_info
    {
        [FieldOffset(0)] internal ulong mask;
        [FieldOffset(16)] internal uint pid;
        [FieldOffset(24)] internal uint ppid;
    }
}
