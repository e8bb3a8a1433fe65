using System;
using MiniInit.Core.Supervision;
using MiniInit.Reexecution;

namespace MiniInit.Control.Requests;

/// <summary>The reply to a request that the supervisor answers, at once or later.</summary>
/// <param name="answers">Knows whom it is for.</param>
/// <param name="ticket">Its number.</param>
/// <param name="tell">Makes the reply of what became of it.</param>
internal sealed class AwaitedReply(PendingAnswers answers, ClientTicket ticket, Func<RequestOutcome, ReplyStep> tell) : ReplySource
{
    private ReplyStep _step = ReplyStep.NotYet;

    /// <summary>The number of the request.</summary>
    public ClientTicket Ticket => ticket;

    /// <summary>When the client does not want to wait any more; null: never.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What it is told then.</summary>
    public required ReplyStep WhenLate { get; init; }

    /// <summary>The supervisor has answered.</summary>
    public void Take(RequestOutcome outcome) => _step = tell(outcome);

    /// <summary>The client has waited long enough.</summary>
    public void GiveUp() => _step = WhenLate;

    public override ReplyStep Next() => _step;

    public override bool TrySave(CallState state)
    {
        (state.Ticket, state.Deadline) = (Ticket.Number, Deadline);
        return _step == ReplyStep.NotYet;
    }

    public override void End() => answers.Withdraw(Ticket);
}
