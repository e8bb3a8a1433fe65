using System.Runtime.InteropServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tracing;

/// <summary>
/// Reads which system call a thread makes: all that differs between processors is in this file. Of a program for another
/// processor (32 bits on a 64-bit machine) nothing is read; its forks and execs are told all the same.
/// </summary>
public static unsafe class CallReader
{
    /// <summary>The bit that marks calls of x32, which have the numbers of x86-64.</summary>
    private const ulong X32 = 0x40000000;

    /// <summary>struct user_regs_struct of x86-64 in registers, and that of arm64 (x0–x30, sp, pc, pstate).</summary>
    private const int RegistersX64 = 27, RegistersArm64 = 34;

    /// <summary>Whether the registers of this processor are known.</summary>
    public static bool KnowsProcessor => RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Reads the call that a thread stands at.</summary>
    /// <param name="thread">Its id, in a <see cref="TraceStopKind.Call"/>.</param>
    /// <param name="isEntry">Whether it began one, as far as we can count; Linux 5.3 and later say so themselves.</param>
    /// <returns>The call; null when the thread is gone, or not one of this processor.</returns>
    public static CallStop? TryRead(int thread, bool isEntry)
    {
        Libc.__ptrace_syscall_info info;
        Errno errno = Tracee.Call(Libc.PTRACE_GET_SYSCALL_INFO, thread, sizeof(Libc.__ptrace_syscall_info), (nint)(&info));
        if (errno == Errno.EIO)
        {
            return TryReadRegisters(thread, isEntry);
        }

        uint native = IsArm64 ? Libc.AUDIT_ARCH_AARCH64 : Libc.AUDIT_ARCH_X86_64;
        return errno != Errno.None || info.arch != native ? null : info.op switch
        {
            Libc.PTRACE_SYSCALL_INFO_ENTRY =>
                Entry(info.entry[0], info.entry[1], info.entry[2], info.entry[3]),
            Libc.PTRACE_SYSCALL_INFO_EXIT => Exit((long)info.entry[0]),
            _ => null,
        };
    }

    /// <summary>The same by the registers, as before Linux 5.3.</summary>
    internal static CallStop? TryReadRegisters(int thread, bool isEntry)
    {
        int count = IsArm64 ? RegistersArm64 : RegistersX64;
        ulong* registers = stackalloc ulong[count];
        var vector = new Libc.iovec { iov_base = registers, iov_len = (nuint)count * sizeof(ulong) };
        if (Tracee.Call(Libc.PTRACE_GETREGSET, thread, Libc.NT_PRSTATUS, (nint)(&vector)) != Errno.None
            || vector.iov_len != (nuint)count * sizeof(ulong))
        {
            return null;
        }

        // x86-64: rax is 10, rdx 12, rsi 13, rdi 14, orig_rax 15. arm64: the number is in x8.
        return IsArm64
            ? isEntry ? Entry(registers[8], registers[0], registers[1], registers[2]) : Exit((long)registers[0])
            : isEntry ? Entry(registers[15], registers[14], registers[13], registers[12]) : Exit((long)registers[10]);
    }

    private static CallStop Exit(long result) => new(IsEntry: false, TracedCall.Other, 0, 0, 0, result);

    private static CallStop Entry(ulong number, ulong first, ulong second, ulong third)
    {
        TracedCall call = IsArm64 ? OfArm64(number) : OfX64(number & ~X32);
        return new CallStop(IsEntry: true, call, first, second, third, 0);
    }

    private static TracedCall OfX64(ulong number) => number switch
    {
        3 => TracedCall.Close,
        2 or 32 or 41 or 85 or 257 or 288 or 437 => TracedCall.Open,
        72 => TracedCall.Fcntl,
        33 or 292 => TracedCall.Replace,
        56 => TracedCall.Clone,
        57 => TracedCall.Fork,
        58 => TracedCall.Vfork,
        105 or 113 or 117 => TracedCall.Setuid,
        109 => TracedCall.Setpgid,
        112 => TracedCall.Setsid,
        157 => TracedCall.Prctl,
        435 => TracedCall.Clone3,
        436 => TracedCall.CloseRange,
        _ => TracedCall.Other,
    };

    private static TracedCall OfArm64(ulong number) => number switch
    {
        57 => TracedCall.Close,
        23 or 56 or 198 or 242 or 437 => TracedCall.Open,
        25 => TracedCall.Fcntl,
        24 => TracedCall.Replace,
        145 or 146 or 147 => TracedCall.Setuid,
        154 => TracedCall.Setpgid,
        157 => TracedCall.Setsid,
        167 => TracedCall.Prctl,
        220 => TracedCall.Clone,
        435 => TracedCall.Clone3,
        436 => TracedCall.CloseRange,
        _ => TracedCall.Other,
    };
}
