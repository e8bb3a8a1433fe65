using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiniInit.Core.Values;

/// <summary>Makes <see cref="ValueList{T}"/>s; collection expressions come here.</summary>
public static class ValueList
{
    /// <summary>Makes a list.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="items">The elements in order.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Makes a list of what another collection holds now.</summary>
    /// <typeparam name="T">The elements.</typeparam>
    /// <param name="items">The elements in order.</param>
    public static ValueList<T> From<T>(IEnumerable<T> items) => new([.. new List<T>(items)]);
}
