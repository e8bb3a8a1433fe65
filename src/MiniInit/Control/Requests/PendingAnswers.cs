using System;
using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Reexecution;

namespace MiniInit.Control.Requests;

/// <summary>The requests of clients that the supervisor has not answered yet.</summary>
internal sealed class PendingAnswers(Queue<SupervisorInput> inputs)
{
    // By the number alone: a dictionary is compiled anew for each struct that is a key.
    private readonly Dictionary<long, AwaitedReply> _waiting = [];
    private CallState? _resumed;

    /// <summary>When the first of them has waited long enough; null if none will.</summary>
    public TimeSpan? NextDeadline { get; private set; }

    /// <summary>Puts a request to the supervisor.</summary>
    /// <param name="request">What for.</param>
    /// <param name="tell">Makes the reply of what became of it.</param>
    /// <param name="deadline">When the client does not want to wait any more; null: never.</param>
    /// <param name="whenLate">What it is told then.</param>
    public ReplySource Ask(
        SupervisorRequest request, Func<RequestOutcome, ReplyStep> tell, TimeSpan? deadline, ReplyStep whenLate)
    {
        ClientTicket ticket = new(_resumed?.Ticket ?? ++LastTicket);
        deadline = _resumed is null ? deadline : _resumed.Deadline;
        AwaitedReply reply = new(this, ticket, tell) { Deadline = deadline, WhenLate = whenLate };
        _waiting.Add(ticket.Number, reply);
        NextDeadline = MonotonicClock.Earlier(NextDeadline, deadline);
        if (_resumed is null)
        {
            inputs.Enqueue(new SupervisorInput.Asked(ticket, request));
        }

        return reply;
    }

    /// <summary>The number of the last request.</summary>
    public long LastTicket { get; set; }

    /// <summary>What is asked for from now on was put to the supervisor by our predecessor; null: it was not.</summary>
    public void Resume(CallState? call)
    {
        // Who may not ask it any more is told so, and waits for nothing.
        if (_resumed?.Ticket is long ticket && !_waiting.ContainsKey(ticket))
        {
            inputs.Enqueue(new SupervisorInput.ClientGone(new ClientTicket(ticket)));
        }

        _resumed = call;
    }

    /// <summary>Takes an answer; one that nobody waits for any more is dropped.</summary>
    public void Answer(ClientTicket ticket, RequestOutcome outcome)
    {
        if (_waiting.Remove(ticket.Number, out AwaitedReply? reply))
        {
            reply.Take(outcome);
        }
    }

    /// <summary>Waits no longer for an answer.</summary>
    public void Withdraw(ClientTicket ticket)
    {
        if (_waiting.Remove(ticket.Number))
        {
            inputs.Enqueue(new SupervisorInput.ClientGone(ticket));
        }
    }

    /// <summary>Ends the waiting of those who have waited long enough.</summary>
    public void PassDeadlines(TimeSpan now)
    {
        if (NextDeadline is null || NextDeadline > now)
        {
            return;
        }

        NextDeadline = null;
        AwaitedReply[] waiting = new AwaitedReply[_waiting.Count];
        _waiting.Values.CopyTo(waiting, 0);
        foreach (AwaitedReply reply in waiting)
        {
            if (reply.Deadline <= now)
            {
                reply.GiveUp();
                Withdraw(reply.Ticket);
            }
            else
            {
                NextDeadline = MonotonicClock.Earlier(NextDeadline, reply.Deadline);
            }
        }
    }
}
