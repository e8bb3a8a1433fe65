using System;
using MiniInit.Linux.Control;

namespace MiniInit.Linux.Spawning;

/// <summary>Descriptors that a stranger has passed to us, until a process has its copies. See <see cref="PassedDescriptors"/>.</summary>
/// <remarks>
/// As long as nobody can use them they stay in the connection: in our table every process that we make meanwhile would get
/// them too, and its exec would close them, for as long as a file system of the stranger's likes.
/// </remarks>
public sealed class PassedFiles : IDisposable
{
    /// <summary>How many come together at most: standard input, output and error.</summary>
    public const int Most = 3;

    private readonly ControlConnection _connection;
    private readonly int _bytes;
    private int[] _numbers = [];

    internal PassedFiles(ControlConnection connection, int bytes) => (_connection, _bytes) = (connection, bytes);

    /// <summary>Whether they are out of the connection, from which more may be received then.</summary>
    public bool AreTaken { get; private set; }

    /// <summary>The descriptors, in the order in which they came; none before they are taken and once they are closed.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    /// <summary>Takes them out of the connection, unless they are already.</summary>
    /// <param name="count">How many there should be.</param>
    /// <returns>Whether there are as many.</returns>
    public bool TryTake(int count)
    {
        if (!AreTaken)
        {
            AreTaken = true;
            _numbers = _connection.TakeFiles(_bytes);
        }

        return _numbers.Length == count;
    }

    /// <summary>Closes them without waiting for anybody.</summary>
    public void Dispose()
    {
        _ = TryTake(0);
        int[] numbers = _numbers;
        _numbers = [];
        foreach (int number in numbers)
        {
            PassedDescriptors.Add(number);
        }

        if (numbers.Length > 0)
        {
            PassedDescriptors.CloseKept();
        }
    }
}
