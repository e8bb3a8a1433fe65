using System;
using System.Buffers;
using System.Collections.Frozen;
using System.Linq;

namespace MiniInit.Config.Lints.Scripts;

/// <summary>Tells programs from what a shell does itself.</summary>
internal static class ShellWords
{
    private static readonly FrozenSet<string> s_builtIn = FrozenSet.Create(
        ".", ":", "[", "[[", "alias", "bg", "break", "builtin", "cd", "command", "continue", "declare", "echo",
        "enable", "eval", "exec", "exit", "export", "false", "fg", "getopts", "hash", "jobs", "kill", "let", "local", "logout",
        "popd", "print", "printf", "pushd", "pwd", "read", "readonly", "return", "set", "shift", "shopt", "source",
        "suspend", "test", "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait");

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Whether a word is surely the name of a program, if no function has it.</summary>
    public static bool IsProgram(string word) =>
        word.Length > 0 && !s_builtIn.Contains(word)
        && word.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or '/' or '+');

    /// <summary>Whether a word sets a variable: <c>NAME=value</c>.</summary>
    public static bool IsAssignment(string word)
    {
        int equals = word.IndexOf('=');
        return equals > 0 && !char.IsAsciiDigit(word[0])
            && word.AsSpan(0, equals).IndexOfAnyExcept(s_nameCharacters) < 0;
    }
}
