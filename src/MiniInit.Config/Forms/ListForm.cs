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
    /// <summary>Whether an empty list is written, since its absence would mean something else.</summary>
    public bool PrintsEmpty { get; init; }

    public override string Phrase => phrase;

    public override string Word => $"list ({element.Word})";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<T> result)
    {
        if (value is not TomlArray array)
        {
            bool couldBeOne = value is TomlString || (value is TomlTable && element.Schema().ContainsKey("properties"));
            string? hint = value is TomlString text ? $"write [{TomlWriter.WriteValue(new TomlString(text.Value))}]"
                : couldBeOne ? $"write [[{key}]] or put it in brackets" : null;
            return Mismatch(key, value, report, out result, hint);
        }

        result = null;
        if (array.Count > ConfigLimits.ListElements)
        {
            return report.Cannot(
                "out-of-range",
                value,
                $"cannot use a list of {array.Count} as \"{key}\": {ConfigLimits.ListElements} elements are the most");
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

        result = isRight ? ValueList.From(items) : null;
        return isRight;
    }
}
