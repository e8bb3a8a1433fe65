using System;

namespace MiniInit.Bench;

internal enum Unit
{
    Nanoseconds,
    Bytes,
    KiB,
    Count,
    PerSecond,
}

/// <summary>How a value is written for people.</summary>
internal static class UnitText
{
    internal static string Format(this Unit unit, double value)
    {
        return unit switch
        {
            Unit.Nanoseconds => value < Clock.Millisecond
                ? $"{value / Clock.Microsecond:F0} µs"
                : $"{value / Clock.Millisecond:F2} ms",
            Unit.Bytes => $"{value:N0} B",
            Unit.KiB => $"{value:N0} KiB",
            Unit.Count => $"{value:0.##}",
            Unit.PerSecond => $"{value:N0} /s",
            _ => throw new ArgumentOutOfRangeException(nameof(unit)),
        };
    }

    internal static string Key(this Unit unit)
    {
        return unit switch
        {
            Unit.Nanoseconds => "ns",
            Unit.Bytes => "bytes",
            Unit.KiB => "KiB",
            Unit.Count => "count",
            Unit.PerSecond => "per second",
            _ => throw new ArgumentOutOfRangeException(nameof(unit)),
        };
    }
}
