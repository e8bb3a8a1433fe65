using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace MiniInit.Core.Values;

/// <summary>An immutable list that equals another with equal elements in the same order.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <remarks>A record of these compares as a whole, which <see cref="ImmutableArray{T}"/> does not give.</remarks>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
#pragma warning disable CA1710 // the name should end in Collection: it is a list
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
#pragma warning restore CA1710
{
    private readonly ImmutableArray<T> _items;

    internal ValueList(ImmutableArray<T> items) => _items = items;

    /// <summary>The number of elements.</summary>
    public int Count => _items.Length;

    /// <summary>Gives an element by its place, from 0.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public T this[int index] => _items[index];

    /// <summary>Walks over the elements in order, without allocation.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => _items.GetEnumerator();

    /// <summary>Gives what each element is turned into, in order.</summary>
    /// <typeparam name="TTo">What it is turned into.</typeparam>
    /// <param name="convert">Turns one into it.</param>
    public ValueList<TTo> ConvertAll<TTo>(Func<T, TTo> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        ImmutableArray<TTo>.Builder converted = ImmutableArray.CreateBuilder<TTo>(Count);
        foreach (T item in _items)
        {
            converted.Add(convert(item));
        }

        return new(converted.MoveToImmutable());
    }

    /// <summary>Whether the other has equal elements in the same order.</summary>
    /// <param name="other">Another list.</param>
    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Gives the elements, separated by commas.</summary>
    public override string ToString() => string.Join(", ", _items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_items).GetEnumerator();
}
