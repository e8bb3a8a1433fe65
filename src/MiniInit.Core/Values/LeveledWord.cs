using System;
using System.Globalization;

namespace MiniInit.Core.Values;

/// <summary>A word with a level: <c>fifo:10</c>.</summary>
internal static class LeveledWord
{
    /// <summary>Reads the level behind a word.</summary>
    public static bool TryParse(string text, string word, int least, int most, out int level)
    {
        level = 0;
        return text.Length > word.Length + 1 && text.StartsWith(word, StringComparison.Ordinal)
            && text[word.Length] == ':'
            && int.TryParse(text.AsSpan(word.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out level)
            && level >= least && level <= most;
    }
}
