using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Supervision.Processes;

/// <summary>What <c>set-env</c> and <c>unset-env</c> changed for all jobs, from their next start on.</summary>
internal sealed class GlobalEnvironment
{
    /// <summary>By name; null is one that is taken away.</summary>
    private readonly Dictionary<string, string?> _changes = new(StringComparer.Ordinal);
    private int _length;

    /// <summary>Sets a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="problem">Why it cannot be, when the result is false.</param>
    public bool TrySet(string name, string value, [NotNullWhen(false)] out string? problem) => TryChange(name, value, out problem);

    /// <summary>Takes a variable away.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="problem">Why it cannot be, when the result is false.</param>
    public bool TryUnset(string name, [NotNullWhen(false)] out string? problem) => TryChange(name, null, out problem);

    /// <summary>Goes back to what jobs had at the start of init.</summary>
    public void Reset()
    {
        _changes.Clear();
        _length = 0;
    }

    /// <summary>Writes down what a successor needs: <c>NAME=value</c>, or a name that is taken away.</summary>
    public void Save(List<string> into)
    {
        foreach ((string name, string? value) in _changes)
        {
            into.Add(value is null ? name : $"{name}={value}");
        }
    }

    /// <summary>Makes the changes of our predecessor.</summary>
    public void Resume(List<string> changes)
    {
        foreach (string change in changes)
        {
            int equals = change.IndexOf('=', StringComparison.Ordinal);
            _ = equals < 0 ? TryUnset(change, out _) : TrySet(change[..equals], change[(equals + 1)..], out _);
        }
    }

    /// <summary>Lays the changes over an environment.</summary>
    public void Apply(EnvironmentTable table)
    {
        foreach ((string name, string? value) in _changes)
        {
            if (value is null)
            {
                table.Remove(name);
            }
            else
            {
                table.Set(name, value);
            }
        }
    }

    private bool TryChange(string name, string? value, [NotNullWhen(false)] out string? problem)
    {
        bool isKnown = _changes.TryGetValue(name, out string? before);
        int length = _length + (value?.Length ?? 0) - (before?.Length ?? 0) + (isKnown ? 0 : name.Length);
        problem = name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') ? $"{Quotation.Of(name)} cannot be the name of a variable"
            : !isKnown && _changes.Count >= ProcessLimits.GlobalVariables
                ? $"there are {ProcessLimits.GlobalVariables} variables already, which are the most"
            : length > ProcessLimits.GlobalVariablesLength
                ? $"all variables together would have more than {ProcessLimits.GlobalVariablesLength} characters"
            : null;
        if (problem is not null)
        {
            return false;
        }

        (_changes[name], _length) = (value, length);
        return true;
    }
}
