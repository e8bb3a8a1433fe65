namespace MiniInit.Core.Supervision;

/// <summary>
/// The number of a process that the core asked for: known before there is a pid, and never used again, as pids are.
/// </summary>
/// <param name="Number">From 1.</param>
public readonly record struct ProcessTicket(long Number);
