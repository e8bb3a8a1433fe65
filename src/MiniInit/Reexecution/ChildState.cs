namespace MiniInit.Reexecution;

/// <summary>A process that we started, perhaps one that is gone by now: another may have taken its place.</summary>
internal sealed class ChildState : StateRecord
{
    /// <summary>Its number with the supervisor.</summary>
    public long Ticket;

    /// <summary>By which definition it was started.</summary>
    public int Definition = -1;

    /// <summary>The instance's name; empty or null where there is one.</summary>
    public string? Instance;

    /// <summary>What it is to the job.</summary>
    public int Role;

    /// <summary>Its process id.</summary>
    public int Pid;

    /// <summary>The start that it belongs to.</summary>
    public int Invocation = -1;

    /// <summary>The descriptor on which it says that it is ready; −1 for none.</summary>
    public int Ready = -1;

    /// <summary>The process that it named as the main one; 0 for none.</summary>
    public int NamedPid;

    /// <summary>How many of its messages were left out.</summary>
    public int LeftOut;

    /// <summary>Whether it has said so by stopping itself.</summary>
    public bool HasSaidReady;

    /// <summary>Whether it never became the program.</summary>
    public bool HasFailed;

    /// <summary>Who it runs as; null for our own user.</summary>
    public long? User;

    /// <summary>Whether it was reaped.</summary>
    public bool IsGone;

    /// <summary>Whether it is what its invocation has as the main process.</summary>
    public bool IsMain;

    public override void Pass(StateFields fields)
    {
        fields.Number(1, ref Ticket);
        fields.Place(2, ref Definition);
        fields.Text(3, ref Instance);
        fields.Number(4, ref Role);
        fields.Number(5, ref Pid);
        fields.Place(6, ref Invocation);
        fields.Place(7, ref Ready);
        fields.Number(8, ref NamedPid);
        fields.Number(9, ref LeftOut);
        fields.Flag(10, ref HasSaidReady);
        fields.Flag(11, ref HasFailed);
        fields.Number(12, ref User);
        fields.Flag(13, ref IsGone);
        fields.Flag(14, ref IsMain);
    }
}
