using System;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Supervision.Journals;

/// <summary>The last lines of a job's output, one by one.</summary>
internal static class LastLines
{
    /// <summary>The last <see cref="JournalLimits.Lines"/> lines; what is not UTF-8 in them is U+FFFD.</summary>
    /// <param name="bytes">Lines with newlines between them, and perhaps at the end.</param>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        string text = Encoding.UTF8.GetString(bytes.EndsWith("\n"u8) ? bytes[..^1] : bytes);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd('\r');
        }

        return lines.Length > JournalLimits.Lines ? lines[^JournalLimits.Lines..] : lines;
    }
}
