using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>A connection that never ends its call; when it is sent away, it comes again.</summary>
internal sealed class SlowWriter(byte[] path)
{
    private const int EAGAIN = 11;

    private int _descriptor = -1;
    private int _sent;

    // So far it may become a call: init has to keep it.
    private static ReadOnlySpan<byte> Beginning => """{"method":"""u8;

    /// <summary>Writes the next byte, if it is taken.</summary>
    internal bool WriteByte()
    {
        if (_descriptor < 0)
        {
            _descriptor = UnixSocket.TryConnect(path);
            _sent = 0;
        }

        if (_descriptor < 0)
        {
            return false;
        }

        byte next = _sent < Beginning.Length ? Beginning[_sent] : (byte)' ';
        bool isTaken = UnixSocket.Send(_descriptor, [next]) == 1;
        if (isTaken)
        {
            _sent++;
        }
        else if (Marshal.GetLastPInvokeError() != EAGAIN)
        {
            _ = LibC.close(_descriptor);
            _descriptor = -1;
        }

        return isTaken;
    }
}
