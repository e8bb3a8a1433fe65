using System;

namespace MiniInit.Toml.Reading;

/// <summary>
/// Where the arrays and inline tables start that are open, for messages about one that does not close.
/// </summary>
internal sealed class OpenBrackets
{
    private int[] _starts = new int[4];

    public int Count { get; private set; }

    /// <summary>Gives the offset of an open bracket.</summary>
    /// <param name="within">How many others are open within it: 0 for the innermost.</param>
    public int Start(int within) => _starts[Count - 1 - within];

    public void Push(int start)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Count * 2);
        }

        _starts[Count++] = start;
    }

    public void Pop() => Count--;

    public void Clear() => Count = 0;
}
