using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Core.Expansions;

/// <summary>A text with variables, parsed once and expanded as often as needed.</summary>
/// <remarks>
/// <para>
/// As in Upstart: <c>$K</c>, <c>${K}</c>, <c>${K-d}</c> and <c>${K:-d}</c> (default if unset, or if unset or empty),
/// <c>${K+a}</c> and <c>${K:+a}</c> (alternate if set, or if set and not empty), <c>${}</c> for a dollar sign. Names,
/// defaults and alternates may hold variables themselves: <c>${PORT_$NAME:-${PORT:-80}}</c>. A <c>$</c> before
/// anything else stands for itself, so <c>$$</c> is two dollar signs and <c>$(x)</c> starts no command. Values are put
/// in as they are and not expanded again. A variable that is not set is an error.
/// </para>
/// <para>
/// Unlike Upstart, and like a shell, a default that is not needed is not looked at: <c>${A:-$B}</c> is right without B
/// while there is A.
/// </para>
/// </remarks>
public sealed class Expansion : IEquatable<Expansion>
{
    internal const string Purpose = "a text with variables";

    private readonly ImmutableArray<ExpansionPart> _parts;

    private Expansion(string text, ImmutableArray<ExpansionPart> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Whether the text holds no variable: it then expands to the same whatever is set.</summary>
    public bool IsConstant => _parts.IsEmpty || (_parts.Length == 1 && _parts[0] is ExpansionPart.Literal);

    /// <summary>The variable that the text is, if it is just that: <c>$N</c>, <c>${N}</c>; else null.</summary>
    public string? SoleVariable
    {
        get
        {
            string name = Text.StartsWith("${", StringComparison.Ordinal) && Text.EndsWith('}') ? Text[2..^1]
                : Text.StartsWith('$') ? Text[1..] : "";
            return EnvironmentName.IsVariable(name) ? name : null;
        }
    }

    /// <summary>Reads a text; the empty one is right and expands to itself.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The parsed text.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expansion? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        if (!TextCheck.PassesEmpty(text, ValueLimits.ExpansionCharacters, Purpose, out error))
        {
            return false;
        }

        ExpansionParser parser = new(text);
        if (parser.Parse() is not ImmutableArray<ExpansionPart> parts)
        {
            error = parser.Error;
            return false;
        }

        value = new Expansion(text, parts);
        return true;
    }

    /// <summary>Puts the values of variables in.</summary>
    /// <param name="lookup">Gives the value of a variable, null if it is not set.</param>
    /// <param name="result">The text with values, at most <see cref="ValueLimits.ExpansionCharacters"/> long.</param>
    /// <param name="error">Why not.</param>
    public bool TryExpand(
        Func<string, string?> lookup, [NotNullWhen(true)] out string? result, out ExpansionError error)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        ExpansionRun run = new(Text, lookup);
        result = run.Expand(_parts);
        error = run.Error;
        return result is not null;
    }

    /// <summary>Whether both are written alike.</summary>
    /// <param name="other">Another.</param>
    public bool Equals(Expansion? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expansion);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the text as written.</summary>
    public override string ToString() => Text;
}
