using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>The control socket.</summary>
internal sealed class ControlState : StateRecord
{
    /// <summary>Where it is; null where there is none.</summary>
    public string? Path;

    /// <summary>What listens.</summary>
    public int Listener = -1;

    /// <summary>The lock beside it.</summary>
    public int Lock = -1;

    /// <summary>With the number, which file it is.</summary>
    public ulong Device;

    /// <summary>The number of that file.</summary>
    public ulong Inode;

    /// <summary>What jobs get as <c>MINIINIT_SOCKET</c>.</summary>
    public string? Told;

    /// <summary>The number of the last request.</summary>
    public long LastTicket;

    /// <summary>The number of the last command that got its name from us.</summary>
    public long LastRun;

    /// <summary>When init was started: ticks of the clock that is never set.</summary>
    public long StartedAt;

    /// <summary>When the machine was suspended.</summary>
    public readonly List<long> Suspensions = [];

    /// <summary>Who is connected. Each is a <see cref="ClientState"/>.</summary>
    public readonly List<StateRecord> Clients = [];

    public override void Pass(StateFields fields)
    {
        fields.Text(1, ref Path);
        fields.Place(2, ref Listener);
        fields.Place(3, ref Lock);
        fields.Number(4, ref Device);
        fields.Number(5, ref Inode);
        fields.Text(6, ref Told);
        fields.Number(7, ref LastTicket);
        fields.Number(8, ref LastRun);
        fields.Records(10, Clients, () => new ClientState());

        // 9 was a time of day.
        fields.Number(11, ref StartedAt);
        fields.Numbers(12, Suspensions);
    }
}
