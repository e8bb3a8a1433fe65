using System;

namespace MiniInit.Linux.Spawning;

/// <summary>Descriptors that a stranger has passed to us, until a process has its copies. See <see cref="PassedDescriptors"/>.</summary>
public sealed class PassedFiles : IDisposable
{
    /// <summary>How many come together at most: standard input, output and error.</summary>
    public const int Most = 3;

    private int[] _numbers;

    internal PassedFiles(ReadOnlySpan<int> numbers) => _numbers = numbers.ToArray();

    /// <summary>The descriptors, in the order in which they came; none once they are closed.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    /// <summary>Gives them to another owner.</summary>
    public PassedFiles Move()
    {
        PassedFiles other = new(_numbers);
        _numbers = [];
        return other;
    }

    /// <summary>Closes them without waiting for anybody.</summary>
    public void Dispose()
    {
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
