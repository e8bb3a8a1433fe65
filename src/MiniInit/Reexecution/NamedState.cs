namespace MiniInit.Reexecution;

/// <summary>A main process that we did not start.</summary>
internal sealed class NamedState : StateRecord
{
    /// <summary>The process whose place it took.</summary>
    public int Child = -1;

    /// <summary>Its process id.</summary>
    public int Pid;

    /// <summary>When it began.</summary>
    public ulong Start;

    /// <summary>Its pidfd; −1 for none.</summary>
    public int Descriptor = -1;

    public override void Pass(StateFields fields)
    {
        fields.Place(1, ref Child);
        fields.Number(2, ref Pid);
        fields.Number(3, ref Start);
        fields.Place(4, ref Descriptor);
    }
}
