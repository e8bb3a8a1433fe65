using MiniInit.Protocol.Messages;

namespace MiniInit.Control;

/// <summary>What a call has to say when it is its turn.</summary>
internal abstract record ReplyStep
{
    private ReplyStep()
    {
    }

    /// <summary>Nothing yet.</summary>
    public static ReplyStep NotYet { get; } = new Nothing();

    /// <summary>It was done, and there is nothing to tell.</summary>
    public static ReplyStep Done { get; } = new Told(new ControlReply.Done(), Continues: false);

    /// <summary>A reply.</summary>
    /// <param name="Reply">What it tells.</param>
    /// <param name="Continues">Whether more follow.</param>
    internal sealed record Told(ControlReply Reply, bool Continues) : ReplyStep;

    /// <summary>An error, which ends the call.</summary>
    /// <param name="Error">Which.</param>
    internal sealed record Failed(ControlError Error) : ReplyStep;

    private sealed record Nothing : ReplyStep;
}
