using System;
using System.Collections.Generic;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>Gathers what is wrong while files are read.</summary>
/// <param name="isSilent">Whether nothing is kept, for a value that is only tried.</param>
internal sealed class DiagnosticList(bool isSilent = false)
{
    private readonly List<Diagnostic> _all = [];
    private readonly Dictionary<TomlSource, int> _counts = [];
    private readonly HashSet<TomlSource> _withUnlistedErrors = [];

    /// <summary>Makes one that begins with what an earlier one has found.</summary>
    public DiagnosticList(IReadOnlyList<Diagnostic> found)
        : this(isSilent: false)
    {
        List<Diagnostic> rests = [];
        foreach (Diagnostic diagnostic in found)
        {
            if (diagnostic.LeftOut > 0)
            {
                rests.Add(diagnostic);
            }
            else
            {
                Add(diagnostic);
            }
        }

        foreach (Diagnostic rest in rests)
        {
            _counts[rest.Source] = _counts.GetValueOrDefault(rest.Source) + rest.LeftOut;
            NoteUnlisted(rest);
        }
    }

    /// <summary>How many errors were reported, also those that are no longer listed.</summary>
    public int Errors { get; private set; }

    /// <summary>Whether no more is listed of a text: then its place need not be looked for.</summary>
    public bool IsFull(TomlSource source) => _counts.GetValueOrDefault(source) >= ConfigLimits.Diagnostics;

    /// <summary>Reports an error about a value, and gives false.</summary>
    public bool Cannot(string code, TomlValue value, string message) =>
        isSilent ? Refuse() : Cannot(code, value.Source!, value.Span, message);

    /// <summary>Reports an error about a key, and gives false.</summary>
    public bool Cannot(string code, in TomlEntry key, string message) =>
        isSilent ? Refuse() : Cannot(code, key.Value.Source!, key.KeySpan, message);

    /// <summary>Reports an error about a part of a text, and gives false.</summary>
    public bool Cannot(string code, TomlString text, TextError error) =>
        isSilent ? Refuse() : Cannot(code, text.Source!, SpanOf(text, error), error.Message);

    /// <summary>Reports an error, and gives false.</summary>
    public bool Cannot(string code, TomlSource source, TomlSpan span, string message, TomlSpan? related = null)
    {
        if (!isSilent)
        {
            Add(new Diagnostic(Severity.Error, code, new TomlDiagnostic(source, span, message, related)));
        }

        return Refuse();
    }

    /// <summary>Reports a list that has more than <see cref="ConfigLimits.ListElements"/>, and gives false.</summary>
    public bool CannotHaveMore(string key, TomlArray list) => Cannot(
        "out-of-range",
        list,
        $"cannot use a list of {list.Count} as \"{key}\": {ConfigLimits.ListElements} elements are the most");

    /// <summary>
    /// Tells whether one more error of a text would not be listed, and then counts it. Nobody needs a message for it,
    /// and the time to find words for a hundred thousand keys must not be spent in process 1.
    /// </summary>
    public bool IsBeyondLimit(TomlSource? source)
    {
        if (isSilent)
        {
            Errors++;
            return true;
        }

        int count = _counts.GetValueOrDefault(source!);
        bool isBeyond = count >= ConfigLimits.Diagnostics;
        if (isBeyond)
        {
            Errors++;
            _counts[source!] = count + 1;
            _withUnlistedErrors.Add(source!);
        }

        return isBeyond;
    }

    /// <summary>Reports what works and is probably not meant.</summary>
    public void Warn(string code, TomlSource source, TomlSpan span, string message, TomlSpan? related = null) =>
        Add(new Diagnostic(Severity.Warning, code, new TomlDiagnostic(source, span, message, related)));

    /// <summary>Reports what works and is probably not meant, of a place that must not be shown.</summary>
    public void WarnOfSecret(string code, TomlSource source, TomlSpan span, string message) => Add(
        new Diagnostic(Severity.Warning, code, new TomlDiagnostic(source, span, message)) { IsSecret = true });

    /// <summary>Takes over the errors of a text that is no TOML.</summary>
    public void Add(TomlDocument document)
    {
        foreach (TomlDiagnostic diagnostic in document.Diagnostics)
        {
            Errors++;
            Add(new Diagnostic(Severity.Error, "toml", diagnostic));
        }
    }

    /// <summary>Gives all, sorted, each once.</summary>
    public IReadOnlyList<Diagnostic> Finish()
    {
        foreach ((TomlSource source, int count) in _counts)
        {
            int left = count - ConfigLimits.Diagnostics;
            if (left <= 0)
            {
                continue;
            }

            string message = $"cannot list all that is wrong here: {left} more";
            Severity severity = _withUnlistedErrors.Contains(source) ? Severity.Error : Severity.Warning;
            _all.Add(
                new Diagnostic(severity, "too-many", new TomlDiagnostic(source, default, message)) { LeftOut = left });
        }

        _counts.Clear();
        HideSecretLines();
        _all.Sort(Diagnostic.Compare);
        List<Diagnostic> distinct = new(_all.Count);
        foreach (Diagnostic diagnostic in _all)
        {
            if (distinct.Count == 0 || Diagnostic.Compare(distinct[^1], diagnostic) != 0)
            {
                distinct.Add(diagnostic);
            }
        }

        return distinct;
    }

    /// <summary>A line that holds a secret is not shown, nor quoted, for whatever was found there.</summary>
    private void HideSecretLines()
    {
        HashSet<string> secret = new(StringComparer.Ordinal);
        foreach (Diagnostic found in _all)
        {
            if (found.IsSecret)
            {
                secret.Add(found.NameOfLine);
            }
        }

        for (int at = 0; at < _all.Count; at++)
        {
            Diagnostic found = _all[at];
            if (found.Span.Start.Line > 0 && SecretLine.ValueAt(found.Source, found.Span.Start) is string value)
            {
                _all[at] = found.AsSecret(SecretLine.Hide(found.Message, value));
            }
            else if (secret.Contains(found.NameOfLine) || secret.Contains(found.NameOfRelatedLine))
            {
                _all[at] = found.AsSecret(found.Message);
            }
        }
    }

    private bool Refuse()
    {
        Errors++;
        return false;
    }

    private static TomlSpan SpanOf(TomlString text, TextError error)
    {
        int start = Math.Clamp(error.Offset, 0, text.Value.Length);
        int length = Math.Clamp(error.Length, 0, text.Value.Length - start);
        return length == 0 && text.Value.Length == 0 ? text.Span : text.SpanOf(start, length);
    }

    private void Add(Diagnostic diagnostic)
    {
        int count = _counts.GetValueOrDefault(diagnostic.Source) + 1;
        _counts[diagnostic.Source] = count;
        if (count <= ConfigLimits.Diagnostics)
        {
            _all.Add(diagnostic);
        }
        else
        {
            NoteUnlisted(diagnostic);
        }
    }

    private void NoteUnlisted(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Error)
        {
            _withUnlistedErrors.Add(diagnostic.Source);
        }
    }
}
