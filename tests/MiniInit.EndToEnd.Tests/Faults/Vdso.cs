using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>
/// What a program asks for the time without a system call, vdso(7). One that does not find it asks the kernel, and so may be
/// answered by us.
/// </summary>
internal static partial class Vdso
{
    private const int Seize = 0x4206, Continue = 7, Detach = 17, TraceExec = 0x10, ExecEvent = 4;
    private const int NoHang = 1, AllKinds = 0x4000_0000, Trap = 5;
    private const ulong EndOfVector = 0, Ignored = 1, Address = 33;

    /// <summary>Where /proc/PID/stat has the address of the first words of the stack, counted behind the name.</summary>
    private const int StartOfStack = 25;

    /// <summary>Begins to trace a process, by this thread. It is no child of ours: of those our runtime may take the stops.</summary>
    public static void Watch(int pid) => Call(Seize, pid, TraceExec);

    /// <summary>Waits, in the same thread, until it becomes another program, hides it from that, and lets go.</summary>
    public static void HideAtExec(int pid)
    {
        int status = 0;
        while (true)
        {
            Wait.Until(() => waitpid(pid, out status, NoHang | AllKinds) == pid, $"process {pid} becomes its program");
            Assert.True((status & 0xff) == 0x7f, $"process {pid} has ended before it became its program: {status}");
            int signal = (status >> 8) & 0xff;
            if (status >> 16 == ExecEvent)
            {
                Hide(pid);
                Call(Detach, pid, 0);
                return;
            }

            Call(Continue, pid, status >> 16 == 0 && signal != Trap ? signal : 0);
        }
    }

    /// <summary>On the stack are the number of arguments, these, a 0, the variables, a 0, and then pairs of kind and value.</summary>
    private static void Hide(int pid)
    {
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        using FileStream memory = new($"/proc/{pid}/mem", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        memory.Position = long.Parse(fields[StartOfStack], CultureInfo.InvariantCulture);
        for (ulong left = Word(memory) + 1; left > 0; left--)
        {
            _ = Word(memory);
        }

        while (Word(memory) != 0)
        {
        }

        ulong kind;
        while ((kind = Word(memory)) is not (Address or EndOfVector))
        {
            _ = Word(memory);
        }

        Assert.Equal(Address, kind);
        memory.Position -= sizeof(ulong);
        memory.Write(BitConverter.GetBytes(Ignored));
    }

    private static ulong Word(FileStream memory)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        memory.ReadExactly(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    private static void Call(nint request, int pid, nint data) =>
        Assert.True(ptrace(request, pid, 0, data) >= 0, $"cannot trace process {pid}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint ptrace(nint request, int pid, nint address, nint data);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int pid, out int status, int options);
}
