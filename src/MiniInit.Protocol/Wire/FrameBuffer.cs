using System;

namespace MiniInit.Protocol.Wire;

/// <summary>
/// Puts frames together from the pieces in which they come. It looks at each byte once, however small the pieces are.
/// </summary>
/// <param name="most">Bytes of a frame at most, without its NUL.</param>
public sealed class FrameBuffer(int most)
{
    // Most calls fit, and a connection that is idle has none.
    private const int FirstSize = 1024;

    private readonly int _most = most;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private int _unfinished;
    private int _frames;
    private bool _isBroken;

    /// <summary>Bytes of memory held. It grows by need, and is 0 while there is nothing to hold.</summary>
    public int Allocated => _bytes.Length;

    /// <summary>Whether a frame is complete. Whoever appends only when none is holds little more than one.</summary>
    public bool HasFrame => _frames > 0;

    /// <summary>Whether there is neither a frame nor a piece of one.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>All that is held, frames with their NULs. Valid until the next call of another member.</summary>
    public ReadOnlyMemory<byte> Held => _bytes.AsMemory(_start, _end - _start);

    /// <summary>
    /// Takes what has come. Frames given before are not valid after it. The caller takes frames before it appends much
    /// more: only the length of one is limited here, not their count.
    /// </summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>False if a frame is too long. Then everything is forgotten, and nothing is taken any more.</returns>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (_isBroken || !TryCount(bytes))
        {
            _isBroken = true;
            _frames = 0;
            Release();
            return false;
        }

        if (!bytes.IsEmpty)
        {
            MakeRoom(bytes.Length);
            bytes.CopyTo(_bytes.AsSpan(_end));
            _end += bytes.Length;
        }

        return true;
    }

    /// <summary>Gives the next frame.</summary>
    /// <param name="frame">The frame without its NUL, valid until the next <see cref="TryAppend"/>.</param>
    /// <returns>False if none is complete.</returns>
    public bool TryTake(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        if (_frames == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> held = _bytes.AsSpan(_start, _end - _start);
        frame = held[..held.IndexOf((byte)0)];
        _start += frame.Length + 1;
        _frames--;
        if (IsEmpty)
        {
            // The frame keeps the array alive for as long as somebody looks at it.
            Release();
        }

        return true;
    }

    private bool TryCount(ReadOnlySpan<byte> bytes)
    {
        int frames = 0;
        int unfinished = _unfinished;
        for (int nul = bytes.IndexOf((byte)0); nul >= 0; nul = bytes.IndexOf((byte)0))
        {
            if (unfinished + nul > _most)
            {
                return false;
            }

            unfinished = 0;
            frames++;
            bytes = bytes[(nul + 1)..];
        }

        _unfinished = unfinished + bytes.Length;
        _frames += frames;
        return _unfinished <= _most;
    }

    private void MakeRoom(int count)
    {
        if (_bytes.Length - _end >= count)
        {
            return;
        }

        int held = _end - _start;
        byte[] room = _bytes;
        if (room.Length < held + count)
        {
            // Twice as much each time, but not beyond one whole frame unless that much is there.
            int twice = Math.Min(Math.Max(FirstSize, 2 * room.Length), _most + 1);
            room = new byte[Math.Max(held + count, twice)];
        }

        _bytes.AsSpan(_start, held).CopyTo(room);
        _bytes = room;
        _start = 0;
        _end = held;
    }

    private void Release()
    {
        _bytes = [];
        _start = 0;
        _end = 0;
    }
}
