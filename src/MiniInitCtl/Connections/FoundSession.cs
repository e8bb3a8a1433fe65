namespace MiniInit.Ctl.Connections;

/// <summary>A session that has a file, and an init that listens.</summary>
/// <param name="Pid">Its init.</param>
/// <param name="Place">Where that listens.</param>
/// <param name="StartedAt">When it began, in microseconds since 1970; null where it did not say so in time.</param>
internal sealed record FoundSession(int Pid, SocketPlace Place, long? StartedAt);
