using System;
using System.Collections.Generic;

namespace MiniInit.Core.Jobs;

/// <summary>The words for how much init says, as job files, command lines, messages and the control socket have them.</summary>
public static class LogLevels
{
    private static readonly string[] s_words = ["debug", "info", "message", "warn", "error", "fatal"];

    /// <summary>All words, that of the level which says most first.</summary>
    public static IReadOnlyList<string> Words => s_words;

    /// <summary>Gives the word for a level.</summary>
    /// <param name="level">The level.</param>
    public static string Word(LogLevel level) => s_words[(int)level];

    /// <summary>Gives the level that a word means; null for other words.</summary>
    /// <param name="word">Any text.</param>
    public static LogLevel? Find(string word)
    {
        int level = Array.IndexOf(s_words, word);
        return level < 0 ? null : (LogLevel)level;
    }
}
