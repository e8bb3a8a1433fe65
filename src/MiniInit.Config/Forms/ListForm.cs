using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>An array of values of one form.</summary>
internal sealed class ListForm<T>(Form<T> element, string phrase, bool isSet = true, int least = 0)
    : Form<ValueList<T>>
{
    /// <summary>A text beyond this is not written out again within a message.</summary>
    private const int LongestHint = 100;

    private static readonly char[] s_separators = [' ', ','];

    /// <summary>Whether an empty list is written, since its absence would mean something else.</summary>
    public bool PrintsEmpty { get; init; }

    public override string Phrase => phrase;

    public override string Word => $"list ({element.Word})";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<T> result)
    {
        if (value is not TomlArray array)
        {
            string? hint = value is TomlTable { IsInline: false } && element.Accepts(key, value) ? $"write [[{key}]]"
                : AsList(key, value) is TomlArray list && Shown.Literal(list) is string right ? $"write {right}" : null;
            return Mismatch(key, value, report, out result, hint);
        }

        result = null;
        if (array.Count > ConfigLimits.ListElements)
        {
            return report.CannotHaveMore(key, array);
        }

        if (array.Count < least)
        {
            return Mismatch(key, value, report, out result);
        }

        return TryReadElements(key, array, report, out result);
    }

    public override TomlValue? Print(ValueList<T> value)
    {
        List<TomlValue> elements = [];
        foreach (T item in value)
        {
            if (element.Print(item) is TomlValue printed)
            {
                elements.Add(printed);
            }
        }

        return elements.Count == 0 && !PrintsEmpty ? null : new TomlArray(elements);
    }

    public override JsonObject Schema()
    {
        JsonObject schema = new() { ["type"] = "array", ["items"] = element.Schema() };
        if (isSet)
        {
            schema["uniqueItems"] = true;
        }

        if (least > 0)
        {
            schema["minItems"] = least;
        }

        return schema;
    }

    /// <summary>
    /// Gives the list that a lone value was meant to be: it alone, or the words of a text; null where these are wrong.
    /// </summary>
    private TomlArray? AsList(string key, TomlValue value)
    {
        TomlValue[] items = value switch
        {
            TomlString { Value.Length: > LongestHint } => [],
            TomlString text when element.Accepts(key, text) => [new TomlString(text.Value)],
            TomlString text => Array.ConvertAll(
                text.Value.Split(s_separators, StringSplitOptions.RemoveEmptyEntries),
                word => (TomlValue)new TomlString(word)),
            TomlInteger integer => [new TomlInteger(integer.Value)],
            _ => [],
        };
        return items.Length > 0 && Array.TrueForAll(items, item => element.Accepts(key, item))
            ? new TomlArray(items)
            : null;
    }

    private bool TryReadElements(
        string key, TomlArray array, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<T> result)
    {
        HashSet<T> seen = [];
        List<T> items = new(array.Count);
        bool isRight = true;
        foreach (TomlValue item in array)
        {
            if (!element.TryRead(key, item, report, out T? read))
            {
                isRight = false;
            }
            else if (isSet && !seen.Add(read))
            {
                isRight = report.Cannot(
                    "listed-twice", item, $"cannot list {Shown.Value(item)} in \"{key}\" twice: leave one out");
            }
            else
            {
                items.Add(read);
            }
        }

        result = isRight ? [.. items] : null;
        return isRight;
    }
}
