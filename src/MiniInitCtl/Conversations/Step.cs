using System;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Conversations;

/// <summary>One call, and what becomes of its answer.</summary>
/// <param name="Call">What is asked for.</param>
/// <param name="Deed">What that does, for messages.</param>
internal sealed record Step(ControlCall Call, Deed Deed)
{
    /// <summary>Whether it may be answered by several replies.</summary>
    public bool WantsMore { get; init; }

    /// <summary>Whether only a running instance will do.</summary>
    public bool WantsRunning { get; init; }

    /// <summary>Whether its replies are only asked for by us, and never printed as they came.</summary>
    public bool IsOwn { get; init; }

    /// <summary>How long an answer may take, in milliseconds; -1 without end; null as long as is usual.</summary>
    public int? LimitMs { get; init; }

    /// <summary>Whether it is answered for as long as it is listened to.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether init may end before it answers.</summary>
    public bool EndsInit { get; init; }

    /// <summary>Tells a reply to people.</summary>
    public Action<ControlReply> Tell { get; init; } = static _ => { };

    /// <summary>Gives the exit code that a reply means.</summary>
    public Func<ControlReply, int> Judge { get; init; } = static _ => ExitCode.Ok;

    /// <summary>Whether an error is none here: then what <see cref="Instead"/> gives is done.</summary>
    public Func<ControlError, bool> Excuses { get; init; } = static _ => false;

    /// <summary>What is asked in place of complaining of an error; null for nothing.</summary>
    public Func<ControlError, Step?>? Instead { get; init; }
}
