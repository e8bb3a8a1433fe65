using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>Something that is wrong with a configuration, with its place.</summary>
public sealed class Diagnostic
{
    private readonly TomlDiagnostic _place;

    internal Diagnostic(Severity severity, string code, TomlDiagnostic place)
    {
        Severity = severity;
        Code = code;
        _place = place;
    }

    /// <summary>How bad it is.</summary>
    public Severity Severity { get; }

    /// <summary>What kind of mistake it is, as a word for programs: <c>unknown-key</c>.</summary>
    public string Code { get; }

    /// <summary>The text it is about; without text where a file could not be read.</summary>
    public TomlSource Source => _place.Source;

    /// <summary>The place it is about; line 0 for the file as a whole.</summary>
    public TomlSpan Span => _place.Span;

    /// <summary>What is wrong and what would be right, without the place.</summary>
    public string Message => _place.Message;

    /// <summary>Whether the text at its place must not be shown: it holds a secret.</summary>
    internal bool IsSecret { get; init; }

    /// <summary>For how many findings of its file this one stands, which are not listed; 0 for a finding.</summary>
    public int LeftOut { get; init; }

    /// <summary>The line that is shown with it, and its file.</summary>
    internal string NameOfLine => $"{Span.Start.Line}:{Source.Name}";

    /// <summary>The other line that is shown with it, if any, else the same.</summary>
    internal string NameOfRelatedLine => $"{(_place.Related ?? Span).Start.Line}:{Source.Name}";

    /// <summary>Gives the same without the text at its place.</summary>
    /// <param name="message">What is wrong, without what must not be shown.</param>
    internal Diagnostic AsSecret(string message) =>
        new(Severity, Code, new TomlDiagnostic(Source, Span, message)) { IsSecret = true, LeftOut = LeftOut };

    /// <summary>Whether it only says how many more there are, and so comes last of its file.</summary>
    internal bool IsSummary => LeftOut > 0;

    /// <summary>Orders by file, line, column, then text; 0 for two that say the same.</summary>
    internal static int Compare(Diagnostic left, Diagnostic right)
    {
        int order = string.CompareOrdinal(left.Source.Name, right.Source.Name);
        order = order != 0 ? order : left.IsSummary.CompareTo(right.IsSummary);
        order = order != 0 ? order : left.Span.Start.Line.CompareTo(right.Span.Start.Line);
        order = order != 0 ? order : left.Span.Start.Offset.CompareTo(right.Span.Start.Offset);
        order = order != 0 ? order : right.Severity.CompareTo(left.Severity);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }

    /// <summary>Gives one line: <c>file:line:column: message</c>, for a warning with that word before it.</summary>
    public override string ToString() => Marked(_place.ToString());

    /// <summary>
    /// Gives that line, then the source line with carets, and a related place likewise. A source line that holds a
    /// secret is left out.
    /// </summary>
    public string Render() => Marked(IsSecret ? _place.ToString() : _place.Render());

    private string Marked(string text)
    {
        int head = Severity == Severity.Error ? 0 : Source.Locate(Span.Start).Length;
        return head == 0 ? text : text.Insert(head, ": warning");
    }
}
