using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Tests.LibC;

/// <summary>Every structure and constant of the bindings against the C headers of this machine.</summary>
[Collection(nameof(StartsPrograms))]
public sealed class LayoutTests
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <dirent.h>
        #include <errno.h>
        #include <elf.h>
        #include <fcntl.h>
        #include <linux/audit.h>
        #include <linux/capability.h>
        #include <linux/ioprio.h>
        #include <linux/magic.h>
        #include <poll.h>
        #include <sched.h>
        #include <signal.h>
        #include <stddef.h>
        #include <stdio.h>
        #include <sys/epoll.h>
        #include <sys/file.h>
        #include <sys/eventfd.h>
        #include <sys/inotify.h>
        #include <sys/ioctl.h>
        #include <sys/mman.h>
        #include <sys/prctl.h>
        #include <sys/ptrace.h>
        #include <sys/resource.h>
        #include <sys/signalfd.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/statfs.h>
        #include <sys/statvfs.h>
        #include <sys/syscall.h>
        #include <sys/uio.h>
        #include <sys/un.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>
        #ifndef SO_PASSPIDFD /* newer than the headers of Debian 12 */
        #define SO_PASSPIDFD 76
        #endif
        #ifndef CLONE_INTO_CGROUP /* in linux/sched.h, which does not go with sched.h */
        #define CLONE_INTO_CGROUP 0x200000000LL
        #endif
        #ifndef SO_PASSRIGHTS
        #define SO_PASSRIGHTS 83
        #endif
        #ifndef SCM_PIDFD
        #define SCM_PIDFD 4
        #endif
        #ifndef PID_FS_MAGIC
        #define PID_FS_MAGIC 0x50494446
        #endif
        #ifndef PIDFD_GET_INFO /* linux/pidfd.h of Linux 6.13 */
        #include <linux/types.h>
        struct pidfd_info {
            __u64 mask, cgroupid;
            __u32 pid, tgid, ppid, ruid, rgid, euid, egid, suid, sgid, fsuid, fsgid;
            __s32 exit_code;
        };
        #define PIDFD_GET_INFO _IOWR(0xFF, 11, struct pidfd_info)
        #endif
        #ifndef MFD_NOEXEC_SEAL
        #define MFD_NOEXEC_SEAL 8
        #endif

        """;

    // glibc hides the kernel's struct sigaction behind its own.
    private const string KernelSignalHeaders = """
        #include <stddef.h>
        #include <stdio.h>
        #include <asm/signal.h>

        """;

    private const BindingFlags Members =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Constants_are_those_of_the_headers()
    {
        IEnumerable<(string, long)> constants = typeof(Libc).GetFields(Members).Where(f => f.IsLiteral)
            .Where(f => !f.Name.StartsWith("SizeOf", StringComparison.Ordinal))
            .Where(f => !f.Name.StartsWith("OffsetOf", StringComparison.Ordinal))
            .Select(f => ($"(long long)({f.Name})", Number(f.GetRawConstantValue()!)));
        IEnumerable<(string, long)> properties = typeof(Libc).GetProperties(Members)
            .Where(p => p.Name.Contains('_', StringComparison.Ordinal))
            .Select(p => ($"(long long)({p.Name})", Number(p.GetValue(null)!)));
        AssertSame(Headers, [.. constants, .. properties], atLeast: 80);
    }

    [Fact]
    public void Resources_have_the_numbers_of_the_headers() => AssertSame(
        Headers,
        [
            .. Enum.GetValues<SpawnResource>()
                .Select(r => ($"(long long)(RLIMIT_{r.ToString().ToUpperInvariant()})", (long)r)),
        ],
        atLeast: 16);

    [Fact]
    public void Classes_of_io_have_the_numbers_of_the_headers()
    {
        string[] names = ["IOPRIO_CLASS_NONE", "IOPRIO_CLASS_RT", "IOPRIO_CLASS_BE", "IOPRIO_CLASS_IDLE"];
        AssertSame(
            Headers,
            [.. Enum.GetValues<SpawnIoClass>().Select(c => ($"(long long)({names[(int)c]})", (long)c))],
            atLeast: 4);
    }

    [Fact]
    public void Structures_are_laid_out_as_in_the_headers()
    {
        var expected = new List<(string, long)>();
        foreach (Type type in typeof(Libc).GetNestedTypes(Members).Where(t => t.IsValueType && t.Name != "kernel_sigaction"))
        {
            string name = type.Name == "siginfo_child" ? "siginfo_t" : $"struct {type.Name.Replace("_t", "", StringComparison.Ordinal)}";
            Add(expected, type, name, "");
        }

        expected.Add(("sizeof(struct epoll_event)", Libc.SizeOfEpollEvent));
        expected.Add(("offsetof(struct epoll_event, events)", 0));
        expected.Add(("offsetof(struct epoll_event, data)", Libc.OffsetOfEpollData));
        expected.Add(("sizeof(struct stat)", Libc.SizeOfStat));
        expected.Add(("offsetof(struct stat, st_dev)", Libc.OffsetOfStatDevice));
        expected.Add(("offsetof(struct stat, st_ino)", Libc.OffsetOfStatInode));
        expected.Add(("offsetof(struct stat, st_mode)", Libc.OffsetOfStatMode));
        expected.Add(("offsetof(struct stat, st_nlink)", Libc.OffsetOfStatLinks));
        expected.Add(("offsetof(struct stat, st_uid)", Libc.OffsetOfStatUser));
        expected.Add(("offsetof(struct stat, st_gid)", Libc.OffsetOfStatGroup));
        expected.Add(("offsetof(struct stat, st_size)", Libc.OffsetOfStatSize));
        expected.Add(("sizeof(struct sockaddr_un)", Libc.SizeOfSockaddrUn));
        expected.Add(("offsetof(struct sockaddr_un, sun_path)", Libc.OffsetOfSunPath));
        expected.Add(("sizeof(struct statfs)", Libc.SizeOfStatfs));
        expected.Add(("offsetof(struct statfs, f_flags)", Libc.OffsetOfStatfsFlags));
        AssertSame(Headers, expected, atLeast: 30);
    }

    [Fact]
    public void The_kernels_sigaction_is_laid_out_as_in_its_headers()
    {
        var expected = new List<(string, long)> { ("sizeof(sigset_t)", (long)Libc.SizeOfSigset) };
        Add(expected, typeof(Libc.kernel_sigaction), "struct sigaction", "sa_");
        AssertSame(KernelSignalHeaders, expected, atLeast: 6);
    }

    [Theory]
    [InlineData("signalfd_siginfo", 128)]
    [InlineData("siginfo_child", 128)]
    [InlineData("rusage", 144)]
    [InlineData("statx_t", 256)]
    [InlineData("kernel_sigaction", 32)]
    [InlineData("iovec", 16)]
    [InlineData("pollfd", 8)]
    [InlineData("rlimit", 16)]
    [InlineData("timespec", 16)]
    [InlineData("inotify_event", 16)]
    [InlineData("msghdr", 56)]
    [InlineData("cmsghdr", 16)]
    [InlineData("ucred", 12)]
    public void Structures_have_the_known_sizes_of_64_bit_linux(string name, int size) =>
        Assert.Equal(size, Marshal.SizeOf(typeof(Libc).GetNestedType(name, Members)!));

    [Fact]
    public void Epoll_event_is_packed_on_x64_only()
    {
        bool packed = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Assert.Equal((packed ? 12 : 16, packed ? 4 : 8), (Libc.SizeOfEpollEvent, Libc.OffsetOfEpollData));
    }

    private static void Add(List<(string, long)> expected, Type type, string name, string prefix)
    {
        expected.Add(($"sizeof({name})", Marshal.SizeOf(type)));
        foreach (FieldInfo field in type.GetFields(Members))
        {
            expected.Add(($"offsetof({name}, {prefix}{field.Name})", (long)Marshal.OffsetOf(type, field.Name)));
        }
    }

    private static void AssertSame(string headers, List<(string Expression, long Value)> expected, int atLeast)
    {
        Assert.InRange(expected.Count, atLeast, int.MaxValue);
        var source = new StringBuilder(headers).Append("int main(void) {\n");
        foreach ((string expression, _) in expected)
        {
            _ = source.Append($"printf(\"%s = %lld\\n\", \"{expression}\", (long long){expression});\n");
        }

        Assert.Equal(expected.Select(e => $"{e.Expression} = {e.Value}"), CCompiler.Run(source.Append("}\n").ToString()));
    }

    private static long Number(object value) => value switch
    {
        nint pointer => pointer,
        nuint pointer => (long)pointer,
        ulong bits => unchecked((long)bits),
        _ => Convert.ToInt64(value),
    };
}
