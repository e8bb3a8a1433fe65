using System;
using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>A connection to the control socket.</summary>
internal sealed class ClientState : StateRecord
{
    /// <summary>The connection.</summary>
    public int Descriptor = -1;

    /// <summary>What came of calls that are not complete.</summary>
    public ReadOnlyMemory<byte> Unread;

    /// <summary>What it has not taken yet.</summary>
    public ReadOnlyMemory<byte> Unsent;

    /// <summary>Whether it sends nothing more.</summary>
    public bool HasEnded;

    /// <summary>What it waits for. Each is a <see cref="CallState"/>.</summary>
    public readonly List<StateRecord> Calls = [];

    public override void Pass(StateFields fields)
    {
        fields.Place(1, ref Descriptor);
        fields.Bytes(2, ref Unread);
        fields.Bytes(3, ref Unsent);
        fields.Flag(4, ref HasEnded);
        fields.Records(5, Calls, () => new CallState());
    }
}
