using System;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Output;

namespace MiniInit.Supervision.Journals;

/// <summary>The record that is being written, in a buffer that is used again.</summary>
internal sealed class RecordBuffer
{
    private readonly byte[] _bytes = new byte[JournalLimits.RecordBytes];
    private int _length;

    /// <summary>What was added so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    private static ReadOnlySpan<byte> Ellipsis => "…"u8;

    /// <summary>Begins anew.</summary>
    public void Clear() => _length = 0;

    /// <summary>Adds what stands around foreign text: as it is, and never cut.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Adds a word of ours, as it is and never cut.</summary>
    public void Add(string word) => _length += Encoding.UTF8.GetBytes(word, _bytes.AsSpan(_length));

    /// <summary>Adds text for people: nothing in it does anything to a terminal.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">How many bytes it may become.</param>
    public void AddText(ReadOnlySpan<char> text, int most) => AddEscaped(text, most, isJson: false);

    /// <summary>Adds the inside of a JSON string.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">How many bytes it may become.</param>
    public void AddJson(ReadOnlySpan<char> text, int most) => AddEscaped(text, most, isJson: true);

    private void AddEscaped(ReadOnlySpan<char> text, int most, bool isJson)
    {
        int end = _length + most - Ellipsis.Length;
        Span<byte> escaped = stackalloc byte[Escaped.MostPerRune];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = isJson ? Json(rune, escaped) : Text(rune, escaped);
            if (_length + length > end)
            {
                Add(Ellipsis);
                return;
            }

            Add(escaped[..length]);
        }
    }

    private static int Text(Rune rune, Span<byte> into) => Quotation.IsInvisible(rune)
        ? Encoding.UTF8.GetBytes(Escaped.Of(rune), into)
        : rune.EncodeToUtf8(into);

    private static int Json(Rune rune, Span<byte> into)
    {
        Span<byte> plain = stackalloc byte[4];
        return JsonText.Write(plain[..rune.EncodeToUtf8(plain)], into);
    }
}
