using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>Numbers of processors, and ranges of them.</summary>
internal sealed class ProcessorsForm : Form<ValueList<int>>
{
    private const int Last = ValueLimits.Processors - 1;
    private static readonly IntegerForm s_number = new(0, Last);

    public override string Phrase => "an array of processors such as [0, 1, \"4-7\"]";

    public override string Word => "list of numbers or ranges";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<int> result)
    {
        if (value is not TomlArray array)
        {
            bool isOne = TryAdd(key, value, new DiagnosticList(isSilent: true), []);
            return Mismatch(key, value, report, out result, isOne ? $"write [{Shown.Literal(value)}]" : null);
        }

        result = null;
        if (array.Count > ConfigLimits.ListElements)
        {
            return report.CannotHaveMore(key, array);
        }

        HashSet<int> numbers = [];
        bool isRight = true;
        foreach (TomlValue item in array)
        {
            isRight = TryAdd(key, item, report, numbers) && isRight;
        }

        if (isRight)
        {
            List<int> sorted = new(numbers);
            sorted.Sort();
            result = [.. sorted];
        }

        return isRight;
    }

    public override TomlValue? Print(ValueList<int> value)
    {
        List<TomlValue> items = [];
        for (int at = 0; at < value.Count;)
        {
            int end = at + 1;
            while (end < value.Count && value[end] == value[end - 1] + 1)
            {
                end++;
            }

            items.Add(end - at == 1 ? new TomlInteger(value[at]) : new TomlString($"{value[at]}-{value[end - 1]}"));
            at = end;
        }

        return items.Count == 0 ? null : new TomlArray(items);
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                s_number.Schema(), new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+-[0-9]+$" }),
        },
    };

    private static bool TryAdd(string key, TomlValue item, DiagnosticList report, HashSet<int> numbers)
    {
        if (item is TomlInteger)
        {
            bool isRight = s_number.TryRead(key, item, report, out int number);
            numbers.Add(number);
            return isRight;
        }

        string[] ends = item is TomlString text ? text.Value.Split('-') : [];
        if (ends.Length != 2 || !TryParse(ends[0], out int first) || !TryParse(ends[1], out int last) || first > last)
        {
            return report.Cannot(
                "bad-value", item, $"cannot use {Shown.Value(item)} as \"{key}\": {Problem(item, ends)}");
        }

        for (int number = first; number <= last; number++)
        {
            numbers.Add(number);
        }

        return true;
    }

    private static string Problem(TomlValue item, string[] ends)
    {
        long[] numbers = Array.ConvertAll(
            ends,
            end => long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1);
        return numbers switch
        {
            [>= 0 and <= Last] => $"write {numbers[0]} without quotes",
            [>= 0 and <= Last, >= 0 and <= Last] => $"it ends before it begins; write \"{numbers[1]}-{numbers[0]}\"",
            [>= 0] or [>= 0, >= 0] => $"processors are 0 to {Last}",
            _ when item is TomlString => "expected a range such as \"4-7\"",
            _ => "expected a number, or a range such as \"4-7\"",
        };
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Last;
}
