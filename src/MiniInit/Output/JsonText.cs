using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MiniInit.Output;

/// <summary>Any bytes as the inside of a JSON string, RFC 8259.</summary>
internal static class JsonText
{
    /// <summary>What one byte becomes at most: <c>\u0000</c>.</summary>
    public const int MostPerByte = 6;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        [.. "\"\\"u8, .. "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"u8,
         .. "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"u8]);

    private static ReadOnlySpan<byte> Digits => "0123456789abcdef"u8;

    /// <summary>Writes bytes as text; those that are not UTF-8 become U+FFFD, one for each sequence cut short.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="into">Room for <see cref="MostPerByte"/> times as many.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        int at = 0;
        while (true)
        {
            int length = bytes.IndexOfAny(s_escaped);
            ReadOnlySpan<byte> plain = length < 0 ? bytes : bytes[..length];
            at += WritePlain(plain, into[at..]);
            if (length < 0)
            {
                return at;
            }

            at += WriteEscape(bytes[length], into[at..]);
            bytes = bytes[(length + 1)..];
        }
    }

    private static int WritePlain(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        if (Utf8.IsValid(bytes))
        {
            bytes.CopyTo(into);
            return bytes.Length;
        }

        int at = 0;
        while (!bytes.IsEmpty)
        {
            // A rune that is not Done is U+FFFD.
            _ = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            at += rune.EncodeToUtf8(into[at..]);
            bytes = bytes[length..];
        }

        return at;
    }

    private static int WriteEscape(byte one, Span<byte> into)
    {
        into[0] = (byte)'\\';
        into[1] = one switch
        {
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            < 0x20 => (byte)'u',
            _ => one,
        };
        if (into[1] != 'u')
        {
            return 2;
        }

        into[2] = into[3] = (byte)'0';
        into[4] = Digits[one >> 4];
        into[5] = Digits[one & 15];
        return MostPerByte;
    }
}
