using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Passes descriptors with bytes, as a client of init does, or as it should not.</summary>
internal static unsafe partial class PassedFiles
{
    private const int SocketLevel = 1, Rights = 1, NoSignal = 0x4000;

    /// <summary>Sends bytes, and descriptors with the first of them.</summary>
    /// <returns>Whether they were taken by the kernel.</returns>
    public static bool Pass(this VarlinkClient client, ReadOnlySpan<byte> bytes, params SafeHandle[] files)
    {
        int length = sizeof(ControlHeader) + (files.Length * sizeof(int));
        int room = (length + sizeof(nint) - 1) & -sizeof(nint);
        byte* control = stackalloc byte[room + sizeof(nint)];
        *(ControlHeader*)control = new ControlHeader { Length = (nuint)length, Level = SocketLevel, Type = Rights };
        for (int i = 0; i < files.Length; i++)
        {
            ((int*)(control + sizeof(ControlHeader)))[i] = (int)files[i].DangerousGetHandle();
        }

        fixed (byte* start = bytes)
        {
            var part = new Part { Start = start, Length = (nuint)bytes.Length };
            var message = new Message { Parts = &part, PartCount = 1, Control = control, ControlLength = (nuint)room };
            nint sent = sendmsg((int)client.Socket.Handle, &message, NoSignal);
            GC.KeepAlive(files);
            return sent == bytes.Length;
        }
    }

    /// <summary>A pipe, to be read from and to be written to.</summary>
    public static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        const int CloseOnExec = 0x80000;
        int* ends = stackalloc int[2];
        return pipe2(ends, CloseOnExec) == 0
            ? (new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true))
            : throw new InvalidOperationException("there is no pipe to be had");
    }

    [LibraryImport("libc")]
    private static partial nint sendmsg(int fd, Message* message, int flags);

    [LibraryImport("libc")]
    private static partial int pipe2(int* ends, int flags);

    private struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }

    private struct Part
    {
        public byte* Start;
        public nuint Length;
    }

    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
