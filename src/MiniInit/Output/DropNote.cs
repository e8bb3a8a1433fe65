using System;
using System.Text;

namespace MiniInit.Output;

/// <summary>The line that stands in place of dropped ones, where people read: <c>… 12 lines of web were dropped</c>.</summary>
internal static class DropNote
{
    /// <summary>Writes it.</summary>
    /// <param name="name">Whose lines.</param>
    /// <param name="lines">How many; 0 for less than a line.</param>
    /// <param name="into">Room for <see cref="OutputLimits.HeadBytes"/>.</param>
    public static int Write(OutputName name, long lines, Span<byte> into) =>
        Encoding.UTF8.GetBytes($"… {Count(lines)} of {name.Text} {(lines > 1 ? "were" : "was")} dropped\n", into);

    /// <summary>How many lines, in words.</summary>
    public static string Count(long lines) => lines switch
    {
        0 => "a part of a line",
        1 => "1 line",
        _ => $"{lines} lines",
    };
}
