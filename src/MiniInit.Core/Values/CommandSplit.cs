using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Values;

/// <summary>A command written as one text, split into arguments or left to a shell, by Upstart's rule.</summary>
/// <remarks>
/// A text with any of <c>~`!$^&amp;*()=|\{}[];"'&lt;&gt;?</c> needs a shell and becomes
/// <c>/bin/sh -e -c "exec TEXT"</c>; <c>exec</c> makes the program take the shell's place. Any other is split at blanks
/// and run as it is. So there is no quoting but the shell's: who wants none of it writes an array.
/// </remarks>
public sealed class CommandSplit : IEquatable<CommandSplit>
{
    private const string Prefix = "exec ";
    private const string Purpose = "a command";
    private const string Right = "write a program and its arguments";

    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];
    private static readonly SearchValues<char> s_shellCharacters = SearchValues.Create("~`!$^&*()=|\\{}[];\"'<>?");

    private CommandSplit(string text, ImmutableArray<string> arguments, bool usesShell, TextError? doubt)
    {
        Text = text;
        Arguments = arguments;
        UsesShell = usesShell;
        Doubt = doubt;
    }

    /// <summary>The command as written.</summary>
    public string Text { get; }

    /// <summary>The program and its arguments, at least one; with a shell, those of the shell.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <summary>Whether a shell starts the program.</summary>
    public bool UsesShell { get; }

    /// <summary>
    /// What is probably not meant although the shell takes it, such as a second command that never runs.
    /// </summary>
    public TextError? Doubt { get; }

    /// <summary>Reads a command.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The command.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CommandSplit? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        int most = ValueLimits.ArgumentBytes - Prefix.Length;
        if (!TextCheck.Passes(text, most, Purpose, Right, out error)
            || !TextCheck.PassesBytes(text, most, Purpose, "the kernel takes", out error))
        {
            return false;
        }

        // The end stays as it is: a blank there may have a backslash before it, and the shell skips any other.
        string trimmed = text.TrimStart(s_blanks);
        if (trimmed.Length == 0)
        {
            error = new TextError(0, text.Length, $"cannot use blanks alone as {Purpose}: {Right}");
            return false;
        }

        int start = text.Length - trimmed.Length;
        if (FirstWordProblem(trimmed) is (int length, string cause))
        {
            error = TextError.CannotUse(trimmed, Purpose, start, length, cause);
            return false;
        }

        bool usesShell = trimmed.AsSpan().ContainsAny(s_shellCharacters);
        ImmutableArray<string> arguments = usesShell
            ? ["/bin/sh", "-e", "-c", Prefix + trimmed]
            : ImmutableArray.Create(trimmed.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries));
        value = new CommandSplit(text, arguments, usesShell, usesShell ? ShellDoubt.Find(text, start) : null);
        return true;
    }

    /// <summary>Whether both are written alike.</summary>
    /// <param name="other">Another.</param>
    public bool Equals(CommandSplit? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CommandSplit);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the command as written.</summary>
    public override string ToString() => Text;

    /// <summary>What surely fails: <c>exec</c> takes a program, and nothing that only a shell understands.</summary>
    private static (int Length, string Cause)? FirstWordProblem(string trimmed)
    {
        int end = trimmed.AsSpan().IndexOfAny(s_blanks);
        string word = end < 0 ? trimmed : trimmed[..end];
        if (word[0] == '(')
        {
            return (1, "it must begin with a program; use \"script\" for a list of commands");
        }

        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && EnvironmentName.IsVariable(word.AsSpan(0, equals)))
        {
            return (word.Length, "it begins with a variable; set it in \"env\", or begin with the program \"env\"");
        }

        return word switch
        {
            "exec" => (word.Length, "\"exec\" is put before it anyway; leave it out"),
            "if" or "for" or "while" or "until" or "case" or "{" or "!" or "." or "source" or "cd" or "export" or "set"
                or "trap" or "ulimit" or "umask" => (
                word.Length,
                $"{Quotation.Of(word)} is a word of the shell and no program; use \"script\" for shell commands"),
            _ => null,
        };
    }
}
