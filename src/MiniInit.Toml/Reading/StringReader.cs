using System;
using System.Buffers;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>
/// Reads the four kinds of strings: <c>"…"</c>, <c>'…'</c>, and both with three quotes over several lines.
/// </summary>
internal static class StringReader
{
    /// <summary>Two quotes may stand just before the three that end a string.</summary>
    private const int MaximumQuotes = 5;

    /// <summary>
    /// Reads the string here. What is wrong within it is reported; null after what cannot be passed over.
    /// </summary>
    /// <param name="cursor">At the first quote; for a key, at a single one.</param>
    /// <param name="isKey">Whether it is a key.</param>
    public static string? Read(ref Cursor cursor, bool isKey)
    {
        int start = cursor.Offset;
        byte quote = (byte)cursor.Current;
        SearchValues<byte> stops = quote == '"' ? Characters.BasicStops : Characters.LiteralStops;
        if (cursor.PeekAt(1) == quote && cursor.PeekAt(2) == quote)
        {
            cursor.Offset += 3;
            cursor.SkipNewline();
            string? lines = ReadPieces(ref cursor, start, stops, isMultiline: true);
            if (lines is null)
            {
                string close = new((char)quote, 3);
                cursor.Lose(cursor.At(start, 3), $"cannot read the string: it has no closing {close}");
            }

            return lines;
        }

        cursor.Offset++;
        int length = cursor.Rest.IndexOfAny(stops);
        if (length < 0 || cursor.Rest[length] != quote)
        {
            string? pieces = ReadPieces(ref cursor, start, stops, isMultiline: false);
            if (pieces is null)
            {
                string close = ((char)quote).ToString();
                string hint = isKey ? "" : $"; {close}{close}{close} starts one of several lines";
                cursor.Lose(
                    cursor.At(start, 1), $"cannot read the string: it has no closing {close} in its line{hint}");
                if (!isKey && cursor.Open.Count == 0)
                {
                    Recovery.SkipLinesOfString(ref cursor, quote);
                }
            }

            return pieces;
        }

        string text = Encoding.UTF8.GetString(cursor.Rest[..length]);
        cursor.Offset += length + 1;
        return text;
    }

    /// <summary>Puts a string together; null if it does not end.</summary>
    private static string? ReadPieces(
        ref Cursor cursor, int start, SearchValues<byte> stops, bool isMultiline)
    {
        byte quote = cursor.Text[start];
        ByteBuffer pieces = cursor.Scratch;
        pieces.Clear();
        bool hasError = false;
        while (true)
        {
            int length = cursor.Rest.IndexOfAny(stops);
            if (length < 0)
            {
                cursor.Offset = cursor.Text.Length;
                return null;
            }

            pieces.Append(cursor.Rest[..length]);
            cursor.Offset += length;
            if (cursor.Current == quote)
            {
                if (!isMultiline)
                {
                    cursor.Offset++;
                    break;
                }

                if (Closes(ref cursor, quote))
                {
                    NoteSuspect(ref cursor, start);
                    break;
                }
            }
            else if (cursor.Current == '\\')
            {
                EscapeReader.Read(ref cursor, isMultiline, ref hasError);
            }
            else if (!cursor.IsAtNewline)
            {
                RefuseControl(ref cursor, quote, ref hasError);
            }
            else if (isMultiline)
            {
                cursor.SkipNewline();
                pieces.Append((byte)'\n');
            }
            else
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(pieces.Bytes);
    }

    /// <summary>Passes over quotes in a multi-line string, which belong to it or end it.</summary>
    private static bool Closes(ref Cursor cursor, byte quote)
    {
        int quotes = 1;
        while (quotes < MaximumQuotes && cursor.PeekAt(quotes) == quote)
        {
            quotes++;
        }

        bool closes = quotes >= 3;
        cursor.Scratch.Append(cursor.Text.Slice(cursor.Offset, closes ? quotes - 3 : quotes));
        cursor.Offset += quotes;
        return closes;
    }

    private static void NoteSuspect(ref Cursor cursor, int start)
    {
        ReadOnlySpan<byte> inside = cursor.Scratch.Bytes;
        if (cursor.SuspectString is null && Recovery.IsKeyAndEquals(inside[(inside.LastIndexOf((byte)'\n') + 1)..])
            && cursor.IsLineBelow(start))
        {
            cursor.SuspectString = start;
        }
    }

    private static void RefuseControl(ref Cursor cursor, byte quote, ref bool hasError)
    {
        if (!hasError)
        {
            string hint = (cursor.Current, quote) switch
            {
                ('\r', (byte)'"') => "\\r",
                (_, (byte)'"') => $"\\u{cursor.Current:X4}",
                ('\r', _) => "\"…\" with \\r",
                _ => $"\"…\" with \\u{cursor.Current:X4}",
            };
            cursor.Report(cursor.Found(), $"cannot use {Characters.Name(cursor.Current)} in a string: write {hint}");
            hasError = true;
        }

        cursor.Offset++;
    }
}
