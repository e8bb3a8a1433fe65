using System;

namespace MiniInit.Reexecution;

/// <summary>A process that lost its parent and became our child.</summary>
internal sealed class OrphanState : StateRecord
{
    /// <summary>Its process id.</summary>
    public int Pid;

    /// <summary>When it began.</summary>
    public ulong Start;

    /// <summary>What it came from; −1 where that is not known.</summary>
    public int Invocation = -1;

    /// <summary>When we saw it first.</summary>
    public TimeSpan? Since;

    /// <summary>The process whose end made it ours; 0 where that is not known.</summary>
    public int FormerPid;

    /// <summary>What that was.</summary>
    public string? FormerRole;

    public override void Pass(StateFields fields)
    {
        fields.Number(1, ref Pid);
        fields.Number(2, ref Start);
        fields.Place(3, ref Invocation);
        fields.Time(4, ref Since);
        fields.Number(5, ref FormerPid);
        fields.Text(6, ref FormerRole);
    }
}
