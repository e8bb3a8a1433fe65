namespace MiniInit.Protocol.Messages;

/// <summary>A hook, or the command of a reload.</summary>
/// <param name="Role">As on the wire: <c>pre_start</c>.</param>
/// <param name="Pid">Its process id.</param>
public sealed record HelperInfo(string Role, int Pid);
