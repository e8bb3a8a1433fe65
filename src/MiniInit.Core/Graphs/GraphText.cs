using System.Collections.Generic;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs;

/// <summary>Names and chains of names as messages show them.</summary>
internal static class GraphText
{
    /// <summary>Gives a name as it can be printed.</summary>
    public static string Name(string name) => PrintableText.Cut(name);

    /// <summary>Gives what a user wrote in quotes.</summary>
    public static string Quote(string text) => PrintableText.Quote(text);

    /// <summary>Gives <c>a -> b -> c</c>.</summary>
    public static string Path(ValueList<string> names) => string.Join(" -> ", Shown(names).ConvertAll(Name));

    /// <summary>Gives <c>a -> b -> a</c>.</summary>
    public static string Cycle(ValueList<string> names) => $"{Path(names)} -> {Name(names[0])}";

    /// <summary>Gives sentences, with commas between them.</summary>
    public static string Sentences<T>(ValueList<T> steps)
        where T : notnull => string.Join(", ", Shown(steps.ConvertAll(step => step.ToString()!)));

    /// <summary>Leaves out the middle of what is too long to read; who wants it has it as data.</summary>
    private static ValueList<string> Shown(ValueList<string> parts)
    {
        if (parts.Count <= GraphLimits.MaximumShown)
        {
            return parts;
        }

        List<string> shown = [];
        for (int at = 0; at < GraphLimits.MaximumShown - 1; at++)
        {
            shown.Add(parts[at]);
        }

        return [.. shown, $"… ({parts.Count - GraphLimits.MaximumShown} more) …", parts[^1]];
    }
}
