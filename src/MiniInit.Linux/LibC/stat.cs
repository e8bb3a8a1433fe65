using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary>
/// <c>struct stat</c> as the kernel fills it; it differs by architecture. Old container profiles deny statx(2), which
/// is laid out alike everywhere, and a check of an owner must not depend on them.
/// </summary>
internal static partial class Libc
{
    internal static int SizeOfStat => Arm64 ? 128 : 144;
    internal const int OffsetOfStatDevice = 0;
    internal const int OffsetOfStatInode = 8;
    internal static int OffsetOfStatMode => Arm64 ? 16 : 24;

    /// <summary>Eight bytes on x86-64, four on arm64: the low four are read.</summary>
    internal static int OffsetOfStatLinks => Arm64 ? 20 : 16;
    internal static int OffsetOfStatUser => Arm64 ? 24 : 28;
    internal static int OffsetOfStatGroup => Arm64 ? 28 : 32;
    internal const int OffsetOfStatSize = 48;

    /// <summary>struct statfs is the same on all 64-bit architectures.</summary>
    internal const int SizeOfStatfs = 120;
    internal const int OffsetOfStatfsFlags = 80;
}
