using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>What is to be gone before a job is down.</summary>
internal sealed class RemainderState : StateRecord
{
    /// <summary>The job.</summary>
    public string? Job;

    /// <summary>The instance's name; empty or null where there is one.</summary>
    public string? Instance;

    /// <summary>The process id that its main process had.</summary>
    public int Pid;

    /// <summary>What it is ended by.</summary>
    public int Signal;

    /// <summary>How far that goes.</summary>
    public int Scope;

    /// <summary>Who was told: a process id and when it began, one behind the other.</summary>
    public readonly List<long> Told = [];

    public override void Pass(StateFields fields)
    {
        fields.Text(1, ref Job);
        fields.Text(2, ref Instance);
        fields.Number(3, ref Pid);
        fields.Number(4, ref Signal);
        fields.Number(5, ref Scope);
        fields.Numbers(6, Told);
    }
}
