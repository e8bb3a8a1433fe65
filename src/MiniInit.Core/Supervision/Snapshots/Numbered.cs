using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Objects by number, in the order in which they are first mentioned. Two that are equal are two.</summary>
internal sealed class Numbered<T>
    where T : class
{
    private readonly Dictionary<T, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<T> _items = [];

    public int Count => _items.Count;

    public IReadOnlyList<T> Items => _items;

    public T this[int number] => _items[number];

    /// <summary>Gives the number of an object, a new one if need be; null for null.</summary>
    [return: NotNullIfNotNull(nameof(item))]
    public int? Of(T? item)
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
