using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Descriptors that clients pass to init do not stay open there.</summary>
public sealed unsafe partial class PassedDescriptorTests : IDisposable
{
    private const int SocketLevel = 1, Rights = 1, NoSignal = 0x4000, DontWait = 0x40, MostAtOnce = 253;
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs);

    [Theory]
    [InlineData("with a call")]
    [InlineData("within a call")]
    [InlineData("behind many calls that are not answered")]
    public void They_are_closed(string where)
    {
        Footprint footprint = Footprint.Of(_init);
        using var file = new FileStream(_init.Path("passed"), FileMode.Create);
        int fd = (int)file.SafeFileHandle.DangerousGetHandle();
        for (int i = 0; i < 50; i++)
        {
            using VarlinkClient client = _init.Connect(i % 2 == 0 ? null : Identity.Stranger);
            byte[] call = VarlinkClient.Message("GetVersion");
            if (where == "within a call")
            {
                client.SendBytes(call.AsSpan(0, 10));
                call = call[10..];
            }
            else if (where != "with a call")
            {
                client.Send("Watch", "{'patterns':[]}", "more");
                client.SendBytes([.. Enumerable.Repeat(call, 30).SelectMany(bytes => bytes)]);
            }

            Pass(client, fd, 1 + (i * 5), call);
            Pass(client, fd, MostAtOnce, call);
            if (i % 5 == 0)
            {
                _init.AssertAnswers();
            }
        }

        _init.Until(
            () => !Directory.GetFiles($"/proc/{_init.Pid}/fd").Any(link => new FileInfo(link).LinkTarget == _init.Path("passed")),
            "none of them is open");
        footprint.AssertKept();
    }

    public void Dispose() => _init.Dispose();

    /// <summary>Passes a descriptor so many times; whether it succeeds depends on whether init has closed already.</summary>
    private static void Pass(VarlinkClient client, int fd, int count, byte[] bytes)
    {
        int room = sizeof(ControlHeader) + (count * sizeof(int));
        byte* control = stackalloc byte[room + sizeof(nint)];
        *(ControlHeader*)control = new ControlHeader { Length = (nuint)room, Level = SocketLevel, Type = Rights };
        for (int i = 0; i < count; i++)
        {
            ((int*)(control + sizeof(ControlHeader)))[i] = fd;
        }

        fixed (byte* start = bytes)
        {
            var part = new Part { Start = start, Length = (nuint)bytes.Length };
            var message = new Message { Parts = &part, PartCount = 1, Control = control, ControlLength = (nuint)room };
            _ = sendmsg((int)client.Socket.Handle, &message, NoSignal | DontWait);
        }
    }

    [LibraryImport("libc")]
    private static partial nint sendmsg(int fd, Message* message, int flags);

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
