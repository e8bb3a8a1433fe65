using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>
/// The place of reading in a text, passed by reference to every reader. A reader that meets an error reports it and
/// either goes on, or gives up by <see cref="Lose"/>; then each caller returns at once, up to the statement.
/// </summary>
internal ref struct Cursor
{
    private readonly TomlSource _source;
    private readonly ErrorList _errors;
    private readonly int _maximumValues;

    public Cursor(TomlSource source, ErrorList errors, int maximumValues)
    {
        _maximumValues = maximumValues;
        _source = source;
        _errors = errors;
        Text = source.Utf8.Span;
        Offset = Text.StartsWith(TomlSource.ByteOrderMark) ? TomlSource.ByteOrderMark.Length : 0;
    }

    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The key that was read last.</summary>
    public KeyPath Path { get; } = new();

    public NameCache Names { get; } = new();

    public ByteBuffer Scratch { get; } = new();

    public OpenBrackets Open { get; } = new();

    public int Offset { get; set; }

    /// <summary>Whether the statement cannot be read further.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether nothing more is to be read.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>
    /// Where a multi-line string starts that ends just behind a "=", as happens when its closing quotes are missing
    /// and those that open the next string end it. What follows is then inside out, so the first error is the last.
    /// </summary>
    public int? SuspectString { get; set; }

    /// <summary>How many values and tables were made.</summary>
    public int Values { get; private set; }

    /// <summary>See <see cref="TomlDocument.Work"/>.</summary>
    public long Work { get; set; }

    public readonly bool IsAtEnd => Offset >= Text.Length;

    /// <summary>The byte here, −1 at the end of the text.</summary>
    public readonly int Current => Offset < Text.Length ? Text[Offset] : -1;

    public readonly ReadOnlySpan<byte> Rest => Text[Offset..];

    public readonly bool IsAtNewline => Current is '\n' or -1 || (Current == '\r' && PeekAt(1) == '\n');

    public readonly int PeekAt(int distance) =>
        Offset + distance < Text.Length ? Text[Offset + distance] : -1;

    public void SkipBlanks()
    {
        int offset = Offset;
        while (offset < Text.Length && Text[offset] is (byte)' ' or (byte)'\t')
        {
            offset++;
        }

        Offset = offset;
    }

    /// <summary>Passes over LF or CRLF, if one is here.</summary>
    public bool SkipNewline()
    {
        if (Current == '\n')
        {
            Offset++;
            return true;
        }

        if (Current == '\r' && PeekAt(1) == '\n')
        {
            Offset += 2;
            return true;
        }

        return false;
    }

    /// <summary>Goes to the start of the next line, or to the end of the text.</summary>
    public void SkipLine()
    {
        int length = Rest.IndexOf((byte)'\n');
        length = length < 0 ? Rest.Length : length + 1;
        Work += length;
        Offset += length;
    }

    /// <summary>Whether there is a line end between an earlier place and here.</summary>
    public readonly bool IsLineBelow(int start) => Text[start..Offset].Contains((byte)'\n');

    /// <summary>Gives the place from an offset up to here.</summary>
    public readonly Place From(int start) => new(_source, start, Offset);

    /// <summary>Gives a place ahead or behind.</summary>
    public readonly Place At(int start, int length) => new(_source, start, start + length);

    /// <summary>Gives the place of what is here: a word, a character, or nothing at the end of a line.</summary>
    public readonly Place Found() => At(Offset, IsAtNewline ? 0 : Word(Rest).Length);

    /// <summary>Says what is here, for a message that expected something else.</summary>
    public readonly string Describe()
    {
        if (IsAtEnd)
        {
            return "the end of the text";
        }

        if (IsAtNewline)
        {
            return "the end of the line";
        }

        return Current switch
        {
            '\r' => Characters.Name('\r'),
            '"' or '\'' => "a string",
            '#' => "a comment",
            _ => Quote.Utf8(Word(Rest)),
        };
    }

    /// <summary>Gives a place as <c>name:line:column</c>.</summary>
    public readonly string Locate(Place place) => _source.Locate(place.Span.Start);

    /// <summary>Reports an error after which reading goes on as if all were well.</summary>
    public void Report(Place place, string message, Place related = default)
    {
        if (SuspectString is int suspect)
        {
            related = At(suspect, 3);
            message += $"; is the closing quote of the string at {Locate(related)} missing?";
            IsStopped = true;
        }

        _errors.Add(place, message, related);
        IsStopped |= _errors.IsFull;
        IsLost |= IsStopped;
    }

    /// <summary>Reports an error and gives up the statement.</summary>
    public void Lose(Place place, string message, Place related = default)
    {
        Report(place, message, related);
        IsLost = true;
    }

    /// <summary>Counts a value or table that is about to be made; one too many is the end.</summary>
    public void CountValue()
    {
        if (++Values > _maximumValues && !IsStopped)
        {
            Lose(Found(), $"cannot read on: the text has more than {_maximumValues} values and tables");
            IsStopped = true;
        }
    }

    /// <summary>Takes up reading with a new statement.</summary>
    public void Resume()
    {
        IsLost = false;
        Open.Clear();
    }

    /// <summary>Gives the word that starts a text if there is one, else its first character.</summary>
    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> rest)
    {
        int word = BareKey.Length(rest[..Math.Min(rest.Length, TomlLimits.MaximumQuoted * 4)]);
        if (word == 0)
        {
            Rune.DecodeFromUtf8(rest, out _, out word);
        }

        return rest[..word];
    }
}
