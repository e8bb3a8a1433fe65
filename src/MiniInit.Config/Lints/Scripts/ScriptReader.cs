using System;
using System.Collections.Generic;

namespace MiniInit.Config.Lints.Scripts;

/// <summary>
/// Finds the program that a shell script ends with, where the shell runs it as a child although it could become it.
/// Where it is not sure of what it reads, it finds nothing.
/// </summary>
internal sealed class ScriptReader
{
    private const char If = 'i';
    private const char Loop = 'l';
    private const char Case = 'c';
    private const char Group = '{';
    private const char Subshell = '(';
    private const char Function = 'f';

    private readonly string _text;
    private readonly ScriptLexer _lexer;
    private readonly Stack<char> _open = new();
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly ScriptCommand _command = new();
    private ScriptToken? _last;
    private bool _hasExecWithin;
    private bool _isDefinition;
    private Skipped _skipped;

    private ScriptReader(string text)
    {
        _text = text;
        _lexer = new ScriptLexer(text);
    }

    /// <summary>What is passed over until something ends it.</summary>
    private enum Skipped
    {
        Nothing,
        Target,
        LoopHead,
        CaseHead,
        Pattern,
        Test,
    }

    /// <summary>Gives the word that names the program; null where there is none that should be exec'ed.</summary>
    public static ScriptToken? FindChildAtEnd(string text) => new ScriptReader(text).Find();

    private ScriptToken? Find()
    {
        while (_lexer.Read() is ScriptToken token)
        {
            if (token.Kind == ScriptTokenKind.Finish)
            {
                bool isRead = FinishCommand(token.Kind) && _open.Count == 0;
                return isRead && _last is ScriptToken last && !_functions.Contains(TextOf(last)) ? last : null;
            }

            if (!Take(token))
            {
                return null;
            }
        }

        return null;
    }

    private string TextOf(ScriptToken token) => _text.Substring(token.Offset, token.Length);

    private bool Take(ScriptToken token)
    {
        string word = token.Kind == ScriptTokenKind.Word ? TextOf(token) : "";
        if (_skipped != Skipped.Nothing)
        {
            return Skip(token, word);
        }

        switch (token.Kind)
        {
            case ScriptTokenKind.Word when _command.IsEmpty:
                return TakeFirst(token, word);
            case ScriptTokenKind.Word:
                _command.HasArguments = true;
                return !_command.IsCompound;
            case ScriptTokenKind.Redirection:
                _skipped = Skipped.Target;
                return true;
            case ScriptTokenKind.Open when _command.IsEmpty:
                Push(Subshell);
                return true;
            case ScriptTokenKind.Open:
                return TakeFunction();
            case ScriptTokenKind.Close:
                return FinishCommand(ScriptTokenKind.End) && Close(Subshell);
            case ScriptTokenKind.CaseEnd:
                _skipped = Skipped.Pattern;
                return FinishCommand(ScriptTokenKind.End) && _open.TryPeek(out char kind) && kind == Case;
            default:
                return FinishCommand(token.Kind);
        }
    }

    private bool Skip(ScriptToken token, string word)
    {
        bool isOver = _skipped switch
        {
            Skipped.Target => true,
            Skipped.LoopHead => token.Kind == ScriptTokenKind.End || word == "do",
            Skipped.CaseHead => word == "in",
            Skipped.Pattern => token.Kind == ScriptTokenKind.Close || word == "esac",
            Skipped.Test => word == "]]",
            _ => true,
        };
        if (!isOver)
        {
            return true;
        }

        Skipped was = _skipped;
        _skipped = was == Skipped.CaseHead ? Skipped.Pattern : Skipped.Nothing;
        return was switch
        {
            Skipped.Target => token.Kind == ScriptTokenKind.Word,
            Skipped.Pattern when word == "esac" => Close(Case),
            _ => true,
        };
    }

    private bool TakeFirst(ScriptToken token, string word)
    {
        switch (word)
        {
            case "if":
                Push(If);
                return true;
            case "while" or "until":
                Push(Loop);
                return true;
            case "for" or "select":
                Push(Loop);
                _skipped = Skipped.LoopHead;
                return true;
            case "case":
                Push(Case);
                _skipped = Skipped.CaseHead;
                return true;
            case "{":
                Push(_isDefinition ? Function : Group);
                _isDefinition = false;
                return true;
            case "then" or "else" or "elif" or "do":
                return _open.Count > 0;
            case "fi":
                return Close(If);
            case "done":
                return Close(Loop);
            case "esac":
                return Close(Case);
            case "}":
                return Close(_open.TryPeek(out char kind) && kind == Function ? Function : Group);
            case "!" or "time":
                _command.IsOdd = true;
                return true;
            case "function" or "coproc" or "trap":
                return false; // a syntax that is not read here, or a shell that is to stay
            default:
                _skipped = word == "[[" ? Skipped.Test : Skipped.Nothing;
                if (!ShellWords.IsAssignment(word))
                {
                    _command.Name = token;
                }

                return true;
        }
    }

    /// <summary>Takes <c>name ()</c>; the body follows.</summary>
    private bool TakeFunction()
    {
        if (_command.Name is not ScriptToken name || _command.HasArguments
            || _lexer.Read() is not ScriptToken { Kind: ScriptTokenKind.Close })
        {
            return false;
        }

        _functions.Add(TextOf(name));
        _command.Clear();
        _isDefinition = true;
        return true;
    }

    private void Push(char kind)
    {
        if (_open.Count == 0)
        {
            _hasExecWithin = false;
        }

        _open.Push(kind);
        _command.Clear();
    }

    /// <summary>Ends a compound command. The last command of its branches stays the last one of all.</summary>
    private bool Close(char kind)
    {
        if (!_open.TryPop(out char open) || open != kind)
        {
            return false;
        }

        _command.Clear();
        _command.IsCompound = true;
        bool isBranch = kind is If or Case;
        _last = isBranch && !_hasExecWithin ? _last : null;
        return true;
    }

    /// <summary>Ends a command at what follows it.</summary>
    private bool FinishCommand(ScriptTokenKind end)
    {
        if (_command.IsCompound)
        {
            _last = end is ScriptTokenKind.End or ScriptTokenKind.Finish ? _last : null;
        }
        else if (_command.Name is ScriptToken name)
        {
            string word = TextOf(name);
            _hasExecWithin |= word == "exec" && _command.HasArguments;
            bool isEnd = end is ScriptTokenKind.End or ScriptTokenKind.Finish;
            _last = isEnd && !_command.IsOdd && ShellWords.IsProgram(word) ? name : null;
        }

        // Only the last of "a && b" can be replaced by its program; of "a || b" and "a | b" none can.
        bool goesOn = end is ScriptTokenKind.Or or ScriptTokenKind.Pipe
            || (end == ScriptTokenKind.And && _command.IsOdd)
            || (end == ScriptTokenKind.End && _command.IsEmpty && _command.IsOdd);
        _command.Clear();
        _command.IsOdd = goesOn;
        return true;
    }
}
