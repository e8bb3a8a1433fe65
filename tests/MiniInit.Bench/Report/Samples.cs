using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>The values of one init in one row.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    internal int Count => _values.Count;

    internal double Median => Quantile(0.5);

    internal double P10 => Quantile(0.1);

    internal double P90 => Quantile(0.9);

    internal void Add(double value)
    {
        int index = _values.BinarySearch(value);
        _values.Insert(index < 0 ? ~index : index, value);
    }

    /// <summary>Between two values it is interpolated, so that the median of two is their mean.</summary>
    private double Quantile(double part)
    {
        if (_values.Count == 0)
        {
            throw new InvalidOperationException("no sample was taken");
        }

        double position = part * (_values.Count - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, _values.Count - 1);
        return _values[below] + ((position - below) * (_values[above] - _values[below]));
    }
}
