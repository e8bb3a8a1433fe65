namespace MiniInit.Core.Supervision;

/// <summary>Who waits for an instance to come up, or to go down.</summary>
internal abstract record Awaiter
{
    private Awaiter()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A request.</summary>
    /// <param name="Ticket">Whom to answer.</param>
    public sealed record Client(ClientTicket Ticket) : Awaiter;

    /// <summary>An event that started or stopped it.</summary>
    /// <param name="Pending">The event.</param>
    public sealed record Emission(PendingEvent Pending) : Awaiter;
}
