namespace MiniInit.Core.Supervision;

/// <summary>The number of a request that waits for its answer.</summary>
/// <param name="Number">As the shell gave it; each is answered once.</param>
public readonly record struct ClientTicket(long Number);
