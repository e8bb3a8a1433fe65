using System;

namespace MiniInit.Reexecution;

/// <summary>A pipe that processes of a job write to.</summary>
internal sealed class StreamState : StateRecord
{
    /// <summary>Our end.</summary>
    public int Descriptor = -1;

    /// <summary>Whether it is mirrored to our standard error.</summary>
    public bool IsError;

    /// <summary>Its unfinished line.</summary>
    public ReadOnlyMemory<byte> Carry;

    /// <summary>Whether a part of that was mirrored already.</summary>
    public bool IsInLine;

    /// <summary>Whether its lines are dropped from the mirror.</summary>
    public bool IsDropping;

    /// <summary>Whether some were.</summary>
    public bool HasDropped;

    /// <summary>How many.</summary>
    public long DroppedLines;

    /// <summary>Whether the last of them was only begun.</summary>
    public bool DroppedMidLine;

    /// <summary>Whether what was kept last came from it.</summary>
    public bool IsLast;

    public override void Pass(StateFields fields)
    {
        fields.Place(1, ref Descriptor);
        fields.Flag(2, ref IsError);
        fields.Bytes(3, ref Carry);
        fields.Flag(4, ref IsInLine);
        fields.Flag(5, ref IsDropping);
        fields.Flag(6, ref HasDropped);
        fields.Number(7, ref DroppedLines);
        fields.Flag(8, ref DroppedMidLine);
        fields.Flag(9, ref IsLast);
    }
}
