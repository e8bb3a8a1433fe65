using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace MiniInit.Output;

/// <summary>When the bytes of a ring came: a mark for each second that had any.</summary>
/// <remarks>
/// When there are too many, of the older half every second one is merged with the one before it: the older the output,
/// the less exact are its times.
/// </remarks>
internal sealed class OutputMarks
{
    private OutputMark[] _marks = [];
    private int _count;

    /// <summary>The memory for the marks of a ring, in bytes.</summary>
    /// <param name="size">The ring's own.</param>
    public static unsafe int BytesFor(int size) => Capacity(size) * sizeof(OutputMark);

    /// <summary>Makes as many marks possible as befits a ring.</summary>
    /// <param name="size">The ring's size.</param>
    /// <param name="start">Where its oldest byte is.</param>
    public void Resize(int size, long start)
    {
        int capacity = Capacity(size);
        if (capacity == _marks.Length)
        {
            return;
        }

        Prune(start);
        _count = capacity == 0 ? 0 : _count;
        while (_count > capacity)
        {
            Thin(_count);
        }

        Array.Resize(ref _marks, capacity);
    }

    /// <summary>Bytes came.</summary>
    /// <param name="position">Where the first of them is.</param>
    /// <param name="time">When: nanoseconds since 1970. It may go back, as clocks do.</param>
    /// <param name="start">Where the oldest byte of the ring is: what is older is forgotten.</param>
    public void Add(long position, long time, long start)
    {
        if (_count > 0)
        {
            ref OutputMark last = ref _marks[_count - 1];
            if (time >= last.Last && time - last.First < OutputLimits.MarkNanoseconds)
            {
                last = last with { Last = time };
                return;
            }
        }

        if (_count == _marks.Length)
        {
            Prune(start);
            if (_count == _marks.Length)
            {
                Thin(_count / 2);
            }
        }

        if (_count < _marks.Length)
        {
            _marks[_count++] = new OutputMark(position, time, time);
        }
    }

    /// <summary>Writes them down: a position, the first time and the last, one behind the other.</summary>
    public void Save(List<long> into)
    {
        foreach (OutputMark mark in _marks.AsSpan(0, _count))
        {
            into.Add(mark.Position);
            into.Add(mark.First);
            into.Add(mark.Last);
        }
    }

    /// <summary>Takes those of our predecessor, as many as there is room for: the latest.</summary>
    /// <param name="from">As they were written down.</param>
    /// <param name="start">Where the oldest byte of the ring is.</param>
    public void Resume(List<long> from, long start)
    {
        _count = 0;
        for (int i = Math.Max(0, (from.Count / 3) - _marks.Length) * 3; i + 2 < from.Count; i += 3)
        {
            _marks[_count++] = new OutputMark(from[i], from[i + 1], from[i + 2]);
        }

        Prune(start);
    }

    /// <summary>Which mark a byte belongs to.</summary>
    /// <param name="position">A byte that is kept.</param>
    /// <param name="from">A mark that it does not come before.</param>
    public int IndexOf(long position, int from = 0)
    {
        Debug.Assert(from < _count && (from == 0 || _marks[from].Position <= position));
        while (from + 1 < _count && _marks[from + 1].Position <= position)
        {
            from++;
        }

        return from;
    }

    /// <summary>When what belongs to a mark came, or began to come.</summary>
    public long TimeOf(int mark) => _marks[mark].First;

    /// <summary>Where the oldest output begins of which some came at a time or later; null if there is none.</summary>
    public long? Since(long time)
    {
        foreach (OutputMark mark in _marks.AsSpan(0, _count))
        {
            if (mark.Last >= time)
            {
                return mark.Position;
            }
        }

        return null;
    }

    private static int Capacity(int size) =>
        size == 0 ? 0 : Math.Clamp(size / OutputLimits.BytesPerMark, OutputLimits.LeastMarks, OutputLimits.MostMarks);

    /// <summary>Forgets marks whose bytes are all gone.</summary>
    private void Prune(long start)
    {
        int gone = 0;
        while (gone + 1 < _count && _marks[gone + 1].Position <= start)
        {
            gone++;
        }

        _marks.AsSpan(gone, _count - gone).CopyTo(_marks);
        _count -= gone;
    }

    /// <summary>Merges each two of the oldest into one.</summary>
    private void Thin(int oldest)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            OutputMark mark = _marks[i];
            if (i + 1 < oldest)
            {
                i++;
                mark = mark with { Last = Math.Max(mark.Last, _marks[i].Last) };
            }

            _marks[kept++] = mark;
        }

        _count = kept;
    }
}
