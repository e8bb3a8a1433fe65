namespace MiniInit.Protocol.Messages;

/// <summary>Which instance.</summary>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; empty where there is one.</param>
public sealed record InstanceName(string Job, string Instance);
