using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>A system call that waits for our answer.</summary>
/// <param name="Id">Of this one call.</param>
/// <param name="Pid">Of the thread that makes it, as we see it.</param>
/// <param name="Number">Which call.</param>
/// <param name="Arguments">As they are in its registers.</param>
internal readonly record struct CallNotice(ulong Id, int Pid, int Number, ulong[] Arguments)
{
    /// <summary>What the descriptor leads to that is its argument of that index.</summary>
    public string File(int argument)
    {
        try
        {
            return System.IO.File.ResolveLinkTarget($"/proc/{Pid}/fd/{(int)Arguments[argument]}", false)?.FullName ?? "";
        }
        catch (System.IO.IOException)
        {
            return "";
        }
    }
}

/// <summary>The descriptor to which the filter of another process sends its calls, seccomp_unotify(2).</summary>
internal sealed unsafe partial class Listener : IDisposable
{
    private const int PidFdOpen = 434, PidFdGetFd = 438, ArgumentCount = 6;
    private const nuint Receive = 0xC050_2100, Reply = 0xC018_2101, IsValid = 0x4008_2102;
    private const uint Continue = 1;
    private const short Readable = 1;
    private readonly OwnedFd _fd;

    private Listener(OwnedFd fd) => _fd = fd;

    /// <summary>
    /// Takes a copy of the one of a process that becomes another program: it is there before that is, in whose first call who
    /// becomes it waits for us.
    /// </summary>
    public static Listener? TryTakeFrom(int pid)
    {
        try
        {
            string? found = Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd")
                .FirstOrDefault(entry => new FileInfo(entry).LinkTarget == "anon_inode:seccomp notify");
            return found is null ? null : Take(pid, int.Parse(Path.GetFileName(found)));
        }
        catch (IOException)
        {
            return null; // it changes while we look
        }
    }

    private static Listener Take(int pid, int descriptor)
    {
        nint process = syscall(PidFdOpen, pid, 0, 0);
        Assert.True(process >= 0, $"cannot open process {pid}: {Marshal.GetLastPInvokeErrorMessage()}");
        using var holder = new OwnedFd((int)process);
        nint copy = syscall(PidFdGetFd, process, descriptor, 0);
        Assert.True(copy >= 0, $"cannot take descriptor {descriptor}: {Marshal.GetLastPInvokeErrorMessage()}");
        return new Listener(new OwnedFd((int)copy));
    }

    /// <summary>Waits for the next call.</summary>
    /// <param name="notice">The call; nothing when the one that made it is gone meanwhile.</param>
    /// <returns>False when nobody is left who could make one.</returns>
    public bool TryNext(out CallNotice? notice)
    {
        notice = null;
        PollEntry entry = new() { Descriptor = _fd.Number, Wanted = Readable };
        _ = poll(&entry, 1, -1);
        if ((entry.Found & Readable) == 0)
        {
            return entry.Found == 0;
        }

        Notification notification = default;
        if (ioctl(_fd.Number, Receive, &notification) == 0)
        {
            ulong[] arguments = new ulong[ArgumentCount];
            new ReadOnlySpan<ulong>(notification.Arguments, ArgumentCount).CopyTo(arguments);
            notice = new CallNotice(notification.Id, (int)notification.Pid, notification.Number, arguments);
        }

        return true;
    }

    /// <summary>Lets a call be made.</summary>
    public void Pass(CallNotice call) => Send(new CallReply { Id = call.Id, Flags = Continue });

    /// <summary>Answers a call that is not made.</summary>
    public void Fail(CallNotice call, int errno) => Send(new CallReply { Id = call.Id, Error = -errno });

    /// <summary>Answers a call that is not made with 0, and puts what it asked for where it wanted it.</summary>
    public void Answer(CallNotice call, ulong address, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using FileStream memory = new($"/proc/{call.Pid}/mem", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

            // By then it is the memory of who waits for us, and not of a process that came after it.
            ulong id = call.Id;
            if (ioctl(_fd.Number, IsValid, &id) == 0)
            {
                memory.Position = (long)address;
                memory.Write(bytes);
            }
        }
        catch (IOException)
        {
            // It is gone.
        }

        Send(new CallReply { Id = call.Id });
    }

    public void Dispose() => _fd.Dispose();

    /// <summary>Who was to get it may be gone.</summary>
    private void Send(CallReply reply) => _ = ioctl(_fd.Number, Reply, &reply);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int fd, nuint request, void* argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollEntry* entries, nuint count, int timeout);

    /// <summary>struct pollfd.</summary>
    private struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    /// <summary>struct seccomp_notif.</summary>
    private struct Notification
    {
        public ulong Id;
        public uint Pid;
        public uint Flags;
        public int Number;
        public uint Architecture;
        public ulong Instruction;
        public fixed ulong Arguments[ArgumentCount];
    }

    /// <summary>struct seccomp_notif_resp.</summary>
    private struct CallReply
    {
        public ulong Id;
        public long Value;
        public int Error;
        public uint Flags;
    }
}
