using System;

namespace MiniInit.Output;

/// <summary>The form in which the output of one stream is mirrored. It knows what it may grow to, so that room is there beforehand.</summary>
internal abstract class LineForm
{
    /// <summary>What stands around the text of a line, at most.</summary>
    protected abstract int MostAround { get; }

    /// <summary>What one byte of text becomes, at most.</summary>
    protected abstract int MostPerByte { get; }

    /// <summary>Whether it gets whole lines and parts of long ones; else bytes as they come.</summary>
    public abstract bool TakesPieces { get; }

    /// <summary>How many bytes may be read, when what becomes of them must fit.</summary>
    /// <param name="room">Bytes of room.</param>
    /// <param name="carried">How many bytes of an unfinished line come before them.</param>
    public int MostFresh(int room, int carried) =>
        Math.Max(0, room - Most(0, carried)) / Math.Max(MostAround, MostPerByte);

    /// <summary>What bytes become at most.</summary>
    /// <param name="fresh">Bytes of which each may end a line.</param>
    /// <param name="carried">Bytes of an unfinished line.</param>
    public int Most(int fresh, int carried) =>
        (fresh * Math.Max(MostAround, MostPerByte)) + (carried * MostPerByte) + (2 * MostAround);

    /// <summary>Writes bytes in this form.</summary>
    /// <param name="bytes">They begin where a piece begins.</param>
    /// <param name="inLine">Whether a part of the line was written before; afterwards, whether the line goes on.</param>
    /// <param name="into">Room for the most that may become of them.</param>
    /// <param name="time">When they came.</param>
    /// <returns>How many bytes were written.</returns>
    public abstract int Write(ReadOnlySpan<byte> bytes, ref bool inLine, Span<byte> into, OutputTime time);

    /// <summary>Writes the line that stands in place of lines that were dropped.</summary>
    /// <param name="lines">How many.</param>
    /// <param name="into">Room for <see cref="OutputLimits.HeadBytes"/>.</param>
    /// <param name="time">Now.</param>
    /// <returns>How many bytes were written.</returns>
    public abstract int WriteNote(long lines, Span<byte> into, OutputTime time);
}
