using System;
using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>The output of an instance that is kept.</summary>
internal sealed class OutputState : StateRecord
{
    /// <summary>The job.</summary>
    public string? Job;

    /// <summary>The instance's name; empty or null where there is one.</summary>
    public string? Instance;

    /// <summary>By which definition it is kept.</summary>
    public int Definition = -1;

    /// <summary>Its log file.</summary>
    public string? Path;

    /// <summary>Whether a line with a time before it is unfinished there.</summary>
    public bool IsStampedMidLine;

    /// <summary>Whether the last line there is unfinished.</summary>
    public bool IsFileMidLine;

    /// <summary>Whether it is, and the rest of it was lost.</summary>
    public bool IsFileTorn;

    /// <summary>How many bytes the file did not take, which is still to be said.</summary>
    public long Lost;

    /// <summary>How many bytes were kept, ever.</summary>
    public long Bytes;

    /// <summary>Whether the last line is unfinished.</summary>
    public bool IsMidLine;

    /// <summary>The latest.</summary>
    public ReadOnlyMemory<byte> Ring;

    /// <summary>How many bytes came, ever.</summary>
    public long RingEnd;

    /// <summary>Whether the oldest byte begins a line.</summary>
    public bool BeginsLine;

    /// <summary>When they came: a position, the first time and the last, one behind the other.</summary>
    public readonly List<long> Marks = [];

    /// <summary>Its pipes. Each is a <see cref="StreamState"/>.</summary>
    public readonly List<StateRecord> Streams = [];

    public override void Pass(StateFields fields)
    {
        fields.Text(1, ref Job);
        fields.Text(2, ref Instance);
        fields.Place(3, ref Definition);
        fields.Text(4, ref Path);
        fields.Flag(5, ref IsStampedMidLine);
        fields.Flag(6, ref IsFileMidLine);
        fields.Flag(7, ref IsFileTorn);
        fields.Number(8, ref Lost);
        fields.Number(9, ref Bytes);
        fields.Flag(10, ref IsMidLine);
        fields.Bytes(11, ref Ring);
        fields.Number(12, ref RingEnd);
        fields.Flag(13, ref BeginsLine);
        fields.Numbers(14, Marks);
        fields.Records(15, Streams, () => new StreamState());
    }
}
