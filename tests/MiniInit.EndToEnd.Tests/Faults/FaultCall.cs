using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>System calls by the names that the kernel has for them, with their numbers on x86-64 and arm64; −1 for none.</summary>
internal static class FaultCall
{
    private static readonly Dictionary<string, (int X64, int Arm64)> s_numbers = new()
    {
        ["accept4"] = (288, 242),
        ["bind"] = (49, 200),
        ["clock_gettime"] = (228, 113),
        ["clone"] = (56, 220),
        ["clone3"] = (435, 435),
        ["close"] = (3, 57),
        ["connect"] = (42, 203),
        ["dup2"] = (33, -1),
        ["dup3"] = (292, 24),
        ["epoll_create1"] = (291, 20),
        ["epoll_ctl"] = (233, 21),
        ["epoll_pwait"] = (281, 22),
        ["epoll_wait"] = (232, -1),
        ["eventfd2"] = (290, 19),
        ["execve"] = (59, 221),
        ["fchmod"] = (91, 52),
        ["fchmodat"] = (268, 53),
        ["fchown"] = (93, 55),
        ["fcntl"] = (72, 25),
        ["flock"] = (73, 32),
        ["fstatfs"] = (138, 44),
        ["getdents64"] = (217, 61),
        ["getsockopt"] = (55, 209),
        ["inotify_add_watch"] = (254, 27),
        ["inotify_init1"] = (294, 26),
        ["inotify_rm_watch"] = (255, 28),
        ["ioctl"] = (16, 29),
        ["kill"] = (62, 129),
        ["listen"] = (50, 201),
        ["madvise"] = (28, 233),
        ["mkdirat"] = (258, 34),
        ["memfd_create"] = (319, 279),
        ["mmap"] = (9, 222),
        ["mprotect"] = (10, 226),
        ["newfstatat"] = (262, 79),
        ["open"] = (2, -1),
        ["openat"] = (257, 56),
        ["pidfd_open"] = (434, 434),
        ["pidfd_send_signal"] = (424, 424),
        ["pipe2"] = (293, 59),
        ["poll"] = (7, -1),
        ["ppoll"] = (271, 73),
        ["prctl"] = (157, 167),
        ["prlimit64"] = (302, 261),
        ["pwrite64"] = (18, 68),
        ["pwritev2"] = (328, 287),
        ["read"] = (0, 63),
        ["readlinkat"] = (267, 78),
        ["recvmsg"] = (47, 212),
        ["renameat"] = (264, 38),
        ["renameat2"] = (316, 276),
        ["sendmsg"] = (46, 211),
        ["sendto"] = (44, 206),
        ["setpgid"] = (109, 154),
        ["setsid"] = (112, 157),
        ["setsockopt"] = (54, 208),
        ["shutdown"] = (48, 210),
        ["signalfd4"] = (289, 74),
        ["socket"] = (41, 198),
        ["statx"] = (332, 291),
        ["unlinkat"] = (263, 35),
        ["wait4"] = (61, 260),
        ["waitid"] = (247, 95),
        ["write"] = (1, 64),
    };

    /// <summary>Those that there are on this machine, of some by name.</summary>
    public static IEnumerable<int> Numbers(IEnumerable<string> names) => names.Select(Number).Where(number => number >= 0);

    /// <summary>Its number on this machine; −1 where it has none.</summary>
    public static int Number(string name) =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? s_numbers[name].Arm64 : s_numbers[name].X64;

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => s_numbers.Keys;
}
