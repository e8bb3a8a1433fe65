namespace MiniInit.Ctl.Connections;

/// <summary>A session that has a file, and an init that listens.</summary>
/// <param name="Pid">Its init.</param>
/// <param name="Place">Where that listens.</param>
internal sealed record FoundSession(int Pid, SocketPlace Place);
