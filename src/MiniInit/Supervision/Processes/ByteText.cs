using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MiniInit.Supervision.Processes;

/// <summary>
/// Text for bytes that need not be UTF-8, there and back without a loss: a byte that is none becomes U+DC80 to U+DCFF,
/// which no UTF-8 decodes to. (Python calls that surrogateescape.)
/// </summary>
internal static class ByteText
{
    private const char FirstEscape = '\uDC00';

    /// <summary>The text for bytes.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool isText = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done;
            if (isText)
            {
                _ = text.Append(rune.ToString());
            }
            else
            {
                foreach (byte one in bytes[..length])
                {
                    _ = text.Append((char)(FirstEscape + one));
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes for text.</summary>
    public static byte[] Encode(string text)
    {
        byte[] bytes = new byte[CountBytes(text)];
        Encode(text, bytes);
        return bytes;
    }

    /// <summary>The bytes of <c>NAME=value</c>.</summary>
    public static byte[] Entry(string name, string value)
    {
        int nameLength = Encoding.UTF8.GetByteCount(name);
        byte[] entry = new byte[nameLength + 1 + CountBytes(value)];
        _ = Encoding.UTF8.GetBytes(name, entry);
        entry[nameLength] = (byte)'=';
        Encode(value, entry.AsSpan(nameLength + 1));
        return entry;
    }

    private static int CountBytes(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uDC80', '\uDCFF'))
        {
            return Encoding.UTF8.GetByteCount(text);
        }

        int count = 0;
        for (int at = 0; at < text.Length;)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
            count += status != OperationStatus.Done && IsEscape(text[at]) ? 1 : rune.Utf8SequenceLength;
            at += length;
        }

        return count;
    }

    private static void Encode(string text, Span<byte> bytes)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uDC80', '\uDCFF'))
        {
            _ = Encoding.UTF8.GetBytes(text, bytes);
            return;
        }

        for (int at = 0; at < text.Length;)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
            if (status != OperationStatus.Done && IsEscape(text[at]))
            {
                bytes[0] = (byte)(text[at] - FirstEscape);
                bytes = bytes[1..];
            }
            else
            {
                bytes = bytes[rune.EncodeToUtf8(bytes)..];
            }

            at += length;
        }
    }

    private static bool IsEscape(char c) => c is >= '\uDC80' and <= '\uDCFF';
}
