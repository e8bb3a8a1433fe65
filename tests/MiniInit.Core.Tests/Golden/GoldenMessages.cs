using System;
using System.IO;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Golden;

/// <summary>Messages are a feature: values.txt has texts with what a user sees for them, to the character.</summary>
internal static class GoldenMessages
{
    /// <summary>Gives the text, carets and message of each case of a section.</summary>
    public static TheoryData<string, string, string> Of(string section)
    {
        TheoryData<string, string, string> cases = [];
        string file = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "values.txt"));
        string body = file.Split("\n== ").Single(part => part.StartsWith(section + "\n", StringComparison.Ordinal));
        foreach (string part in body.Split("\n\n").Skip(1).Where(part => part.Trim().Length > 0))
        {
            string[] lines = part.Trim('\n').Split('\n');
            Assert.Equal(3, lines.Length);
            cases.Add(lines[0], lines[1], lines[2]);
        }

        return cases;
    }

    /// <summary>Checks the error of a text as written down.</summary>
    public static void Check<T>(TryParse<T> parse, string text, string carets, string message)
    {
        string actual = Text(text);
        Assert.False(parse(actual, out T? value, out TextError error), $"{text} gave {value}");
        AssertSame(actual, carets, message, error);
    }

    /// <summary>Checks an error against its message and the carets below the text.</summary>
    public static void AssertSame(string text, string carets, string message, TextError error)
    {
        Assert.Equal(message, error.Message);

        // A place without length has its caret where something is missing.
        Assert.Equal(carets, new string(' ', error.Offset) + new string('^', int.Max(error.Length, 1)));
        Property.AssertUsable(error, text);
    }

    /// <summary>A text as it is meant in values.txt.</summary>
    public static string Text(string written) =>
        written == "∅" ? "" : written.Replace('␀', '\0').Replace('␊', '\n');
}
