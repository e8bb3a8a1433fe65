using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Jobs;

/// <summary>An instance that a command is for.</summary>
/// <param name="Target">Which.</param>
/// <param name="IsNamed">Whether it was named, and not found by a pattern.</param>
internal sealed record Chosen(Target Target, bool IsNamed);
