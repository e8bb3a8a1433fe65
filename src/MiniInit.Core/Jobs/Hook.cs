using System;

namespace MiniInit.Core.Jobs;

/// <summary>A helper process of a job: <c>pre-start</c>, <c>post-start</c>, <c>pre-stop</c> or <c>post-stop</c>.</summary>
/// <param name="Command">What it runs.</param>
/// <param name="Timeout">How long it may take before it is killed and counts as failed.</param>
public sealed record Hook(JobCommand Command, TimeSpan Timeout);
