using System;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Values;

/// <summary>A glob for names of inherited environment variables: <c>LANG</c>, <c>LC_*</c>, <c>*</c>.</summary>
/// <remarks>
/// It may hold any character but <c>=</c>, since what is inherited may have any name. There is no form for all names
/// but some: what is wanted is listed.
/// </remarks>
public sealed class EnvironmentPattern : IEquatable<EnvironmentPattern>
{
    private const string Purpose = "a name or glob of environment variables";
    private const string Right = "write for instance \"LANG\", \"LC_*\" or \"*\"";

    private EnvironmentPattern(string text) => Text = text;

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The pattern.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out EnvironmentPattern? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        if (!TextCheck.Passes(text, ValueLimits.GlobCharacters, Purpose, Right, out error))
        {
            return false;
        }

        if (Problem(text) is (int at, int length, string cause))
        {
            error = TextError.CannotUse(text, Purpose, at, length, cause);
            return false;
        }

        value = new EnvironmentPattern(text);
        return true;
    }

    /// <summary>Whether a variable of that name is meant.</summary>
    /// <param name="name">A name, without <c>=</c>.</param>
    public bool IsMatch(string name) => Glob.IsMatch(Text, name);

    /// <summary>Whether both are written alike.</summary>
    /// <param name="other">Another.</param>
    public bool Equals(EnvironmentPattern? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EnvironmentPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the pattern as written.</summary>
    public override string ToString() => Text;

    private static (int At, int Length, string Cause)? Problem(string text)
    {
        if (text[0] == '!')
        {
            return (0, 1, "there is no \"all but\"; list the names that are wanted");
        }

        if (text[0] == '$')
        {
            return (0, 1, "the name stands without \"$\"");
        }

        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            return (equals, 1, "values are set in \"env\"; here stand names alone");
        }

        int blank = text.AsSpan().IndexOfAny(" \t\r\n,");
        return blank < 0 ? null : (blank, 1, $"each name is a text of its own; {Right}");
    }
}
