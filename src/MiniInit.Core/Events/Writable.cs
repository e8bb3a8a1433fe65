using System;

namespace MiniInit.Core.Events;

/// <summary>What can stand in a word of an expression.</summary>
internal static class Writable
{
    /// <summary>
    /// Refuses what no text can say: a line feed becomes a space even between quotes, and NUL ends a string everywhere.
    /// </summary>
    public static void ThrowIfNot(string word, string parameter)
    {
        ArgumentNullException.ThrowIfNull(word, parameter);
        if (word.AsSpan().ContainsAny('\n', '\0'))
        {
            throw new ArgumentException("a word of an expression holds neither line feed nor NUL", parameter);
        }
    }
}
