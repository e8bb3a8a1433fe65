using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Tests.Events;

/// <summary>Expressions and events from short texts.</summary>
internal static class Texts
{
    private static readonly Dictionary<string, string> s_environment = new(StringComparer.Ordinal)
    {
        ["$PARENT"] = "db",
        ["$ANY"] = "*",
        ["[!$LEVELS]"] = "[!2345]",
    };

    public static EventExpression Expression(string text)
    {
        bool parsed = EventExpressionParser.TryParse(text, out EventExpression? expression, out ParseError error);
        Assert.True(parsed, parsed ? "" : error.Render(text));
        return expression!;
    }

    /// <summary>Reads <c>name KEY=value …</c>; no blanks in values.</summary>
    public static Event Event(string text)
    {
        string[] words = text.Split(' ');
        var pairs = words[1..].Select(word => word.Split('=', 2));
        return new Event(words[0], [.. pairs.Select(pair => new EventVariable(pair[0], pair[1]))]);
    }

    public static string? Expand(string value) => s_environment.GetValueOrDefault(value);

    public static bool IsMatch(string expression, string occurred) => IsMatch(expression, Event(occurred));

    public static bool IsMatch(string expression, Event occurred) =>
        Assert.IsType<EventExpression.Match>(Expression(expression)).Condition.IsMatch(occurred, Expand);

    public static HashSet<EventExpression.Level> Levels(params string[] levels) =>
        [.. levels.Select(Expression).Cast<EventExpression.Level>()];
}
