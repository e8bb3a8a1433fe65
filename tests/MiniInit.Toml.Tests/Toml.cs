using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests;

/// <summary>Short ways to read a text in a test.</summary>
internal static class Toml
{
    /// <summary>Reads a text that must be right.</summary>
    public static TomlTable Read(string text)
    {
        TomlDocument document = TomlDocument.Parse(Encoding.UTF8.GetBytes(text), "test.toml");
        Assert.Empty(document.Diagnostics.Select(d => d.ToString()));
        return document.Root;
    }

    /// <summary>Reads <c>a = …</c> and gives the value, which must be of a kind.</summary>
    public static T Value<T>(string value)
        where T : TomlValue => At<T>(Read($"a = {value}\n"), "a");

    /// <summary>Gives the value at a path of keys.</summary>
    public static T At<T>(TomlTable table, params string[] path)
        where T : TomlValue
    {
        TomlValue? value = table;
        foreach (string key in path)
        {
            Assert.True(Assert.IsType<TomlTable>(value).TryGetValue(key, out value), key);
        }

        return Assert.IsType<T>(value);
    }

    /// <summary>Gives the errors of a text, each on one line.</summary>
    public static IReadOnlyList<string> Errors(string text) => Errors(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<string> Errors(byte[] text) =>
        [.. TomlDocument.Parse(text, "test.toml").Diagnostics.Select(d => d.ToString())];
}
