using System.Collections.Generic;

namespace MiniInit.Output;

/// <summary>What was read of kept output.</summary>
/// <param name="Lines">The lines; none when there was nothing more.</param>
/// <param name="Next">Where the next one begins.</param>
/// <param name="Lost">How many bytes before them were overwritten before they could be read.</param>
internal sealed record KeptLines(IReadOnlyList<KeptLine> Lines, LogCursor Next, long Lost)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(KeptLines);
}
