namespace MiniInit.Core.Supervision;

/// <summary>Where a request waits: at an instance, or at an event.</summary>
/// <param name="Ticket">Its number.</param>
/// <param name="Instance">The instance; null for an event.</param>
/// <param name="Emission">The event; null for an instance.</param>
internal sealed record ClientWait(ClientTicket Ticket, JobInstance? Instance, PendingEvent? Emission)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ClientWait);
}
