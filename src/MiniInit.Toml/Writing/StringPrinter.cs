using System;
using System.Text;

namespace MiniInit.Toml.Writing;

/// <summary>Writes strings and keys, in the quotes that need the fewest escapes.</summary>
internal static class StringPrinter
{
    /// <summary>Appends a key, bare if it can be.</summary>
    public static void AppendKey(StringBuilder output, string key)
    {
        if (BareKey.Is(key))
        {
            output.Append(key);
        }
        else
        {
            Append(output, key);
        }
    }

    /// <summary>Appends a string on one line.</summary>
    public static void Append(StringBuilder output, string text)
    {
        if (PrefersLiteral(text, "'", ""))
        {
            output.Append('\'').Append(text).Append('\'');
            return;
        }

        output.Append('"');
        foreach (char c in text)
        {
            AppendEscaped(output, c, c == '"');
        }

        output.Append('"');
    }

    /// <summary>
    /// Whether a string is easier to read over several lines: a line end comes before its last character.
    /// </summary>
    public static bool HasLines(string text)
    {
        int newline = text.IndexOf('\n', StringComparison.Ordinal);
        return newline >= 0 && newline < text.Length - 1;
    }

    /// <summary>
    /// Appends a string over several lines, with three quotes. The line end behind the first three is not part of it.
    /// </summary>
    public static void AppendLines(StringBuilder output, string text)
    {
        if (PrefersLiteral(text, "'''", "\n") && !text.EndsWith('\''))
        {
            output.Append("'''\n").Append(text).Append("'''");
            return;
        }

        output.Append("\"\"\"\n");
        int quotes = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // The third quote in a row would end the string, and so would one before the end.
            quotes = text[i] == '"' ? quotes + 1 : 0;
            bool escape = quotes == 3 || (quotes > 0 && i == text.Length - 1);
            if (text[i] is '\n' or '\t')
            {
                output.Append(text[i]);
            }
            else
            {
                AppendEscaped(output, text[i], escape);
            }

            quotes = escape ? 0 : quotes;
        }

        output.Append("\"\"\"");
    }

    private static bool PrefersLiteral(string text, string end, string allowed)
    {
        if (!text.AsSpan().ContainsAny('\\', '"') || text.Contains(end, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (char.IsControl(c) && c != '\t' && !allowed.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendEscaped(StringBuilder output, char c, bool isQuote)
    {
        switch (c)
        {
            case '\\':
                output.Append("\\\\");
                break;
            case '"' when isQuote:
                output.Append("\\\"");
                break;
            case '\n':
                output.Append("\\n");
                break;
            case '\r':
                output.Append("\\r");
                break;
            case '\t':
                output.Append("\\t");
                break;
            case '\b':
                output.Append("\\b");
                break;
            case '\f':
                output.Append("\\f");
                break;
            default:
                if (char.IsControl(c))
                {
                    output.Append($"\\u{(int)c:X4}");
                }
                else
                {
                    output.Append(c);
                }

                break;
        }
    }
}
