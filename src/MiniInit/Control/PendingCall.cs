using System;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control;

/// <summary>A call that is not answered yet.</summary>
/// <param name="Source">Where its replies come from.</param>
/// <param name="IsOneWay">Whether the client wants none.</param>
/// <param name="Bytes">How long it was.</param>
internal sealed record PendingCall(ReplySource Source, bool IsOneWay, int Bytes)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(PendingCall);

    /// <summary>The call as it came, for a successor of init.</summary>
    public ReadOnlyMemory<byte> Frame { get; init; }

    /// <summary>Whether it only asks how things are: then a successor can begin it again, if it is not its turn yet.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>The reply, where our predecessor knew it; else nothing.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>What is asked again whenever rights change, since it is answered for as long as the client likes; else null.</summary>
    public ControlCall? Lasting { get; init; }
}
