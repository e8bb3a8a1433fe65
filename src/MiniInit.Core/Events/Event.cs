using System;
using System.Collections.Immutable;
using System.Text;

namespace MiniInit.Core.Events;

/// <summary>Something that happened, by name: <c>startup</c>, <c>started JOB=web INSTANCE=</c>.</summary>
public sealed record Event
{
    /// <summary>Makes an event.</summary>
    /// <param name="name">The name, not empty.</param>
    /// <param name="variables">Its variables. Their order is what values without a name are matched by.</param>
    /// <exception cref="ArgumentException">A name is empty, or that of a variable holds <c>=</c>.</exception>
    public Event(string name, params ReadOnlySpan<EventVariable> variables)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (EventVariable variable in variables)
        {
            if (string.IsNullOrEmpty(variable.Name) || variable.Value is null || variable.Name.Contains('='))
            {
                throw new ArgumentException($"not a variable: {variable}", nameof(variables));
            }
        }

        Name = name;
        Variables = [.. variables];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The variables in their order.</summary>
    public ImmutableArray<EventVariable> Variables { get; }

    /// <summary>Gives the value of a variable, the first of that name; null where there is none.</summary>
    /// <param name="name">The variable's name.</param>
    public string? ValueOf(string name)
    {
        foreach (EventVariable variable in Variables)
        {
            if (variable.Name == name)
            {
                return variable.Value;
            }
        }

        return null;
    }

    /// <summary>Compares names, variables and their order.</summary>
    /// <param name="other">Another event.</param>
    public bool Equals(Event? other) =>
        other is not null && Name == other.Name && Variables.AsSpan().SequenceEqual(other.Variables.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Variables.Length);

    /// <summary>Gives the event as it is logged: <c>started JOB=web INSTANCE=</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Name);
        foreach (EventVariable variable in Variables)
        {
            text.Append(' ').Append(variable.ToString());
        }

        return text.ToString();
    }
}
