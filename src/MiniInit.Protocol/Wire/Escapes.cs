using System;
using System.Buffers.Text;

namespace MiniInit.Protocol.Wire;

/// <summary>
/// What the escapes in a text of JSON mean, without taking it apart. The text is known to be JSON: each backslash
/// has what belongs to it behind it.
/// </summary>
internal static class Escapes
{
    private const int ShortLength = 2;
    private const int NumberLength = 6;

    /// <summary>Tells whether a text means a name that is all ASCII letters and digits.</summary>
    /// <param name="written">The text between its quotes.</param>
    /// <param name="name">The name.</param>
    public static bool Means(ReadOnlySpan<byte> written, ReadOnlySpan<byte> name)
    {
        if (written.IndexOf((byte)'\\') < 0)
        {
            return written.SequenceEqual(name);
        }

        while (!written.IsEmpty && !name.IsEmpty)
        {
            // Of all escapes only that by number can mean a letter.
            bool isNumber = TryTakeNumber(ref written, out int letter);
            if ((isNumber ? letter : written[0]) != name[0])
            {
                return false;
            }

            written = isNumber ? written : written[1..];
            name = name[1..];
        }

        return written.IsEmpty && name.IsEmpty;
    }

    /// <summary>
    /// Tells whether each half of a surrogate pair in a text has its other half. JSON can write halves, but no string
    /// of ours can hold what they mean, and asking the reader of JSON for such a text would throw.
    /// </summary>
    /// <param name="written">The text between its quotes.</param>
    public static bool AreWhole(ReadOnlySpan<byte> written)
    {
        bool isHalf = false;
        while (!written.IsEmpty)
        {
            int backslash = written.IndexOf((byte)'\\');
            if (backslash != 0 && isHalf)
            {
                return false;
            }

            written = backslash < 0 ? default : written[backslash..];
            if (written.IsEmpty)
            {
                return true;
            }

            if (!TryTakeNumber(ref written, out int letter))
            {
                written = written[ShortLength..];
            }

            if (char.IsLowSurrogate((char)letter) != isHalf)
            {
                return false;
            }

            isHalf = char.IsHighSurrogate((char)letter);
        }

        return !isHalf;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> written, out int letter)
    {
        letter = 0;
        if (!written.StartsWith("\\u"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = written[ShortLength..NumberLength];
        written = written[NumberLength..];
        return Utf8Parser.TryParse(digits, out letter, out _, 'x');
    }
}
