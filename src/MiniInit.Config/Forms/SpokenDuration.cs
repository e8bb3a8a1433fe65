using System;
using MiniInit.Core.Values;

namespace MiniInit.Config.Forms;

/// <summary>Spans of time as people say them: <c>5 seconds</c>, <c>1m30</c>, <c>1w</c>, <c>30m 1h</c>.</summary>
internal static class SpokenDuration
{
    private const int Longest = 64;

    /// <summary>Of seconds, down to a tick.</summary>
    private const int Decimals = 7;

    /// <summary>From here on a number stays as it is written: sevenfold it would overflow.</summary>
    private const long TooMany = long.MaxValue / 7;

    /// <summary>The units from large to small, each with the words that it goes by elsewhere.</summary>
    private static readonly (string Unit, string[] Words)[] s_units =
    [
        ("d", ["d", "day", "days"]),
        ("h", ["h", "hr", "hrs", "hour", "hours"]),
        ("m", ["m", "min", "mins", "minute", "minutes"]),
        ("s", ["s", "sec", "secs", "second", "seconds", ""]),
        ("ms", ["ms", "msec", "millis", "millisecond", "milliseconds"]),
        ("us", ["us", "usec", "microsecond", "microseconds"]),
    ];

    private static readonly string[] s_weeks = ["w", "week", "weeks"];

    /// <summary>Gives the span as it is written here; null where its meaning is not certain.</summary>
    public static string? Correct(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        string?[] parts = new string?[s_units.Length];
        for (int at = 0; at < text.Length;)
        {
            string number = Take(text, ref at, c => char.IsAsciiDigit(c) || c == '.');
            Take(text, ref at, c => c == ' ');
            string word = Take(text, ref at, char.IsAsciiLetter).ToLowerInvariant();
            Take(text, ref at, c => c == ' ');
            bool isWeek = Array.IndexOf(s_weeks, word) >= 0;
            int unit = isWeek ? 0 : Array.FindIndex(s_units, one => Array.IndexOf(one.Words, word) >= 0);
            if (unit < 0
                || !FixedPoint.TryParse(number, Decimals, out long count, out _)
                || parts[unit] is not null)
            {
                return null;
            }

            string right = count < TooMany ? FixedPoint.Format(isWeek ? count * 7 : count, Decimals) : number;
            parts[unit] = right + s_units[unit].Unit;
        }

        return text.Length == 0 ? null : string.Concat(parts);
    }

    private static string Take(string text, ref int at, Predicate<char> isTaken)
    {
        int start = at;
        while (at < text.Length && isTaken(text[at]))
        {
            at++;
        }

        return text[start..at];
    }
}
