using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>
/// An unfriendly client: <c>--flood SOCKET</c> connects and sends junk as fast as it can, and writes bytes one by one
/// to connections that it holds open. It writes a message once it is at work, and another one when its input ends.
/// </summary>
internal static unsafe class Flood
{
    internal const string Name = "--flood";

    private const int Seed = 5;
    private const int ShortJunk = 200;

    // More than a call may have.
    private const int LongJunk = 128 * 1024;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        byte[] path = UnixSocket.PathBytes(arguments[0]);
        byte[] junk = new byte[LongJunk];
        new Random(Seed).NextBytes(junk);
        var slow = new SlowWriter[Limits.SlowWriters];
        for (int i = 0; i < slow.Length; i++)
        {
            slow[i] = new SlowWriter(path);
        }

        long begin = Clock.Now();
        long connections = 0;
        long bytes = 0;
        do
        {
            foreach (SlowWriter writer in slow)
            {
                bytes += writer.WriteByte() ? 1 : 0;
            }

            if (SendJunk(path, junk, connections) && ++connections == 1)
            {
                Send(new Message(connections, bytes, Clock.Now() - begin));
            }
        }
        while (!Descriptor.WaitReadable(0, 0));
        Send(new Message(connections, bytes, Clock.Now() - begin));
        return 0;
    }

    /// <summary>The next message; null when none came in time.</summary>
    internal static Message? Read(Pipe pipe)
    {
        Span<Message> message = stackalloc Message[1];
        return pipe.Read(MemoryMarshal.AsBytes(message), Limits.Answer) == sizeof(Message) ? message[0] : null;
    }

    /// <summary>Nothing at all, a little that is no call, or too much, and gone.</summary>
    private static bool SendJunk(byte[] path, byte[] junk, long number)
    {
        int descriptor = UnixSocket.TryConnect(path);
        if (descriptor < 0)
        {
            return false;
        }

        int size = (number % 3) switch
        {
            0 => 0,
            1 => ShortJunk,
            _ => LongJunk,
        };
        _ = size == 0 ? 0 : UnixSocket.Send(descriptor, junk.AsSpan(0, size));
        _ = LibC.close(descriptor);
        return true;
    }

    private static void Send(Message message) =>
        Descriptor.Write(1, MemoryMarshal.AsBytes(new ReadOnlySpan<Message>(in message)));

    /// <summary>Connections made and closed, bytes sent one by one, and the time in nanoseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Message(long Connections, long Bytes, long Spent);
}
