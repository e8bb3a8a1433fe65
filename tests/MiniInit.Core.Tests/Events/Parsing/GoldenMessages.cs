using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Tests.Events.Parsing;

/// <summary>Errors are a feature: messages.txt has expressions with what a user sees, to the character.</summary>
public sealed class GoldenMessages
{
    private static readonly Dictionary<string, (string Input, string Expected)> s_cases = Load();

    public static TheoryData<string> Titles => new(s_cases.Keys);

    [Fact]
    public void There_are_at_least_fifty_cases() => Assert.True(s_cases.Count >= 50, $"only {s_cases.Count} cases");

    [Theory]
    [MemberData(nameof(Titles))]
    public void Errors_read_as_written_down(string title)
    {
        (string input, string expected) = s_cases[title];
        bool parsed = EventExpressionParser.TryParse(input, out EventExpression? expression, out ParseError error);
        Assert.Equal(expected, parsed ? $"read as {expression}" : error.Render(input));
    }

    private static Dictionary<string, (string Input, string Expected)> Load()
    {
        using Stream stream = typeof(GoldenMessages).Assembly.GetManifestResourceStream("expression-messages.txt")!;
        using StreamReader reader = new(stream);
        Dictionary<string, (string Input, string Expected)> cases = [];
        foreach (string part in reader.ReadToEnd().Split("\n=== ").Skip(1))
        {
            string[] titleAndRest = part.Split('\n', 2);
            string[] inputAndError = titleAndRest[1].Split("\n---\n", 2);
            cases.Add(titleAndRest[0], (Text(inputAndError[0]), inputAndError[1].TrimEnd('\n')));
        }

        return cases;
    }

    private static string Text(string input) => input
        .Replace("<TAB>", "\t", StringComparison.Ordinal)
        .Replace("<NUL>", "\0", StringComparison.Ordinal)
        .Replace("<ESC>", "\u001B", StringComparison.Ordinal)
        .Replace("<RLO>", "\u202E", StringComparison.Ordinal)
        .Replace("<EMPTY>", "", StringComparison.Ordinal)
        .Replace("<100 x>", new string('x', 100), StringComparison.Ordinal);
}
