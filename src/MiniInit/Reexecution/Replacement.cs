using System;
using MiniInit.Control;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision;
using MiniInit.Supervision.Journals;

namespace MiniInit.Reexecution;

/// <summary>A client's wish that the program on disk take our place, until it has, or cannot.</summary>
/// <param name="journal">Where it is said.</param>
internal sealed class Replacement(SupervisorJournal journal)
{
    private Wish? _wish;

    /// <summary>Whether somebody wishes it.</summary>
    public bool IsWished => _wish is { IsOver: false };

    /// <summary>When it is given up, if it is wished.</summary>
    public TimeSpan? Deadline => IsWished ? _wish!.Deadline : null;

    /// <summary>Until when nothing new is to be taken in for its sake, if it is wished; that may be over.</summary>
    public TimeSpan? QuietEnd => IsWished ? _wish!.QuietEnd : null;

    /// <summary>Takes the wish; its reply is our successor's to give.</summary>
    public ReplySource Ask()
    {
        if (IsWished)
        {
            return ReplySource.Of(new ControlError.Refused("", "", "it is under way already"));
        }

        journal.Say(LogLevel.Message, "", "a client asks for the program on disk to take over");
        return _wish = new Wish(MonotonicClock.Now);
    }

    /// <summary>It cannot be; all goes on as it was.</summary>
    public void Refuse(string sentence)
    {
        // First: should there be no memory to say it, nobody tries again.
        if (_wish is not null)
        {
            _wish.Problem = sentence;
        }

        journal.Say(LogLevel.Error, "", $"cannot let the program on disk take over: {sentence}");
    }

    private sealed class Wish(TimeSpan begun) : ReplySource
    {
        private bool _isGone;

        public TimeSpan Deadline { get; } = begun + SupervisionLimits.ReexecPatience;

        public TimeSpan QuietEnd { get; } = begun + SupervisionLimits.ReexecQuiet;

        /// <summary>Why it cannot be.</summary>
        public string? Problem { get; set; }

        /// <summary>Who no longer waits for the answer wishes it no more.</summary>
        public bool IsOver => Problem is not null || _isGone;

        public override ReplyStep Next() =>
            Problem is null ? ReplyStep.NotYet : new ReplyStep.Failed(new ControlError.Refused("", "", Problem));

        public override bool TrySave(CallState state) => Problem is null;

        public override void End() => _isGone = true;
    }
}
