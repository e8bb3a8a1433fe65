namespace MiniInit.Ctl.Jobs;

/// <summary>Which jobs a command is for.</summary>
/// <param name="Words">What was written.</param>
/// <param name="Instance">The name of the instance; null: the variables tell.</param>
internal sealed record JobRequest(JobWords Words, string? Instance);
