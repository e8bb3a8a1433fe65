using System;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Values;

/// <summary>A span of time as users write it: <c>250ms</c>, <c>5s</c>, <c>1h30m</c>, or a plain number of seconds.</summary>
public static class Duration
{
    /// <summary>What is accepted, for error messages.</summary>
    public const string Form = "a duration like 250ms, 5s, 1h30m, or a number of seconds";

    /// <summary>The decimals of a number are whole counts of this part of it: seven digits, of seconds a tick.</summary>
    private const long DecimalScale = 10_000_000;

    /// <summary>The longest span: a year. More is a slip of the pen, and would overflow sums.</summary>
    public static TimeSpan Longest => TimeSpan.FromDays(366);

    /// <summary>Reads a span of zero to a year. Units go from the largest to the smallest, each once.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="span">The span, exact to the millisecond or better.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan span)
    {
        span = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        long ticks = 0;
        int at = 0;
        int parts = 0;
        long last = long.MaxValue;
        while (at < text.Length)
        {
            if (!TryParseNumber(text, ref at, out long whole, out long decimals))
            {
                return false;
            }

            long unit = ParseUnit(text, ref at);
            if (unit == 0 && (parts > 0 || at < text.Length))
            {
                return false;
            }

            // Whoever writes 5s5s or 10s30m means something else than their sum.
            if (unit >= last)
            {
                return false;
            }

            last = unit;
            unit = unit == 0 ? TimeSpan.TicksPerSecond : unit;
            if (whole > Longest.Ticks / unit)
            {
                return false;
            }

            ticks += (whole * unit) + (decimals * unit / DecimalScale);
            parts++;
            if (ticks > Longest.Ticks)
            {
                return false;
            }
        }

        span = new TimeSpan(ticks);
        return true;
    }

    /// <summary>Prints a span in the same form, for instance <c>1h30m</c>, <c>2.5s</c>, <c>250ms</c>.</summary>
    /// <param name="span">Zero or more.</param>
    public static string Format(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(1))
        {
            return FixedPoint.Format(span.Ticks, 4) + "ms";
        }

        string hours = span.TotalHours >= 1 ? $"{(long)span.TotalHours}h" : "";
        string minutes = span.Minutes > 0 ? $"{span.Minutes}m" : "";
        long seconds = span.Ticks % TimeSpan.TicksPerMinute;
        return hours + minutes + (seconds > 0 ? FixedPoint.Format(seconds, 7) + "s" : "");
    }

    /// <summary>Reads a number; its decimals are counted in parts of <see cref="DecimalScale"/>.</summary>
    private static bool TryParseNumber(string text, ref int at, out long whole, out long decimals)
    {
        // Twelve digits before the point and seven after it (a tick) are far more than the longest span needs.
        const int MaxDigits = 12, MaxDecimals = 7;
        whole = 0;
        decimals = 0;
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start <= MaxDigits)
        {
            whole = (whole * 10) + (text[at++] - '0');
        }

        if (at == start || at - start > MaxDigits)
        {
            return false;
        }

        if (at >= text.Length || text[at] != '.')
        {
            return true;
        }

        int point = at++;
        long scale = DecimalScale;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - point <= MaxDecimals)
        {
            scale /= 10;
            decimals += (text[at++] - '0') * scale;
        }

        return at > point + 1;
    }

    /// <summary>Ticks of the unit at <paramref name="at"/>; 0 where there is none that is known.</summary>
    private static long ParseUnit(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        long unit = text[start..at] switch
        {
            "us" => TimeSpan.TicksPerMicrosecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" or "min" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => 0,
        };
        if (unit == 0)
        {
            at = start;
        }

        return unit;
    }
}
