using System.Collections.Generic;

namespace MiniInit.Toml.Reading;

/// <summary>The errors of one text, bounded, in the order of their places in the end.</summary>
internal sealed class ErrorList
{
    private readonly TomlSource _source;
    private readonly List<TomlDiagnostic> _errors = [];
    private readonly HashSet<int> _undecodableLines = [];

    public ErrorList(TomlSource source) => _source = source;

    /// <summary>Whether as many errors were found as are reported; reading then stops.</summary>
    public bool IsFull => _errors.Count >= TomlLimits.MaximumErrors;

    public void Add(Place place, string message, Place related = default)
    {
        // What else seems wrong in a line with damaged bytes most likely follows from the damage.
        TomlSpan span = place.Span;
        if (!IsFull && !_undecodableLines.Contains(span.Start.Line))
        {
            _errors.Add(new TomlDiagnostic(_source, span, message, related.Source is null ? null : related.Span));
        }
    }

    public void AddUndecodable(Place place, string message)
    {
        Add(place, message);
        _undecodableLines.Add(place.Span.Start.Line);
    }

    /// <summary>Adds the last word after <see cref="IsFull"/>.</summary>
    public void AddGivingUp(Place place) => _errors.Add(new TomlDiagnostic(
        _source,
        place.Span,
        $"cannot read on: {TomlLimits.MaximumErrors} errors are enough; the rest was not looked at"));

    public IReadOnlyList<TomlDiagnostic> Finish()
    {
        // A duplicate is found after its value was read, an unclosed string at its end: not in the order of places.
        // Sorted by insertion: they are few, nearly sorted, and those at one place stay in order.
        TomlDiagnostic[] errors = [.. _errors];
        for (int i = 1; i < errors.Length; i++)
        {
            for (int at = i; at > 0 && errors[at - 1].Span.Start.Offset > errors[at].Span.Start.Offset; at--)
            {
                (errors[at - 1], errors[at]) = (errors[at], errors[at - 1]);
            }
        }

        return errors;
    }
}
