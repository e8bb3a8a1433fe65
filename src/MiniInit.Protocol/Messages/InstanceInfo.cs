namespace MiniInit.Protocol.Messages;

/// <summary>One instance of a job: a line of <c>miniinitctl list</c>.</summary>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; empty where there is one.</param>
/// <param name="Goal"><c>start</c> or <c>stop</c>.</param>
/// <param name="State">As on the wire: <c>running</c>, <c>pre_start</c>.</param>
/// <param name="MainPid">The main process; null while there is none.</param>
/// <param name="Helper">What runs beside it or before it; null for nothing.</param>
/// <param name="IsReady">Whether the main process is ready.</param>
public sealed record InstanceInfo(
    string Job, string Instance, string Goal, string State, int? MainPid, HelperInfo? Helper, bool IsReady)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(InstanceInfo);
}
