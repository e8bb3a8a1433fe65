using System.Collections.Generic;

namespace MiniInit.Output;

/// <summary>What all streams share: one is read at a time, so one buffer is enough.</summary>
/// <param name="memory">Bytes for all rings and unfinished lines together.</param>
internal sealed class OutputShared(int memory = OutputLimits.MemoryBytes)
{
    private byte[]? _stamped;

    /// <summary>An unfinished line, and what is read behind it.</summary>
    public byte[] Buffer { get; } = new byte[OutputLimits.LineBytes + OutputLimits.TurnBytes];

    /// <summary>Where lines get their times before they go to a file.</summary>
    public byte[] Stamped => _stamped ??= new byte[OutputLimits.TurnBytes];

    /// <summary>For rings and unfinished lines.</summary>
    public MemoryAccount Memory { get; } = new(memory);

    /// <summary>Writes times.</summary>
    public TimeText Time { get; } = new();

    /// <summary>The streams that hold an unfinished line, the one that is due first in front.</summary>
    public LinkedList<OutputStream> Unfinished { get; } = new();

    /// <summary>What there is to say.</summary>
    public OutputTroubles Troubles { get; } = new();
}
