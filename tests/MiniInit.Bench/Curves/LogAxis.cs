using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>A logarithmic axis: from a power of ten to another, or to the middle between two.</summary>
internal sealed class LogAxis
{
    private const double Half = 0.5;

    private readonly double _low, _high, _from, _to;

    /// <summary>Makes one that has room for all values.</summary>
    /// <param name="values">More than nothing each.</param>
    /// <param name="from">Where it begins in the picture.</param>
    /// <param name="to">Where it ends there.</param>
    internal LogAxis(IReadOnlyList<double> values, double from, double to)
    {
        (_low, _high, _from, _to) = (double.MaxValue, double.MinValue, from, to);
        foreach (double value in values)
        {
            _low = Math.Min(_low, Math.Floor(Math.Log10(value) / Half) * Half);
            _high = Math.Max(_high, Math.Ceiling(Math.Log10(value) / Half) * Half);
        }

        _high = Math.Max(_high, _low + 1);
    }

    /// <summary>The powers of ten within it.</summary>
    internal IEnumerable<double> Ticks
    {
        get
        {
            for (double power = Math.Ceiling(_low); power <= _high; power++)
            {
                yield return Math.Pow(10, power);
            }
        }
    }

    /// <summary>Where a value is in the picture.</summary>
    internal double At(double value) => _from + ((Math.Log10(value) - _low) / (_high - _low) * (_to - _from));
}
