using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Connections;

/// <summary>What came back for a call.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>A reply.</summary>
    /// <param name="Told">What it tells.</param>
    /// <param name="Continues">Whether there are more to the same call.</param>
    /// <param name="Json">Its parameters as they came; empty unless they are wanted.</param>
    internal sealed record Reply(ControlReply Told, bool Continues, byte[] Json) : Answer;

    /// <summary>It cannot be done.</summary>
    /// <param name="What">Why.</param>
    /// <param name="Json">The whole message as it came; empty unless it is wanted.</param>
    internal sealed record Error(ControlError What, byte[] Json) : Answer;

    /// <summary>It was listened to for as long as was wanted.</summary>
    internal sealed record Over : Answer;

    /// <summary>Nothing more will come.</summary>
    /// <param name="Sentence">Why.</param>
    /// <param name="Code">The exit code that tells of it.</param>
    internal sealed record Lost(string Sentence, int Code = ExitCode.NoInit) : Answer;
}
