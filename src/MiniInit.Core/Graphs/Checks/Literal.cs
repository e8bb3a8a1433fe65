using System;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Tells words that mean themselves from those whose meaning is known only later.</summary>
internal static class Literal
{
    /// <summary>Whether a word is a glob.</summary>
    public static bool IsPattern(string word) => word.AsSpan().ContainsAny("*?[\\");

    /// <summary>Whether a value of an expression means just itself: neither glob nor variable.</summary>
    public static bool IsLiteral(string value) => !IsPattern(value) && !value.Contains('$');
}
