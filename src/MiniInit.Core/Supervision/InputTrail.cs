using System;
using System.Collections.Generic;
using System.Globalization;

namespace MiniInit.Core.Supervision;

/// <summary>The last inputs, for the report of a bug. They are put into words only then.</summary>
internal sealed class InputTrail
{
    private const int Kept = 16;
    private const int LongestText = 120;
    private readonly (TimeSpan At, SupervisorInput? Input)[] _inputs = new (TimeSpan, SupervisorInput?)[Kept];
    private int _count;

    public void Add(TimeSpan now, SupervisorInput input)
    {
        // A configuration is large; that there was one is enough.
        _inputs[_count % Kept] = (now, input is SupervisorInput.Configured ? null : input);
        _count = _count == int.MaxValue ? Kept : _count + 1;
    }

    /// <summary>Gives the inputs, the oldest first, each a short text.</summary>
    public override string ToString()
    {
        List<string> texts = [];
        for (int at = Math.Max(0, _count - Kept); at < _count; at++)
        {
            (TimeSpan when, SupervisorInput? input) = _inputs[at % Kept];
            string text = input?.ToString() ?? nameof(SupervisorInput.Configured);
            texts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{when.TotalSeconds:0.000} {text[..Math.Min(text.Length, LongestText)]}"));
        }

        return string.Join("; ", texts);
    }
}
