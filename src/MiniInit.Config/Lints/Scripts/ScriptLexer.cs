using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Config.Lints.Scripts;

/// <summary>
/// Splits a shell script into words and operators: quotes, substitutions, here-documents, comments and lines that go on
/// are passed over, not understood. Time is linear in the length of the script.
/// </summary>
internal sealed class ScriptLexer(string text)
{
    private static readonly SearchValues<char> s_wordEnds = SearchValues.Create(" \t\r\n;&|()<>");

    private readonly Queue<(string Delimiter, bool StripsTabs)> _hereDocuments = new();
    private readonly Stack<char> _closers = new();
    private bool? _hereStripsTabs;
    private int _at;

    /// <summary>Reads the next token; null where it cannot, such as for a quote that does not end.</summary>
    public ScriptToken? Read()
    {
        SkipBlanks();
        int start = _at;
        if (_at >= text.Length)
        {
            return new ScriptToken(ScriptTokenKind.Finish, _at, 0);
        }

        if (text[_at] is not ('\n' or ';' or '&' or '|' or '(' or ')' or '<' or '>'))
        {
            return ReadWord();
        }

        (ScriptTokenKind kind, int length) = OperatorAt(text.AsSpan(_at));
        _at += length;
        if (kind == ScriptTokenKind.Redirection)
        {
            ReadOnlySpan<char> written = text.AsSpan(start, length);
            _hereStripsTabs = written is "<<-" ? true : written is "<<" ? false : null;
            return _at < text.Length && text[_at] == '(' ? null : new ScriptToken(kind, start, length);
        }

        if (text[start] == '\n')
        {
            SkipHereDocuments();
        }

        return new ScriptToken(kind, start, length);
    }

    private static (ScriptTokenKind Kind, int Length) OperatorAt(ReadOnlySpan<char> rest) => rest switch
    {
        [';', ';', '&', ..] => (ScriptTokenKind.CaseEnd, 3),
        [';', ';' or '&', ..] => (ScriptTokenKind.CaseEnd, 2),
        ['&', '&', ..] => (ScriptTokenKind.And, 2),
        ['&', '>', '>', ..] => (ScriptTokenKind.Redirection, 3),
        ['&', '>', ..] => (ScriptTokenKind.Redirection, 2),
        ['&', ..] => (ScriptTokenKind.Background, 1),
        ['|', '|', ..] => (ScriptTokenKind.Or, 2),
        ['|', '&', ..] => (ScriptTokenKind.Pipe, 2),
        ['|', ..] => (ScriptTokenKind.Pipe, 1),
        ['(', ..] => (ScriptTokenKind.Open, 1),
        [')', ..] => (ScriptTokenKind.Close, 1),
        ['<', '<', '-' or '<', ..] => (ScriptTokenKind.Redirection, 3),
        ['<', '<' or '&' or '>', ..] or ['>', '>' or '&' or '|', ..] => (ScriptTokenKind.Redirection, 2),
        ['<' or '>', ..] => (ScriptTokenKind.Redirection, 1),
        _ => (ScriptTokenKind.End, 1),
    };

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r')
            {
                _at++;
            }
            else if (text.AsSpan(_at).StartsWith("\\\n"))
            {
                _at += 2;
            }
            else if (text[_at] == '#')
            {
                int end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private ScriptToken? ReadWord()
    {
        int start = _at;
        while (_at < text.Length)
        {
            char closer = _closers.TryPeek(out char open) ? open : '\0';
            char character = text[_at];
            if (closer == '\0' && s_wordEnds.Contains(character))
            {
                break;
            }

            Pass(character, closer);
        }

        if (_closers.Count > 0)
        {
            return null;
        }

        _at = Math.Min(_at, text.Length);
        ReadOnlySpan<char> word = text.AsSpan(start.._at);
        if (_hereStripsTabs is bool stripsTabs)
        {
            string delimiter = string.Concat(word.ToString().Where(c => c is not ('\'' or '"' or '\\')));
            _hereDocuments.Enqueue((delimiter, stripsTabs));
            _hereStripsTabs = null;
        }

        bool isDescriptor = _at < text.Length && (text[_at] is '<' or '>') && !word.ContainsAnyExceptInRange('0', '9');
        return isDescriptor ? Read() : new ScriptToken(ScriptTokenKind.Word, start, _at - start);
    }

    /// <summary>Passes one character of a word, and notes what it opens or closes.</summary>
    private void Pass(char character, char closer)
    {
        bool isText = closer == '\'';
        if (character == '\\' && !isText)
        {
            _at += 2;
            return;
        }

        if (character == closer)
        {
            _closers.Pop();
        }
        else if (!isText && text.AsSpan(_at) is ['$', '(' or '{', ..])
        {
            _closers.Push(text[++_at] == '(' ? ')' : '}');
        }
        else if (!isText && (character is '"' or '`'))
        {
            _closers.Push(character);
        }
        else if ((closer is '\0' or ')' or '`') && character == '\'')
        {
            _closers.Push(character);
        }
        else if (closer == ')' && character == '(')
        {
            _closers.Push(')');
        }

        _at++;
    }

    private void SkipHereDocuments()
    {
        while (_hereDocuments.TryDequeue(out (string Delimiter, bool StripsTabs) document))
        {
            bool isOver = false;
            while (!isOver && _at < text.Length)
            {
                int end = text.IndexOf('\n', _at);
                end = end < 0 ? text.Length : end;
                ReadOnlySpan<char> line = text.AsSpan(_at..end).TrimEnd('\r');
                isOver = (document.StripsTabs ? line.TrimStart('\t') : line).SequenceEqual(document.Delimiter);
                _at = Math.Min(end + 1, text.Length);
            }
        }
    }
}
