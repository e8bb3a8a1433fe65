using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A text with a grammar of its own; also a plain number where that means the same.</summary>
/// <param name="word">For the reference.</param>
/// <param name="phrase">For errors.</param>
/// <param name="parse">The grammar.</param>
/// <param name="numbers">Which plain numbers are right.</param>
/// <param name="examples">For editors.</param>
internal sealed class ParsedForm<T>(
    string word, string phrase, TryParse<T> parse, Numbers numbers, params string[] examples) : Form<T>
    where T : notnull
{
    /// <summary>What each right text matches, for editors; null where that is hard to say.</summary>
    public string? Pattern { get; init; }

    public override string Phrase => phrase;

    public override string Word => word;

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out T result)
    {
        switch (value)
        {
            case TomlString text:
                return parse(text.Value, out result, out TextError error) || report.Cannot("bad-value", text, error);
            case TomlInteger or TomlFloat when numbers >= Required(value):
                string plain = value is TomlInteger integer ? $"{integer.Value}" : Shown.Value(value);
                return parse(plain, out result, out error) || report.Cannot("bad-value", value, error.Message);
            default:
                string? right = Quoted(value);
                return Mismatch(key, value, report, out result, right is null ? null : $"write \"{right}\"");
        }
    }

    public override TomlValue Print(T value) => new TomlString(value.ToString()!);

    public override JsonObject Schema()
    {
        JsonObject schema = new()
        {
            ["type"] = numbers switch
            {
                Numbers.None => "string",
                Numbers.Integers => new JsonArray("string", "integer"),
                Numbers.All => new JsonArray("string", "number"),
                _ => throw new ArgumentOutOfRangeException(nameof(numbers), numbers, "no such numbers"),
            },
        };
        if (Pattern is not null)
        {
            schema["pattern"] = Pattern;
        }

        if (examples.Length > 0)
        {
            schema["examples"] = new JsonArray(Array.ConvertAll(examples, example => (JsonNode)example));
        }

        return schema;
    }

    /// <summary>Gives the digits of a number that would be right in quotes; null where they would not.</summary>
    private string? Quoted(TomlValue value)
    {
        if (value is not TomlInteger || numbers != Numbers.None)
        {
            return null;
        }

        string written = Shown.Value(value);
        string digits = written.StartsWith("0o", System.StringComparison.Ordinal) ? written[2..] : written;
        return parse(digits, out _, out _) ? digits : null;
    }

    private static Numbers Required(TomlValue value) => value is TomlInteger ? Numbers.Integers : Numbers.All;
}
