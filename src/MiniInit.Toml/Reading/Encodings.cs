using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MiniInit.Toml.Reading;

/// <summary>Finds what is not UTF-8, before anything else looks at the text.</summary>
internal static class Encodings
{
    /// <summary>Reports what is not UTF-8; gives false if the rest of the text is then not worth reading.</summary>
    public static bool Check(TomlSource source, ErrorList errors)
    {
        ReadOnlySpan<byte> text = source.Utf8.Span;
        if (text is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            errors.Add(
                new Place(source, 0, 2),
                "cannot read the text: it is UTF-16, and TOML is UTF-8; save it with that encoding");
            return false;
        }

        if (text is [0, ..] or [_, 0, ..])
        {
            int at = text[0] == 0 ? 0 : 1;
            errors.Add(
                new Place(source, at, at + 1),
                "cannot read the text: it starts like UTF-16 or a binary file, with a NUL byte; TOML is UTF-8");
            return false;
        }

        return Utf8.IsValid(text) || Locate(source, errors);
    }

    private static bool Locate(TomlSource source, ErrorList errors)
    {
        ReadOnlySpan<byte> text = source.Utf8.Span;
        int start = 0;
        int found = 0;
        while (start < text.Length)
        {
            int length = text[start..].IndexOf((byte)'\n');
            int end = length < 0 ? text.Length : start + length + 1;
            if (!Utf8.IsValid(text[start..end]))
            {
                Report(source, FirstInvalid(source, start, end), errors);
                if (++found == TomlLimits.MaximumEncodingErrors)
                {
                    return false;
                }
            }

            start = end;
        }

        return true;
    }

    private static Place FirstInvalid(TomlSource source, int start, int end)
    {
        int length;
        while (Rune.DecodeFromUtf8(source.Utf8.Span[start..end], out _, out length) == OperationStatus.Done)
        {
            start += length;
        }

        return new Place(source, start, start + length);
    }

    private static void Report(TomlSource source, Place place, ErrorList errors)
    {
        ReadOnlySpan<byte> bytes = source.Utf8.Span[place.Start..place.End];
        string what = (bytes.Length == 1 ? "the byte 0x" : "the bytes 0x") + Convert.ToHexString(bytes);
        errors.AddUndecodable(place, $"cannot decode {what}: this is not UTF-8; save the file with that encoding");
    }
}
