using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Toml.Tests;

/// <summary>
/// Compares trees by keys in their order and values, wherever these stand and however they are written.
/// </summary>
internal static class SameTree
{
    public static void Assert(TomlValue expected, TomlValue actual) =>
        Xunit.Assert.Equal(Flatten(expected, "").ToList(), Flatten(actual, "").ToList());

    public static bool Is(TomlValue expected, TomlValue actual) =>
        Flatten(expected, "").SequenceEqual(Flatten(actual, ""));

    private static IEnumerable<(string Path, object Content)> Flatten(TomlValue value, string path) => value switch
    {
        TomlTable table => table
            .SelectMany(e => Flatten(e.Value, $"{path}/{e.Key.Length}:{e.Key}"))
            .Prepend((path, $"table of {table.Count}")),
        TomlArray array => array
            .SelectMany((e, i) => Flatten(e, $"{path}[{i}]"))
            .Prepend((path, $"array of {array.Count}")),
        TomlString text => [(path, text.Value)],
        TomlInteger integer => [(path, integer.Value)],

        // All NaNs are one in TOML, but the sign of zero is kept.
        TomlFloat number => [(path, (double.IsNegative(number.Value) && number.Value == 0, number.Value))],
        TomlBoolean boolean => [(path, boolean.Value)],
        TomlOffsetDateTime instant => [(path, (instant.Date, instant.Time, instant.OffsetMinutes))],
        TomlLocalDateTime local => [(path, (local.Date, local.Time))],
        TomlLocalDate date => [(path, date.Value)],
        TomlLocalTime time => [(path, time.Value)],
        _ => throw new ArgumentException(value.KindPhrase, nameof(value)),
    };
}
