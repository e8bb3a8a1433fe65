using System;

namespace MiniInit.Supervision.Lineage;

/// <summary>A process that lost its parent and became our child. Its pid is its own until we reap it.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Invocation">What it came from; null where that is not known.</param>
/// <param name="Since">When we saw it first.</param>
/// <param name="FormerPid">The process whose end made it ours, as far as that is known; else 0.</param>
/// <param name="FormerRole">What that was: <c>main</c>, <c>pre-start</c>, <c>orphan</c>; null where it is not known.</param>
/// <param name="Start">When it was started, in clock ticks after boot.</param>
internal sealed record Orphan(
    int Pid, Invocation? Invocation, TimeSpan Since, int FormerPid, string? FormerRole, ulong Start)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Orphan);
}
