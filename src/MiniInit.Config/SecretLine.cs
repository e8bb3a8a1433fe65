using System;
using System.Text;
using MiniInit.Config.Lints;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>Finds lines that seem to hold a secret, which no message may show.</summary>
internal static class SecretLine
{
    /// <summary>Shown in place of a secret.</summary>
    private const string Mask = "\"…\"";

    /// <summary>How far from a place a line is looked at, in bytes: lines of people are shorter.</summary>
    private const int Reach = 2048;

    /// <summary>Quotations shorter than this give no secret away, and would be found in any.</summary>
    private const int ShortestMasked = 4;

    /// <summary>
    /// Gives what stands behind the sign of a variable that is secret by its name or its value, in the line of a place;
    /// null where there is none.
    /// </summary>
    public static string? ValueAt(TomlSource source, TomlPosition place)
    {
        string line = LineAt(source, place);
        for (int sign = line.IndexOf('=', StringComparison.Ordinal); sign >= 0; sign = line.IndexOf('=', sign + 1))
        {
            if (SecretNames.IsOne(NameBefore(line, sign)))
            {
                return line[(sign + 1)..];
            }
        }

        int first = line.IndexOf('=', StringComparison.Ordinal);
        string rest = first < 0 ? "" : line[(first + 1)..];
        return SecretValues.HasPassword(rest) || Array.Exists(rest.Split('"', '\''), IsToken) ? rest : null;
    }

    /// <summary>The line, or of a long one what is near the place.</summary>
    private static string LineAt(TomlSource source, TomlPosition place)
    {
        ReadOnlySpan<byte> text = source.Utf8.Span;
        int offset = Math.Clamp(place.Offset, 0, text.Length);
        int before = Math.Min(offset, Reach);
        int start = offset - before + text.Slice(offset - before, before).LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> rest = text[start..Math.Min(text.Length, offset + Reach)];
        int length = rest[(offset - start)..].IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(length < 0 ? rest : rest[..(offset - start + length)]);
    }

    private static bool IsToken(string quoted)
    {
        int length = quoted.AsSpan().IndexOfAnyExcept(SecretValues.TokenCharacters);
        return SecretValues.IsToken(length < 0 ? quoted : quoted[..length]);
    }

    /// <summary>Gives a message without the quotations that are of the secret.</summary>
    public static string Hide(string message, string secret)
    {
        StringBuilder output = new(message.Length);
        int at = 0;
        while (at < message.Length)
        {
            int open = message.IndexOf('"', at);
            int close = open < 0 ? -1 : Close(message, open);
            if (close < 0)
            {
                break;
            }

            string quoted = message[(open + 1)..close].TrimEnd('…');
            bool isOfSecret = quoted.Length >= ShortestMasked
                && secret.Contains(quoted.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
            output.Append(message, at, open - at).Append(isOfSecret ? Mask : message[open..(close + 1)]);
            at = close + 1;
        }

        return output.Append(message, at, message.Length - at).ToString();
    }

    private static int Close(string message, int open)
    {
        for (int at = open + 1; at < message.Length; at++)
        {
            if (message[at] == '\\')
            {
                at++;
            }
            else if (message[at] == '"')
            {
                return at;
            }
        }

        return -1;
    }

    private static string NameBefore(string line, int sign)
    {
        int end = sign;
        while (end > 0 && (line[end - 1] is ' ' or '\t' or '"' or '\''))
        {
            end--;
        }

        int start = end;
        while (start > 0 && (char.IsAsciiLetterOrDigit(line[start - 1]) || line[start - 1] is '_' or '-'))
        {
            start--;
        }

        return line[start..end].Replace('-', '_');
    }
}
