using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>What a frame from init turned out to be.</summary>
public abstract record ReplyRead
{
    private ReplyRead()
    {
    }

    /// <summary>A reply.</summary>
    /// <param name="Told">What it tells.</param>
    /// <param name="Continues">Whether there are more to the same call.</param>
    public sealed record Reply(ControlReply Told, bool Continues) : ReplyRead;

    /// <summary>The call could not be done. There are no more replies to it.</summary>
    /// <param name="What">Why.</param>
    public sealed record Error(ControlError What) : ReplyRead;

    /// <summary>Neither: whoever sent it does not speak this protocol.</summary>
    /// <param name="Sentence">What is wrong with it.</param>
    public sealed record Malformed(string Sentence) : ReplyRead;
}
