using System;
using System.Buffers;
using MiniInit.Linux.Control;

namespace MiniInit.Control;

/// <summary>The bytes that a client has not taken yet.</summary>
internal sealed class ReplyQueue : IBufferWriter<byte>
{
    private const int FirstBytes = 1024;
    private byte[] _bytes = [];
    private int _start, _end;

    /// <summary>How many there are.</summary>
    public int Count => _end - _start;

    /// <summary>How much memory is held, in bytes.</summary>
    public int Allocated => _bytes.Length;

    /// <inheritdoc/>
    public void Advance(int count) => _end += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_end);
    }

    /// <summary>The bytes; good until there are others.</summary>
    public ReadOnlyMemory<byte> Waiting => _bytes.AsMemory(_start, Count);

    /// <summary>Forgets what was added since there were so many.</summary>
    public void CutTo(int count) => _end = _start + count;

    /// <summary>Sends as much as the client takes.</summary>
    /// <returns>False if it is gone.</returns>
    public bool Send(ControlConnection connection)
    {
        while (Count > 0)
        {
            IoResult result = connection.Send(_bytes.AsSpan(_start, Count), out int sent);
            if (result != IoResult.Done)
            {
                return result == IoResult.WouldBlock;
            }

            _start += sent;
        }

        Clear(); // an idle client costs nothing
        return true;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => (_bytes, _start, _end) = ([], 0, 0);

    private void MakeRoom(int sizeHint)
    {
        int wanted = Math.Max(sizeHint, 1);
        if (_bytes.Length - _end >= wanted)
        {
            return;
        }

        int size = Math.Max(FirstBytes, _bytes.Length);
        while (size - Count < wanted)
        {
            size *= 2;
        }

        byte[] bytes = new byte[size];
        _bytes.AsSpan(_start, Count).CopyTo(bytes);
        (_bytes, _start, _end) = (bytes, 0, Count);
    }
}
