using System.Collections.Generic;

namespace MiniInit.Ctl.Actions;

/// <summary>To wait until jobs are somewhere.</summary>
/// <param name="Patterns">Names, globs or <c>@tag</c>, at least one.</param>
/// <param name="Instance">The name of the instance; null: all of them.</param>
/// <param name="Condition">What is waited for.</param>
internal sealed record WaitRequest(IReadOnlyList<string> Patterns, string? Instance, WaitCondition Condition);
