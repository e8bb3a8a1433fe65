using System;

namespace MiniInit.Core.Events;

/// <summary>A condition on a variable of an event: <c>KEY=value</c>, <c>KEY!=value</c>.</summary>
public sealed record VariableMatch
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(VariableMatch);

    /// <summary>Makes a condition.</summary>
    /// <param name="name">The variable, not empty, without <c>=</c>, not ending in <c>!</c>.</param>
    /// <param name="value">What it must be: a glob, expanded before it is matched. May be empty.</param>
    /// <param name="negated">Whether it must not be that.</param>
    /// <exception cref="ArgumentException">It could not be written as text.</exception>
    public VariableMatch(string name, string value, bool negated = false)
    {
        Writable.ThrowIfNot(name, nameof(name));
        Writable.ThrowIfNot(value, nameof(value));
        if (name.Length == 0 || name.Contains('=') || name.EndsWith('!'))
        {
            throw new ArgumentException("a variable has a name, without = and without ! at its end", nameof(name));
        }

        Name = name;
        Value = value;
        Negated = negated;
    }

    /// <summary>The variable.</summary>
    public string Name { get; }

    /// <summary>What it must be or must not be: a glob, expanded before it is matched.</summary>
    public string Value { get; }

    /// <summary>Whether it is <c>KEY!=value</c>.</summary>
    public bool Negated { get; }

    /// <summary>The sign between name and value.</summary>
    internal string Sign => Negated ? "!=" : "=";
}
