using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>
/// A command that tells on its standard output when each signal reached it: <c>--signal-echo NUMBER…</c>. The time is
/// its own reading of CLOCK_MONOTONIC, so that the way back to the reader is not measured.
/// </summary>
internal static unsafe class SignalEcho
{
    internal const string Name = "--signal-echo";

    /// <summary>The number in the message that says "ready".</summary>
    internal const long Ready = 0;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        Span<int> signals = stackalloc int[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            signals[i] = int.Parse(arguments[i]);
        }

        var set = LibC.SignalSet.Of(signals);
        SignalMask.BlockInAllThreads(set);
        Send(new Message(Ready, Clock.Now()));
        while (true)
        {
            int signal = LibC.sigwaitinfo(&set, null);
            if (signal > 0)
            {
                Send(new Message(signal, Clock.Now()));
            }
        }
    }

    /// <summary>The next message; null when none came within the time.</summary>
    internal static Message? Read(Pipe pipe, long timeout)
    {
        Span<Message> message = stackalloc Message[1];
        return pipe.Read(MemoryMarshal.AsBytes(message), timeout) == sizeof(Message) ? message[0] : null;
    }

    private static void Send(Message message) =>
        Descriptor.Write(1, MemoryMarshal.AsBytes(new ReadOnlySpan<Message>(in message)));

    /// <summary>A signal's number and the instant of its receipt; smaller than PIPE_BUF, so never split.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Message(long Signal, long Time);
}
