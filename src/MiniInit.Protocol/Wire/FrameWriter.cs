using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Protocol.Wire;

/// <summary>Writes one frame: an object of JSON and the NUL behind it.</summary>
/// <param name="into">Where to.</param>
internal sealed class FrameWriter(IBufferWriter<byte> into)
{
    // Room for that many at a time: a letter takes six bytes at most.
    private const int LettersAtOnce = 128;
    private const int BytesOfLetter = 6;
    private const int DigitsOfNumber = 20;

    private readonly IBufferWriter<byte> _into = into;
    private bool _needsComma;

    public void Open() => Bracket((byte)'{');

    public void Open(ReadOnlySpan<byte> name)
    {
        Name(name);
        Bracket((byte)'{');
    }

    public void Close()
    {
        _into.Write("}"u8);
        _needsComma = true;
    }

    public void End() => _into.Write("}\0"u8);

    public void Text(ReadOnlySpan<byte> name, string text)
    {
        Name(name);
        Quoted(text);
    }

    public void TextOrNone(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            Text(name, text);
        }
    }

    public void Number(ReadOnlySpan<byte> name, long number)
    {
        Name(name);
        Span<byte> room = _into.GetSpan(DigitsOfNumber);
        Utf8Formatter.TryFormat(number, room, out int length);
        _into.Advance(length);
    }

    public void NumberOrNone(ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } known)
        {
            Number(name, known);
        }
    }

    public void Flag(ReadOnlySpan<byte> name, bool flag)
    {
        Name(name);
        _into.Write(flag ? "true"u8 : "false"u8);
    }

    /// <summary>A flag that need not be told while it is false.</summary>
    public void FlagIfSet(ReadOnlySpan<byte> name, bool flag)
    {
        if (flag)
        {
            Flag(name, flag);
        }
    }

    public void Texts(ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        OpenList(name);
        for (int i = 0; i < texts.Count; i++)
        {
            Comma();
            Quoted(texts[i]);
        }

        CloseList();
    }

    public void TextsOrNone(ReadOnlySpan<byte> name, IReadOnlyList<string>? texts)
    {
        if (texts is not null)
        {
            Texts(name, texts);
        }
    }

    public void BytesOrNone(ReadOnlySpan<byte> name, IReadOnlyList<byte>? bytes)
    {
        if (bytes is null)
        {
            return;
        }

        Name(name);
        byte[] all = new byte[bytes.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = bytes[i];
        }

        Span<byte> room = _into.GetSpan(Base64.GetMaxEncodedToUtf8Length(all.Length) + 2);
        room[0] = (byte)'"';
        Base64.EncodeToUtf8(all, room[1..], out _, out int length);
        room[length + 1] = (byte)'"';
        _into.Advance(length + 2);
    }

    public void Objects<T>(ReadOnlySpan<byte> name, IReadOnlyList<T> all, Action<FrameWriter, T> write)
    {
        OpenList(name);
        for (int i = 0; i < all.Count; i++)
        {
            Comma();
            Bracket((byte)'{');
            write(this, all[i]);
            Close();
        }

        CloseList();
    }

    private void OpenList(ReadOnlySpan<byte> name)
    {
        Name(name);
        Bracket((byte)'[');
    }

    private void CloseList()
    {
        _into.Write("]"u8);
        _needsComma = true;
    }

    private void Bracket(byte bracket)
    {
        _into.GetSpan(1)[0] = bracket;
        _into.Advance(1);
        _needsComma = false;
    }

    private void Comma()
    {
        if (_needsComma)
        {
            _into.Write(","u8);
        }

        _needsComma = true;
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        Comma();
        _into.Write("\""u8);
        _into.Write(name);
        _into.Write("\":"u8);
    }

    private void Quoted(ReadOnlySpan<char> text)
    {
        _into.Write("\""u8);
        while (!text.IsEmpty)
        {
            Span<byte> room = _into.GetSpan(Math.Min(text.Length, LettersAtOnce) * BytesOfLetter);
            int length = 0;
            while (!text.IsEmpty && room.Length - length >= BytesOfLetter)
            {
                // Half a surrogate pair comes out as U+FFFD: UTF-8 has no form for it.
                Rune.DecodeFromUtf16(text, out Rune letter, out int taken);
                text = text[taken..];
                length += Letter(letter, room[length..]);
            }

            _into.Advance(length);
        }

        _into.Write("\""u8);
    }

    private static int Letter(Rune letter, Span<byte> room)
    {
        byte escape = letter.Value switch
        {
            '"' or '\\' => (byte)letter.Value,
            '\b' => (byte)'b',
            '\t' => (byte)'t',
            '\n' => (byte)'n',
            '\f' => (byte)'f',
            '\r' => (byte)'r',
            _ => 0,
        };
        if (escape != 0)
        {
            room[0] = (byte)'\\';
            room[1] = escape;
            return 2;
        }

        if (!Rune.IsControl(letter))
        {
            return letter.EncodeToUtf8(room);
        }

        // JSON wants only those below U+0020 escaped. The others would reach terminals through --json.
        "\\u00"u8.CopyTo(room);
        room[4] = Digit(letter.Value >> 4);
        room[5] = Digit(letter.Value & 0xF);
        return BytesOfLetter;
    }

    private static byte Digit(int value) => "0123456789abcdef"u8[value];
}
