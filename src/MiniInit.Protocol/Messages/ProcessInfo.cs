namespace MiniInit.Protocol.Messages;

/// <summary>A process that came from a job, or is below init.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="ParentPid">That of its parent.</param>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; empty where there is one.</param>
/// <param name="Role">
/// <c>main</c>, a helper's role such as <c>pre-start</c>, <c>descendant</c>, <c>adopted</c>, <c>stray</c>, or <c>other</c>.
/// </param>
/// <param name="Command">Its name, as the kernel has it. It can be anything.</param>
public sealed record ProcessInfo(
    int Pid, int ParentPid, string Job, string Instance, string Role, string Command)
{
    /// <summary>When init saw first that it had become its child, in microseconds since 1970; null if it has not.</summary>
    public long? AdoptedAt { get; init; }

    /// <summary>The process whose end made it so; null where that is not known.</summary>
    public int? FormerParent { get; init; }

    /// <summary>What that was: <c>main</c>, a helper's role, <c>orphan</c>; null where that is not known.</summary>
    public string? FormerRole { get; init; }

    /// <summary>Gives its name and pid.</summary>
    public override string ToString() => $"{Command},{Pid}";
}
