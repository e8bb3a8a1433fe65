using System;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A value within a message.</summary>
internal static class Shown
{
    private const int LongestLiteral = 100;

    /// <summary>Gives a value as it would be written in a file; null for one that is too long for a message.</summary>
    public static string? Literal(TomlValue value)
    {
        bool isShort = value switch
        {
            TomlString text => text.Value.Length <= LongestLiteral,
            TomlArray array => array.Count <= LongestLiteral / 4
                && IsPlain(array),
            TomlTable table => IsPlain(table),
            _ => true,
        };
        string written = isShort ? TomlWriter.WriteValue(value) : "";
        return written.Length is > 0 and <= LongestLiteral && Quotation.IsPlain(written) ? written : null;
    }

    /// <summary>Gives a text in quotes, another single value as written, and what kind a larger one is.</summary>
    public static string Value(TomlValue value) => value switch
    {
        TomlString text => Quotation.Of(text.Value),
        TomlArray { Count: 0 } => "an empty array",
        TomlTable or TomlArray => value.KindPhrase,
        _ when value.Source is null => value.ToString(),
        _ => Cut(Encoding.UTF8.GetString(value.Written.Span[..Math.Min(value.Written.Length, ValueLimits.Quoted + 1)])),
    };

    private static bool IsPlain(TomlArray array)
    {
        foreach (TomlValue item in array)
        {
            if (item is not (TomlString { Value.Length: <= LongestLiteral } or TomlInteger or TomlBoolean))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(TomlTable table)
    {
        foreach (TomlEntry entry in table)
        {
            if (entry.Value is not (TomlString or TomlInteger or TomlBoolean))
            {
                return false;
            }
        }

        return true;
    }

    private static string Cut(string text) =>
        text.Length > ValueLimits.Quoted ? text[..ValueLimits.Quoted] + "…" : text;
}
