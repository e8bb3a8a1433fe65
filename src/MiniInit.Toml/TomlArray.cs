using System;
using System.Collections;
using System.Collections.Generic;

namespace MiniInit.Toml;

/// <summary>An array; its elements may be of different kinds. A tree read from a text never changes.</summary>
#pragma warning disable CA1710 // the name should end in Collection: TOML calls it an array
public sealed class TomlArray : TomlValue, IReadOnlyList<TomlValue>
#pragma warning restore CA1710
{
    private TomlValue[] _elements = [];
    private short _height = -1;

    /// <summary>Makes an array that stands in no text.</summary>
    /// <param name="elements">The elements, in order.</param>
    /// <exception cref="ArgumentException">
    /// The elements are nested deeper than <see cref="TomlLimits.MaximumDepth"/>.
    /// </exception>
    public TomlArray(IEnumerable<TomlValue> elements)
        : base(default)
    {
        ArgumentNullException.ThrowIfNull(elements);
        foreach (TomlValue element in elements)
        {
            ArgumentNullException.ThrowIfNull(element, nameof(elements));
            Add(element);
        }

        Depth.Check(Height, nameof(elements));
    }

    internal TomlArray(Place place, bool ofTables)
        : base(place) => IsOfTables = ofTables;

    /// <summary>The number of elements.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public override string KindPhrase => "an array";

    /// <summary>Whether headers <c>[[a]]</c> made it, so that a further header may add to it.</summary>
    internal bool IsOfTables { get; }

    internal ReadOnlySpan<TomlValue> Elements => _elements.AsSpan(0, Count);

    internal override int Height => _height >= 0 ? _height : _height = (short)Depth.Above(Elements);

    /// <summary>Gives an element.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public TomlValue this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _elements[index];
        }
    }

    /// <summary>Walks over the elements in order.</summary>
    public IEnumerator<TomlValue> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return _elements[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(TomlValue element)
    {
        if (Count == _elements.Length)
        {
            Array.Resize(ref _elements, Math.Max(4, Count * 2));
        }

        _elements[Count++] = element;
    }
}
