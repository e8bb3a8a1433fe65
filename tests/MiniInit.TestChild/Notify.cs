using System;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>
/// Sends messages to $NOTIFY_SOCKET, each as a datagram; with --barrier first also waits until they were handled. Then
/// becomes the command after <c>--</c>, if there is one.
/// </summary>
internal static unsafe class Notify
{
    private const int Unix = 1, Datagram = 2, Socket = 1, Rights = 1, HangUp = 0x10;

    public static int Run(string[] arguments)
    {
        string path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET") ?? throw new ArgumentException("no NOTIFY_SOCKET");
        int command = Array.IndexOf(arguments, "--");
        bool withBarrier = arguments is ["--barrier", ..];
        int socket = Libc.socket(Unix, Datagram, 0);
        foreach (string message in arguments[(withBarrier ? 1 : 0)..(command < 0 ? arguments.Length : command)])
        {
            Send(socket, path, message, descriptor: -1);
        }

        if (withBarrier)
        {
            AwaitBarrier(socket, path);
        }

        SignalDisposition.SetDefault(13);
        return command < 0 ? 0 : Setup.Become(arguments.AsSpan(command + 1));
    }

    /// <summary>Whoever gets the message gets the end of a pipe with it, and closes it when all is done.</summary>
    private static void AwaitBarrier(int socket, string path)
    {
        int* ends = stackalloc int[2];
        _ = Libc.pipe(ends);
        Send(socket, path, "BARRIER=1", ends[1]);
        _ = Libc.close(ends[1]);
        Poll poll = new() { Descriptor = ends[0] };
        while (Libc.poll(&poll, 1, -1) < 0 || (poll.Returned & HangUp) == 0)
        {
        }

        _ = Libc.close(ends[0]);
    }

    private static void Send(int socket, string path, string message, int descriptor)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        Span<byte> address = stackalloc byte[110];
        address.Clear();
        _ = BitConverter.TryWriteBytes(address, (ushort)Unix);
        int length = Encoding.UTF8.GetBytes(path, address[2..]);
        Control control = new()
        {
            Length = (nuint)(sizeof(nuint) + (3 * sizeof(int))),
            Level = Socket,
            Kind = Rights,
            Descriptor = descriptor,
        };
        fixed (byte* name = address, start = bytes)
        {
            Part part = new() { Start = start, Length = (nuint)bytes.Length };
            Message head = new()
            {
                Name = name,
                NameLength = (uint)(2 + length),
                Parts = &part,
                PartCount = 1,
                Control = descriptor >= 0 ? &control : null,
                ControlLength = descriptor >= 0 ? (nuint)sizeof(Control) : 0,
            };
            if (Libc.sendmsg(socket, &head, 0) < 0)
            {
                throw new ArgumentException($"cannot send to {path}: {Errors.Describe(Errors.Last)}");
            }
        }
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Poll
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Returned;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Part
    {
        internal byte* Start;
        internal nuint Length;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        internal byte* Name;
        internal uint NameLength;
        internal Part* Parts;
        internal nuint PartCount;
        internal Control* Control;
        internal nuint ControlLength;
        internal int Flags;
    }

    /// <summary>struct cmsghdr with one descriptor, padded as CMSG_SPACE does.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Control
    {
        internal nuint Length;
        internal int Level;
        internal int Kind;
        internal int Descriptor;
        internal int Padding;
    }
}
