namespace MiniInit.Protocol.Messages;

/// <summary>A process that belongs to a job.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="ParentPid">That of its parent.</param>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; empty where there is one.</param>
/// <param name="Role"><c>main</c>, a helper's role such as <c>pre-start</c>, or <c>descendant</c>.</param>
/// <param name="Command">Its name, as the kernel has it. It can be anything.</param>
public sealed record ProcessInfo(
    int Pid, int ParentPid, string Job, string Instance, string Role, string Command);
