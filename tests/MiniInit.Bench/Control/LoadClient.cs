using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>One connection to init, with one call under way at a time.</summary>
internal sealed unsafe class LoadClient : IDisposable
{
    // Init sends replies of 128 KiB at most.
    private const int ReplyRoom = 160 * 1024;
    private const int EINTR = 4;

    private readonly byte[] _reply = new byte[ReplyRoom];
    private int _length;

    internal LoadClient(string path)
    {
        Descriptor = UnixSocket.Connect(path);
    }

    internal int Descriptor { get; }

    /// <summary>The call under way.</summary>
    internal LoadCall? Call { get; private set; }

    /// <summary>The instant before it was sent.</summary>
    internal long AskedAt { get; private set; }

    public void Dispose() => _ = LibC.close(Descriptor);

    internal void Ask(LoadCall call)
    {
        Call = call;
        _length = 0;
        AskedAt = Clock.Now();
        if (UnixSocket.Send(Descriptor, call.Bytes) != call.Bytes.Length)
        {
            throw BenchException.FromErrno("send a call to init");
        }
    }

    /// <summary>Takes what is there; true once the reply is complete, or will never be.</summary>
    internal bool Receive()
    {
        fixed (byte* start = _reply)
        {
            nint size = LibC.read(Descriptor, start + _length, ReplyRoom - _length);
            if (size < 0 && Marshal.GetLastPInvokeError() == EINTR)
            {
                return false;
            }

            if (size <= 0)
            {
                throw new BenchException("failed: init closed the connection of a client that did nothing wrong");
            }

            _length += (int)size;
            return _reply[_length - 1] == 0;
        }
    }

    /// <summary>Whether the reply says what it must.</summary>
    internal bool IsAnswered() => Call!.IsAnsweredBy(_reply.AsSpan(0, _length));
}
