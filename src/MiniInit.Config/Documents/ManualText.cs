using System;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Config.Documents;

/// <summary>Text as a manual page has it: nothing in it is taken for an instruction of roff(7).</summary>
internal static class ManualText
{
    /// <summary>80 bytes: longer lines of input are bad style to mandoc(1).</summary>
    private const int Width = 80;

    /// <summary>Gives sentences as lines of input: each begins a line, as roff finds its end there.</summary>
    /// <param name="text">Sentences.</param>
    /// <returns>Lines, each with its end.</returns>
    public static string Paragraph(string text)
    {
        StringBuilder output = new();
        StringBuilder line = new();
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int at = 0; at < words.Length; at++)
        {
            string escaped = Escape(words[at]);
            if (line.Length > 0 && line.Length + 1 + escaped.Length > Width)
            {
                End(output, line);
            }

            line.Append(line.Length > 0 ? " " : "").Append(escaped);
            if (words[at].EndsWith('.') && at + 1 < words.Length && char.IsUpper(words[at + 1][0]))
            {
                End(output, line);
            }
        }

        End(output, line);
        return output.ToString();
    }

    /// <summary>Gives text as one argument of a macro.</summary>
    public static string Argument(string text) => $"\"{Escape(text).Replace("\"", "\\(dq", StringComparison.Ordinal)}\"";

    /// <summary>Gives text that stands for itself, within a line.</summary>
    public static string Escape(string text)
    {
        StringBuilder output = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            output.Append(s_escapes.TryGetValue(rune.Value, out string? escape) ? escape : rune.ToString());
        }

        return output.ToString();
    }

    /// <summary>What roff takes for an instruction, or shows as another character than the one of ASCII.</summary>
    private static readonly Dictionary<int, string> s_escapes = new()
    {
        ['\\'] = "\\e",
        ['-'] = "\\-",
        ['\''] = "\\(aq",
        ['`'] = "\\(ga",
        ['^'] = "\\(ha",
        ['~'] = "\\(ti",
        ['…'] = "...",
    };

    private static void End(StringBuilder output, StringBuilder line)
    {
        if (line.Length > 0)
        {
            // A dot at the beginning makes it a request; a quotation mark there is escaped already.
            output.Append(line[0] == '.' ? "\\&" : "").Append(line).Append('\n');
            line.Clear();
        }
    }
}
