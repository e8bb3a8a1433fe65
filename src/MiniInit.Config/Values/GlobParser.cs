using System;
using System.Collections.Immutable;

namespace MiniInit.Config.Values;

/// <summary>Reads any text as fnmatch(3) would, and notes the first slip on the way.</summary>
internal sealed class GlobParser
{
    internal const string Purpose = "a glob";

    private readonly string _text;
    private int _at;

    // A search for "]" that came to the end is not done again from later brackets: time stays linear.
    private bool _noBracketCloses;

    public GlobParser(string text) => _text = text;

    /// <summary>The first slip, if there is any.</summary>
    public TextError? Error { get; private set; }

    public ImmutableArray<GlobPart> Parse()
    {
        ImmutableArray<GlobPart>.Builder parts = ImmutableArray.CreateBuilder<GlobPart>();
        while (_at < _text.Length)
        {
            parts.Add(ParsePart());
        }

        return parts.DrainToImmutable();
    }

    /// <summary>Takes every character for itself.</summary>
    public ImmutableArray<GlobPart> ParseLiterally()
    {
        ImmutableArray<GlobPart>.Builder parts = ImmutableArray.CreateBuilder<GlobPart>(_text.Length);
        for (; _at < _text.Length; _at += Quotation.LengthAt(_text, _at))
        {
            parts.Add(new GlobPart.One(Glob.CharacterAt(_text, _at, out _)));
        }

        return parts.DrainToImmutable();
    }

    private GlobPart ParsePart()
    {
        switch (_text[_at])
        {
            case '*':
                _at++;
                return new GlobPart.Star();
            case '?':
                _at++;
                return new GlobPart.Any();
            case '[' when !_noBracketCloses && ParseSet() is GlobPart.Set set:
                return set;
            default:
                return new GlobPart.One(ParseCharacter());
        }
    }

    /// <summary>Reads a set; without its end gives null and stays where it is.</summary>
    private GlobPart.Set? ParseSet()
    {
        int start = _at++;
        bool negated = _at < _text.Length && _text[_at] is '!' or '^';
        _at += negated ? 1 : 0;
        int first = _at;
        ImmutableArray<(int, int)>.Builder ranges = ImmutableArray.CreateBuilder<(int, int)>();
        while (_at < _text.Length && (_text[_at] != ']' || _at == first))
        {
            if (!TryParseClass(ranges))
            {
                ParseRange(ranges);
            }
        }

        if (_at < _text.Length)
        {
            _at++;
            return new GlobPart.Set(negated, ranges.DrainToImmutable());
        }

        _at = start;
        _noBracketCloses = true;
        Fail(start, 1, "this \"[\" is not closed; add \"]\", or write \"\\[\" for the character itself");
        return null;
    }

    private void ParseRange(ImmutableArray<(int First, int Last)>.Builder ranges)
    {
        int start = _at;
        int first = ParseCharacter();
        bool isRange = _at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']';
        if (!isRange)
        {
            ranges.Add((first, first));
            return;
        }

        _at++;
        int last = ParseCharacter();
        ranges.Add((first, last));
        if (last < first)
        {
            string range = Quotation.Of(_text.AsSpan(start, _at - start));
            Fail(start, _at - start, $"the range {range} ends before it begins; put the lower character first");
        }
    }

    /// <summary>Reads a character, or the one behind a backslash.</summary>
    private int ParseCharacter()
    {
        if (_text[_at] == '\\')
        {
            if (_at + 1 < _text.Length)
            {
                _at++;
            }
            else
            {
                Fail(_at, 1, "nothing follows the backslash; write \"\\\\\" for the character itself");
            }
        }

        int character = Glob.CharacterAt(_text, _at, out int length);
        _at += length;
        return character;
    }

    /// <summary>Reads <c>[:digit:]</c> within a set; what only looks like a class stays.</summary>
    private bool TryParseClass(ImmutableArray<(int First, int Last)>.Builder ranges)
    {
        // The longest name has six letters.
        const int Longest = 6;
        ReadOnlySpan<char> rest = _text.AsSpan(_at);
        if (!rest.StartsWith("[:"))
        {
            return false;
        }

        ReadOnlySpan<char> window = rest[2..Math.Min(rest.Length, Longest + 4)];
        int end = window.IndexOf(":]", StringComparison.Ordinal);
        (int First, int Last)[]? characters = end < 0 ? null : ClassOf(window[..end]);
        if (characters is null)
        {
            Fail(
                _at,
                2,
                "no class begins so; write for instance \"[[:digit:]]\", or \"[\\[:]\" for the characters themselves");
            return false;
        }

        ranges.AddRange(characters);
        _at += end + 4;
        return true;
    }

    private static (int First, int Last)[]? ClassOf(ReadOnlySpan<char> name) => name switch
    {
        "alnum" => [('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => [('A', 'Z'), ('a', 'z')],
        "blank" => [(' ', ' '), ('\t', '\t')],
        "cntrl" => [(0, 0x1F), (0x7F, 0x7F)],
        "digit" => [('0', '9')],
        "graph" => [('!', '~')],
        "lower" => [('a', 'z')],
        "print" => [(' ', '~')],
        "punct" => [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => [(' ', ' '), ('\t', '\r')],
        "upper" => [('A', 'Z')],
        "xdigit" => [('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => null,
    };

    private void Fail(int offset, int length, string cause) =>
        Error ??= new TextError(offset, length, $"cannot use {Quotation.Of(_text)} as {Purpose}: {cause}");
}
