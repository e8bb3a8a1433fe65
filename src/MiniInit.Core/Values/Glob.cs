using System;

namespace MiniInit.Core.Values;

/// <summary>
/// Patterns as fnmatch(3) has them, without flags: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>,
/// <c>[[:digit:]]</c>, and <c>\</c> before a character that is to mean itself. <c>*</c> and <c>?</c> match <c>/</c> and
/// a leading dot too.
/// </summary>
/// <remarks>
/// Time is at most the length of the pattern times the length of the text, without recursion and without memory: only
/// the last <c>*</c> ever takes more, since whatever an earlier one could do, the last one can make up for.
/// A character is a code point. A <c>[</c> that is never closed means itself. Classes are ASCII's.
/// </remarks>
public static class Glob
{
    /// <summary>Tells whether a whole text has a form.</summary>
    /// <param name="pattern">The form.</param>
    /// <param name="text">The text.</param>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (!pattern.ContainsAny("*?[\\"))
        {
            return pattern.SequenceEqual(text);
        }

        int literalBrackets = FirstLiteralBracket(pattern);
        int at = 0;
        int textAt = 0;
        int afterStar = -1;
        int starText = 0;
        while (textAt < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                afterStar = ++at;
                starText = textAt;
            }
            else if (!TryStep(pattern, ref at, text, ref textAt, literalBrackets))
            {
                if (afterStar < 0)
                {
                    return false;
                }

                starText += CodePoint(text, starText).Length;
                at = afterStar;
                textAt = starText;
            }

            if (afterStar == pattern.Length)
            {
                return true; // the last star takes all that is left
            }
        }

        while (at < pattern.Length && pattern[at] == '*')
        {
            at++;
        }

        return at == pattern.Length;
    }

    /// <summary>
    /// Gives where the first unclosed <c>[</c> is; that one and all behind it mean themselves. Found once, since to
    /// find out at each of them would cost a look at the rest of the pattern.
    /// </summary>
    private static int FirstLiteralBracket(ReadOnlySpan<char> pattern)
    {
        int at = 0;
        while (at < pattern.Length)
        {
            if (pattern[at] != '[')
            {
                at += pattern[at] == '\\' ? 2 : 1;
            }
            else if (!TryBracket(pattern, ref at, 0, out _))
            {
                return at;
            }
        }

        return pattern.Length;
    }

    /// <summary>Matches one element that is no star with one character; moves both on only if they match.</summary>
    private static bool TryStep(
        ReadOnlySpan<char> pattern, ref int at, ReadOnlySpan<char> text, ref int textAt, int literalBrackets)
    {
        if (at >= pattern.Length)
        {
            return false;
        }

        (int value, int length) = CodePoint(text, textAt);
        int next = at + 1;
        switch (pattern[at])
        {
            case '?':
                break;
            case '[' when at < literalBrackets:
                next = at;
                if (!TryBracket(pattern, ref next, value, out bool holds) || !holds)
                {
                    return false;
                }

                break;
            default:
                // A backslash at the end means nothing, as in glibc: such a pattern matches nothing.
                int literal = pattern[at] == '\\' ? at + 1 : at;
                if (literal >= pattern.Length || CodePoint(pattern, literal) is var own && own.Value != value)
                {
                    return false;
                }

                next = literal + length;
                break;
        }

        at = next;
        textAt += length;
        return true;
    }

    /// <summary>Reads <c>[…]</c>; false, and nothing moved, where it is not closed.</summary>
    private static bool TryBracket(ReadOnlySpan<char> pattern, ref int start, int value, out bool holds)
    {
        int at = start + 1;
        bool negated = at < pattern.Length && pattern[at] is '!' or '^';
        at += negated ? 1 : 0;
        int first = at;
        holds = false;
        while (at < pattern.Length)
        {
            if (pattern[at] == ']' && at > first)
            {
                holds ^= negated;
                start = at + 1;
                return true;
            }

            if (TryClass(pattern, ref at, value, ref holds))
            {
                continue;
            }

            int low = Member(pattern, ref at);
            int high = low;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                high = Member(pattern, ref at);
            }

            holds |= low <= value && value <= high;
        }

        return false;
    }

    private static int Member(ReadOnlySpan<char> pattern, ref int at)
    {
        at += pattern[at] == '\\' && at + 1 < pattern.Length ? 1 : 0;
        (int value, int length) = CodePoint(pattern, at);
        at += length;
        return value;
    }

    private static bool TryClass(ReadOnlySpan<char> pattern, ref int at, int value, ref bool holds)
    {
        const int LongestName = 6;
        ReadOnlySpan<char> rest = pattern[at..];
        if (!rest.StartsWith("[:"))
        {
            return false;
        }

        rest = rest[2..Math.Min(rest.Length, 2 + LongestName + 2)];
        int end = rest.IndexOf(":]");
        if (end < 0)
        {
            return false;
        }

        char ascii = value < 128 ? (char)value : '\uFFFF';
        bool? inside = rest[..end] switch
        {
            "alpha" => char.IsAsciiLetter(ascii),
            "digit" => char.IsAsciiDigit(ascii),
            "alnum" => char.IsAsciiLetterOrDigit(ascii),
            "upper" => char.IsAsciiLetterUpper(ascii),
            "lower" => char.IsAsciiLetterLower(ascii),
            "xdigit" => char.IsAsciiHexDigit(ascii),
            "space" => ascii is ' ' or (>= '\t' and <= '\r'),
            "blank" => ascii is ' ' or '\t',
            "punct" => ascii is > ' ' and < '\u007F' && !char.IsAsciiLetterOrDigit(ascii),
            "cntrl" => ascii is < ' ' or '\u007F',
            "print" => ascii is >= ' ' and < '\u007F',
            "graph" => ascii is > ' ' and < '\u007F',
            _ => null,
        };
        holds |= inside ?? false;
        at += inside is null ? 0 : 2 + end + 2;
        return inside is not null;
    }

    private static (int Value, int Length) CodePoint(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])
            ? (char.ConvertToUtf32(text[at], text[at + 1]), 2)
            : (text[at], 1);
}
