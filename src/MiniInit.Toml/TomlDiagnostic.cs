using System;
using System.Text;
using MiniInit.Toml.Rendering;

namespace MiniInit.Toml;

/// <summary>
/// An error with its place. Users of the reader report their own errors about a text in the same form.
/// </summary>
public sealed class TomlDiagnostic
{
    /// <summary>Makes an error.</summary>
    /// <param name="source">The text it is about.</param>
    /// <param name="span">The place it is about.</param>
    /// <param name="message">What is wrong: <c>cannot …: cause</c>, without the place.</param>
    /// <param name="related">A second place that the message speaks of, such as a first definition.</param>
    public TomlDiagnostic(TomlSource source, TomlSpan span, string message, TomlSpan? related = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(message);
        Source = source;
        Span = span;
        Message = message;
        Related = related;
    }

    /// <summary>The text it is about.</summary>
    public TomlSource Source { get; }

    /// <summary>The place it is about.</summary>
    public TomlSpan Span { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Message { get; }

    /// <summary>A second place that the message speaks of, if any.</summary>
    public TomlSpan? Related { get; }

    /// <summary>Gives one line: <c>name:line:column: message</c>.</summary>
    public override string ToString() => $"{Source.Locate(Span.Start)}: {Message}";

    /// <summary>
    /// Gives that line, then the source line with carets beneath the place, and likewise the related place. Lines are
    /// separated by LF, none follows the last. Control characters of the text are shown as escapes, tabs as spaces.
    /// </summary>
    public string Render()
    {
        StringBuilder output = new(ToString());
        Excerpt.Append(output, Source.Utf8.Span, Span, '^');
        if (Related is TomlSpan related)
        {
            Excerpt.Append(output, Source.Utf8.Span, related, '-');
        }

        return output.ToString();
    }
}
