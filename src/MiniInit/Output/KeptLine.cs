using System;

namespace MiniInit.Output;

/// <summary>A line of kept output, or a piece of one.</summary>
/// <param name="UnixNanoseconds">
/// When it came, within a second; of older output perhaps earlier by more. Clocks are set back, so it need not grow from line to line.
/// </param>
/// <param name="Bytes">What the job wrote, without the newline.</param>
/// <param name="IsPiece">Whether the line goes on in the next one: it is too long, or its end has not come yet.</param>
internal readonly record struct KeptLine(long UnixNanoseconds, ReadOnlyMemory<byte> Bytes, bool IsPiece)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(KeptLine);
}
