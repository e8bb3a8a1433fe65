using System;
using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>A call that is not answered yet, or goes on.</summary>
internal sealed class CallState : StateRecord
{
    /// <summary>As it came.</summary>
    public ReadOnlyMemory<byte> Frame;

    /// <summary>The number of the request that it is; null where it is none.</summary>
    public long? Ticket;

    /// <summary>When its client does not want to wait any more.</summary>
    public TimeSpan? Deadline;

    /// <summary>Whether its first reply is out.</summary>
    public bool HasTold;

    /// <summary>The command that it waits for.</summary>
    public string? Run;

    /// <summary>How far it has read. Each is a <see cref="PlaceState"/>.</summary>
    public readonly List<StateRecord> Places = [];

    /// <summary>The reply, where it is known and only waits for those before it.</summary>
    public ReadOnlyMemory<byte> Answer;

    public override void Pass(StateFields fields)
    {
        fields.Bytes(1, ref Frame);
        fields.Number(2, ref Ticket);
        fields.Time(3, ref Deadline);
        fields.Flag(4, ref HasTold);
        fields.Text(5, ref Run);
        fields.Records(6, Places, () => new PlaceState());
        fields.Bytes(7, ref Answer);
    }
}
