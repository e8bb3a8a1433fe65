using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

/// <summary>The command as the loop knows it.</summary>
/// <param name="Child">Its process.</param>
/// <param name="Name">Its name as it was given, fit for a message.</param>
/// <param name="HandOverSignalsComing">The first SIGHUP and SIGCONT are the kernel's answer to our giving up the terminal.</param>
internal sealed record RunningCommand(SpawnedChild Child, string Name, bool HandOverSignalsComing)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(RunningCommand);

    /// <summary>Its process id, ours to use until it is reaped.</summary>
    public int Pid => Child.Pid;
}
