using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>A start of an instance of which something may be left.</summary>
internal sealed class InvocationState : StateRecord
{
    /// <summary>Its number.</summary>
    public long Number;

    /// <summary>The job.</summary>
    public string? Job;

    /// <summary>The instance's name; empty or null where there is one.</summary>
    public string? Instance;

    /// <summary>The number of its mark; null for none.</summary>
    public long? Mark;

    /// <summary>Whether it is the latest.</summary>
    public bool IsCurrent;

    /// <summary>Whether it was asked to end.</summary>
    public bool IsEnding;

    /// <summary>The name of its control group.</summary>
    public string? Leaf;

    /// <summary>Whether its processes were born there.</summary>
    public bool IsInLeaf;

    /// <summary>Whether all that was in it was killed at once.</summary>
    public bool IsLeafKilled;

    /// <summary>How many ends of its orphans were told as a warning.</summary>
    public int Warnings;

    /// <summary>The process group of its main process.</summary>
    public int GroupId;

    /// <summary>When its main process began.</summary>
    public ulong MainStart;

    /// <summary>The sessions of it.</summary>
    public readonly List<long> Leaders = [];

    /// <summary>Whether it is over, and only somebody still refers to it.</summary>
    public bool IsDropped;

    public override void Pass(StateFields fields)
    {
        fields.Number(1, ref Number);
        fields.Text(2, ref Job);
        fields.Text(3, ref Instance);
        fields.Number(4, ref Mark);
        fields.Flag(5, ref IsCurrent);
        fields.Flag(6, ref IsEnding);
        fields.Text(7, ref Leaf);
        fields.Flag(8, ref IsInLeaf);
        fields.Number(9, ref Warnings);
        fields.Number(10, ref GroupId);
        fields.Number(11, ref MainStart);
        fields.Numbers(12, Leaders);
        fields.Flag(13, ref IsDropped);
        fields.Flag(14, ref IsLeafKilled);
    }
}
