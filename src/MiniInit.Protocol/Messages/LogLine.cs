using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>A line of output, or a piece of a long one.</summary>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; empty where there is one.</param>
/// <param name="Time">When it was read, in microseconds since 1970, within a second.</param>
/// <param name="Text">The line without its end. It can hold anything.</param>
/// <param name="Raw">The exact bytes, where they were not UTF-8; else null.</param>
/// <param name="IsPiece">Whether the line goes on in the next one.</param>
public sealed record LogLine(
    string Job, string Instance, long Time, string Text, IReadOnlyList<byte>? Raw, bool IsPiece)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(LogLine);
}
