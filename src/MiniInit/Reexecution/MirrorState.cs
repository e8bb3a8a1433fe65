using System;

namespace MiniInit.Reexecution;

/// <summary>What waits to be written to one of our standard streams.</summary>
internal sealed class MirrorState : StateRecord
{
    /// <summary>What waits.</summary>
    public ReadOnlyMemory<byte> Pending;

    /// <summary>Whether the last of what was written or waits is unfinished.</summary>
    public bool IsMidLine;

    /// <summary>How many lines a full disk did not take.</summary>
    public long LostLines;

    public override void Pass(StateFields fields)
    {
        fields.Bytes(1, ref Pending);
        fields.Flag(2, ref IsMidLine);
        fields.Number(3, ref LostLines);
    }
}
