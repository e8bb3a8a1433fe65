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

    /// <summary>
    /// Gives what stands behind the sign of a variable that is secret by its name, in the line of a place; null where
    /// there is none.
    /// </summary>
    public static string? ValueAt(TomlSource source, TomlPosition place)
    {
        ReadOnlySpan<byte> text = source.Utf8.Span;
        int offset = Math.Clamp(place.Offset, 0, text.Length);
        int start = text[..offset].LastIndexOf((byte)'\n') + 1;
        int length = text[start..].IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(length < 0 ? text[start..] : text.Slice(start, length));
        for (int sign = line.IndexOf('=', StringComparison.Ordinal); sign >= 0; sign = line.IndexOf('=', sign + 1))
        {
            if (SecretNames.IsOne(NameBefore(line, sign)))
            {
                return line[(sign + 1)..];
            }
        }

        return null;
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
            bool isOfSecret = quoted.Length > 0
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
