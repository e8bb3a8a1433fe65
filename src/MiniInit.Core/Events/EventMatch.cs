using System;
using System.Collections.Immutable;
using MiniInit.Core.Values;

namespace MiniInit.Core.Events;

/// <summary>Says which events are meant: <c>started web</c>, <c>net-up IFACE!=lo</c>, <c>runlevel [2345]</c>.</summary>
public sealed record EventMatch
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(EventMatch);

    /// <summary>Makes a condition.</summary>
    /// <param name="name">The event's name as it is: no glob, not expanded, no level.</param>
    /// <param name="values">Values for its first variables in order: globs, not empty, without <c>=</c>.</param>
    /// <param name="variables">Conditions on variables by name.</param>
    /// <exception cref="ArgumentException">It could not be written as text.</exception>
    public EventMatch(
        string name, ImmutableArray<string> values = default, ImmutableArray<VariableMatch> variables = default)
    {
        Writable.ThrowIfNot(name, nameof(name));
        if (name.Length == 0 || EventExpression.Level.TryStart(name, out _, out _))
        {
            throw new ArgumentException("an event has a name, and job: and file: start a level's", nameof(name));
        }

        Name = name;
        Values = values.IsDefault ? [] : values;
        Variables = variables.IsDefault ? [] : variables;
        foreach (string value in Values)
        {
            Writable.ThrowIfNot(value, nameof(values));
            if (value.Length == 0 || value.Contains('='))
            {
                throw new ArgumentException("a value without a name is not empty and holds no =", nameof(values));
            }
        }
    }

    /// <summary>The event's name.</summary>
    public string Name { get; }

    /// <summary>Values for the event's first variables in order, whatever these are called.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>Conditions on variables by name.</summary>
    public ImmutableArray<VariableMatch> Variables { get; }

    /// <summary>
    /// Tells whether an event is meant: the name is equal, each value fits the variable in its place, each condition
    /// holds. An event that lacks a variable is not meant, not even by <c>!=</c>.
    /// </summary>
    /// <param name="occurred">The event.</param>
    /// <param name="expand">
    /// Replaces <c>$VAR</c> in a value; null where it cannot, such as for an unknown variable, and then the event is
    /// not meant. What comes out is the glob. Called only for values with a <c>$</c>.
    /// </param>
    public bool IsMatch(Event occurred, Func<string, string?> expand)
    {
        ArgumentNullException.ThrowIfNull(occurred);
        ArgumentNullException.ThrowIfNull(expand);
        if (Name != occurred.Name || Values.Length > occurred.Variables.Length)
        {
            return false;
        }

        for (int at = 0; at < Values.Length; at++)
        {
            if (Fits(Values[at], occurred.Variables[at].Value, expand) is not true)
            {
                return false;
            }
        }

        foreach (VariableMatch variable in Variables)
        {
            if (occurred.ValueOf(variable.Name) is not string value
                || Fits(variable.Value, value, expand) is not bool fits
                || fits == variable.Negated)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares all parts and their order.</summary>
    /// <param name="other">Another condition.</param>
    public bool Equals(EventMatch? other) =>
        other is not null && Name == other.Name && Values.AsSpan().SequenceEqual(other.Values.AsSpan())
        && Variables.AsSpan().SequenceEqual(other.Variables.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Values.Length, Variables.Length);

    private static bool? Fits(string wanted, string value, Func<string, string?> expand)
    {
        string? pattern = wanted.Contains('$') ? expand(wanted) : wanted;
        return pattern is null ? null : Glob.IsMatch(pattern, value);
    }
}
