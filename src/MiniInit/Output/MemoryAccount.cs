using System;
using System.Collections.Generic;

namespace MiniInit.Output;

/// <summary>The memory that all rings and unfinished lines share.</summary>
/// <remarks>
/// When it is used up, rings that are much larger than the one that asks give up half: so a job that fails as the
/// ten-thousandth still has its last lines. For a ring that has nothing all others are looked at, else only a few, so
/// that a loud one does not look at ten thousand each time.
/// </remarks>
internal sealed class MemoryAccount(int limit)
{
    private const int LooksToGrow = 8;
    private readonly List<OutputRing> _rings = [];
    private int _next;
    private long _serial;

    /// <summary>Bytes in use.</summary>
    public int Used { get; private set; }

    /// <summary>A number for a ring that no other has.</summary>
    public long NextSerial() => ++_serial;

    /// <summary>Takes bytes for what is not a ring.</summary>
    /// <returns>False when there are none left.</returns>
    public bool TryTake(int bytes) => TryTake(bytes, bytes);

    /// <summary>Takes bytes for a ring.</summary>
    /// <param name="bytes">How many more.</param>
    /// <param name="size">The size it will have: a ring of twice that or more can do with half.</param>
    /// <returns>False when there are none left.</returns>
    public bool TryTake(int bytes, int size)
    {
        int looks = size <= OutputLimits.FirstRingBytes ? _rings.Count : Math.Min(LooksToGrow, _rings.Count);
        for (int i = 0; i < looks && Used + bytes > limit; i++)
        {
            _next = (_next + 1) % _rings.Count;
            if (_rings[_next].Size >= 2 * size)
            {
                _rings[_next].Halve();
            }
        }

        if (Used + bytes > limit)
        {
            return false;
        }

        Used += bytes;
        return true;
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(int bytes) => Used -= bytes;

    /// <summary>Counts a ring among those that may be asked to give up half.</summary>
    public void Enter(OutputRing ring)
    {
        ring.Place = _rings.Count;
        _rings.Add(ring);
    }

    /// <summary>Forgets a ring; the last one takes its place.</summary>
    public void Leave(OutputRing ring)
    {
        OutputRing last = _rings[^1];
        last.Place = ring.Place;
        _rings[last.Place] = last;
        _rings.RemoveAt(_rings.Count - 1);
        ring.Place = -1;
    }
}
