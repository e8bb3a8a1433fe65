using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Objects of one kind by number, in the order in which they are first mentioned. Two that are equal are two.</summary>
/// <remarks>Not generic: a table for each kind costs process 1 more code and types than all that is written with them.</remarks>
public sealed class Numbered
{
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _items = [];

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>The object of a number.</summary>
    public object this[int number] => _items[number];

    /// <summary>Gives the number of an object, a new one if need be; null for null.</summary>
    [return: NotNullIfNotNull(nameof(item))]
    public int? Of(object? item)
    {
        if (item is null)
        {
            return null;
        }

        if (!_numbers.TryGetValue(item, out int number))
        {
            number = _items.Count;
            _numbers.Add(item, number);
            _items.Add(item);
        }

        return number;
    }
}
