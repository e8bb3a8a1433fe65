using System;
using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Output;
using MiniInit.Supervision.Runs;

namespace MiniInit.Supervision.Consoles;

/// <summary>Descriptors 0 to 2 of a process that is to be started. Disposing closes our copies of what is only its own.</summary>
internal sealed class ConsoleEnds : IDisposable
{
    private JobPipes? _pipes;
    private OwnedFd? _device;

    /// <summary>What goes where; empty: it has ours.</summary>
    public IReadOnlyList<SpawnDescriptor> Descriptors { get; private init; } = [];

    /// <summary>The terminal that becomes the controlling one; −1 for none.</summary>
    public int Terminal { get; init; } = -1;

    /// <summary>Whether it stays that of our session, and the process is the foreground of it, with a group of its own.</summary>
    public bool IsOfOurSession { get; init; }

    /// <summary>Our own descriptors.</summary>
    public static ConsoleEnds Inherited => new();

    /// <summary>Nothing to read, and nobody who reads.</summary>
    public static ConsoleEnds Null { get; } = new()
    {
        Descriptors =
        [
            new SpawnDescriptor(0, SpawnDescriptor.Null),
            new SpawnDescriptor(1, SpawnDescriptor.Null),
            new SpawnDescriptor(2, SpawnDescriptor.Null),
        ],
    };

    /// <summary>Pipes that we read.</summary>
    public static ConsoleEnds Of(JobPipes pipes) => new()
    {
        Descriptors =
        [
            new SpawnDescriptor(0, SpawnDescriptor.Null),
            new SpawnDescriptor(1, pipes.Output.Number),
            new SpawnDescriptor(2, pipes.Error.Number),
        ],
        _pipes = pipes,
    };

    /// <summary>Descriptors that a client has passed, from 0 on, and pipes in place of those that are missing.</summary>
    /// <param name="run">Whose; they stay its own.</param>
    /// <param name="pipes">The pipes; null where none are needed.</param>
    public static ConsoleEnds Of(ClientRun run, JobPipes? pipes)
    {
        ReadOnlySpan<int> files = run.Files is null ? [] : run.Files.Numbers;
        return new ConsoleEnds
        {
            Descriptors =
            [
                new SpawnDescriptor(0, files.Length > 0 ? files[0] : SpawnDescriptor.Null),
                new SpawnDescriptor(1, files.Length > 1 ? files[1] : pipes!.Value.Output.Number),
                new SpawnDescriptor(2, files.Length > 2 ? files[2] : pipes!.Value.Error.Number),
            ],
            Terminal = run.IsTerminal && files.Length > 0 ? files[0] : -1,
            _pipes = pipes,
        };
    }

    /// <summary>A device for all three.</summary>
    /// <param name="device">Owned from now on.</param>
    /// <param name="isTerminal">Whether it becomes the controlling terminal.</param>
    public static ConsoleEnds Of(OwnedFd device, bool isTerminal) => new()
    {
        Descriptors =
        [
            new SpawnDescriptor(0, device.Number),
            new SpawnDescriptor(1, device.Number),
            new SpawnDescriptor(2, device.Number),
        ],
        Terminal = isTerminal ? device.Number : -1,
        _device = device,
    };

    public void Dispose()
    {
        _pipes?.Close();
        _device?.Dispose();
    }
}
