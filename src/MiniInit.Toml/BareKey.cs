using System;

namespace MiniInit.Toml;

/// <summary>The names that need no quotes.</summary>
internal static class BareKey
{
    public static bool Has(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-';

    /// <summary>Gives how many bytes of a bare key a text starts with.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && Has(text[length]))
        {
            length++;
        }

        return length;
    }

    public static bool Is(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (c > 0x7F || !Has((byte)c))
            {
                return false;
            }
        }

        return !name.IsEmpty;
    }
}
