using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MiniInit.Toml.Tests.Conformance;

/// <summary>
/// Compares a tree with the expected values of toml-test: each <c>{"type": "integer", "value": "1"}</c>.
/// </summary>
internal static partial class TaggedJson
{
    public static void AssertEqual(JsonElement expected, TomlValue actual, string path)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Array:
                TomlArray array = Assert.IsType<TomlArray>(actual);
                Assert.Equal(expected.GetArrayLength(), array.Count);
                for (int i = 0; i < array.Count; i++)
                {
                    AssertEqual(expected[i], array[i], $"{path}[{i}]");
                }

                break;
            case JsonValueKind.Object when !IsTag(expected):
                TomlTable table = Assert.IsType<TomlTable>(actual);
                Assert.Equal(expected.EnumerateObject().Select(p => p.Name).Order(), table.Select(e => e.Key).Order());
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    Assert.True(table.TryGetValue(property.Name, out TomlValue? value));
                    AssertEqual(property.Value, value, $"{path}.{property.Name}");
                }

                break;
            default:
                string type = expected.GetProperty("type").GetString()!;
                string text = expected.GetProperty("value").GetString()!;
                Assert.Equal((path, type, Canonical(type, text)), (path, Tag(actual), Canonical(actual)));
                break;
        }
    }

    private static bool IsTag(JsonElement element) =>
        element.EnumerateObject().Count() == 2
        && element.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
        && element.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.String;

    private static string Tag(TomlValue value) => value switch
    {
        TomlString => "string",
        TomlInteger => "integer",
        TomlFloat => "float",
        TomlBoolean => "bool",
        TomlOffsetDateTime => "datetime",
        TomlLocalDateTime => "datetime-local",
        TomlLocalDate => "date-local",
        TomlLocalTime => "time-local",
        _ => value.KindPhrase,
    };

    private static object Canonical(TomlValue value) => value switch
    {
        TomlString text => text.Value,
        TomlInteger integer => integer.Value,
        TomlFloat number => number.Value,
        TomlBoolean boolean => boolean.Value,
        TomlOffsetDateTime instant => (Parts(instant.Date), Parts(instant.Time), instant.OffsetMinutes),
        TomlLocalDateTime local => (Parts(local.Date), Parts(local.Time)),
        TomlLocalDate date => Parts(date.Value),
        TomlLocalTime time => Parts(time.Value),
        _ => value,
    };

    private static object Canonical(string type, string text) => type switch
    {
        "string" => text,
        "integer" => long.Parse(text, CultureInfo.InvariantCulture),
        "float" => text switch
        {
            "inf" or "+inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" or "+nan" or "-nan" => double.NaN,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        },
        "bool" => text == "true",
        "datetime" => (Date(text), Time(text), Offset(text)),
        "datetime-local" => (Date(text), Time(text)),
        "date-local" => Date(text),
        "time-local" => Time(text),
        _ => throw new ArgumentException(type, nameof(type)),
    };

    private static (int Year, int Month, int Day) Parts(TomlDate date) => (date.Year, date.Month, date.Day);

    private static (int Hour, int Minute, int Second, int Nanosecond) Parts(TomlTime time) =>
        (time.Hour, time.Minute, time.Second, time.Nanosecond);

    private static (int Year, int Month, int Day) Date(string text)
    {
        List<int> parts = Numbers(DatePattern().Match(text));
        return (parts[0], parts[1], parts[2]);
    }

    private static (int Hour, int Minute, int Second, int Nanosecond) Time(string text)
    {
        Match match = TimePattern().Match(text);
        string fraction = match.Groups[4].Value;
        return (
            int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(fraction.PadRight(9, '0')[..9], CultureInfo.InvariantCulture));
    }

    private static int Offset(string text)
    {
        if (text.EndsWith('Z'))
        {
            return 0;
        }

        Match match = OffsetPattern().Match(text);
        Assert.True(match.Success, text);
        List<int> parts = Numbers(match);
        return ((parts[0] * 60) + parts[1]) * (match.Value[0] == '-' ? -1 : 1);
    }

    private static List<int> Numbers(Match match) =>
        [.. match.Groups.Values.Skip(1).Select(g => int.Parse(g.ValueSpan, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^(\d{4})-(\d\d)-(\d\d)")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"[+-](\d\d):(\d\d)$")]
    private static partial Regex OffsetPattern();
}
