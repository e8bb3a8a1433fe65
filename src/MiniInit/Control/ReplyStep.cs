using MiniInit.Protocol.Messages;

namespace MiniInit.Control;

/// <summary>What a call has to say when it is its turn.</summary>
internal abstract record ReplyStep
{
    private ReplyStep()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Nothing yet.</summary>
    public static ReplyStep NotYet { get; } = new Nothing(IsAtWork: false);

    /// <summary>Nothing yet, and it is to be asked again soon: there is more to do than one turn should take.</summary>
    public static ReplyStep Unfinished { get; } = new Nothing(IsAtWork: true);

    /// <summary>It was done, and there is nothing to tell.</summary>
    public static ReplyStep Done { get; } = new Told(new ControlReply.Done(), Continues: false);

    /// <summary>A reply.</summary>
    /// <param name="Reply">What it tells.</param>
    /// <param name="Continues">Whether more follow.</param>
    internal sealed record Told(ControlReply Reply, bool Continues) : ReplyStep;

    /// <summary>An error, which ends the call.</summary>
    /// <param name="Error">Which.</param>
    internal sealed record Failed(ControlError Error) : ReplyStep;

    /// <summary>Nothing to tell yet.</summary>
    /// <param name="IsAtWork">Whether there is something to do for it; else it waits for something to happen.</param>
    internal sealed record Nothing(bool IsAtWork) : ReplyStep;
}
