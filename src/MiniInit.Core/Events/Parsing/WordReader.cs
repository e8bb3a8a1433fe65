using System;
using System.Text;

namespace MiniInit.Core.Events.Parsing;

/// <summary>
/// Splits the text of an expression as Upstart's reader of job files does: words end at blanks, parentheses, line ends
/// and at <c>#</c>, which starts a comment even within what would be a word; quotes of both kinds may start anywhere in
/// a word; a backslash makes the next character mean itself, between quotes of both kinds too; a line end between
/// quotes or behind a backslash becomes one space, together with the blanks around it.
/// </summary>
internal sealed class WordReader(string text)
{
    private readonly StringBuilder _word = new();
    private int _at;
    private int _blanksFrom;
    private bool _lineEndPending;

    /// <summary>Whether a comment that has been skipped holds a <c>)</c>.</summary>
    public bool HasCommentedParenthesis { get; private set; }

    /// <summary>Where the first comment that has been skipped starts.</summary>
    public int? FirstComment { get; private set; }

    /// <summary>Reads the next token; false with the reason where there is none.</summary>
    public bool TryRead(out Token token, out ParseError error)
    {
        error = default;
        SkipBlanks();
        if (_at >= text.Length)
        {
            token = new Token(TokenKind.End, text.Length, 0, "", false);
            return true;
        }

        if (text[_at] is '(' or ')' or '\n')
        {
            TokenKind kind = text[_at] switch
            {
                '(' => TokenKind.Open,
                ')' => TokenKind.Close,
                _ => TokenKind.LineEnd,
            };
            token = new Token(kind, _at, 1, "", false);
            _at++;
            return true;
        }

        return TryReadWord(out token, out error);
    }

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\r';

    /// <summary>Tells how long a backslash with a line end is; 0 where there is none.</summary>
    private int EscapedLineEnd(int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        return rest.StartsWith("\\\n") ? 2 : rest.StartsWith("\\\r\n") ? 3 : 0;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] == '#')
            {
                FirstComment ??= _at;
                int end = text.IndexOf('\n', _at);
                end = end < 0 ? text.Length : end;
                HasCommentedParenthesis |= text.AsSpan(_at..end).Contains(')');
                _at = end;
                return;
            }

            int length = IsBlank(text[_at]) ? 1 : EscapedLineEnd(_at);
            if (length == 0)
            {
                return;
            }

            _at += length;
        }
    }

    private bool TryReadWord(out Token token, out ParseError error)
    {
        int start = _at;
        int quoteAt = -1;
        bool isPlain = true;
        error = default;
        token = default;
        _word.Clear();
        _lineEndPending = false;
        _blanksFrom = -1;
        while (_at < text.Length && (quoteAt >= 0 || !(IsBlank(text[_at]) || text[_at] is '(' or ')' or '#' or '\n')))
        {
            char character = text[_at];
            if (character == '\0')
            {
                error = new ParseError(_at, 1, "cannot use a NUL character: no event and no variable can hold one");
                return false;
            }

            if (character == '\\')
            {
                isPlain = false;
                if (!TryReadEscape())
                {
                    error = new ParseError(
                        _at, 1, "cannot end with a backslash: remove it, or write \\\\ for the character itself");
                    return false;
                }
            }
            else if (quoteAt >= 0 ? character == text[quoteAt] : character is '"' or '\'')
            {
                isPlain = false;
                FlushBlanks();
                quoteAt = quoteAt >= 0 ? -1 : _at;
                _at++;
            }
            else if (quoteAt >= 0 && (IsBlank(character) || character == '\n'))
            {
                _blanksFrom = _blanksFrom < 0 ? _at : _blanksFrom;
                _lineEndPending |= character == '\n';
                _at++;
            }
            else
            {
                Append(character);
            }
        }

        token = new Token(TokenKind.Word, start, _at - start, _word.ToString(), isPlain);
        if (quoteAt < 0)
        {
            return true;
        }

        string fix = quoteAt == start
            ? "add it behind the last word"
            : $"write \\{text[quoteAt]} for the character itself";
        error = new ParseError(quoteAt, 1, $"cannot find the {text[quoteAt]} that ends this quote: {fix}");
        return false;
    }

    private bool TryReadEscape()
    {
        int lineEnd = EscapedLineEnd(_at);
        if (lineEnd > 0)
        {
            _blanksFrom = _blanksFrom < 0 ? _at : _blanksFrom;
            _lineEndPending = true;
            _at += lineEnd;
            return true;
        }

        if (_at + 1 >= text.Length)
        {
            return false;
        }

        int backslash = _at++;
        if (text[_at] == '\0')
        {
            return true; // refused in the next turn, as any other
        }

        FlushBlanks(backslash);
        _word.Append(text[_at++]);
        return true;
    }

    private void Append(char character)
    {
        FlushBlanks();
        _word.Append(character);
        _at++;
    }

    /// <summary>Adds the blanks that were passed: as they are, or one space for a line end and all around it.</summary>
    private void FlushBlanks() => FlushBlanks(_at);

    private void FlushBlanks(int end)
    {
        if (_lineEndPending)
        {
            _word.Append(' ');
        }
        else if (_blanksFrom >= 0)
        {
            _word.Append(text.AsSpan(_blanksFrom..end));
        }

        _blanksFrom = -1;
        _lineEndPending = false;
    }
}
