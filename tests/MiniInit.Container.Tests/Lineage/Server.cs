namespace MiniInit.Container.Tests.Lineage;

/// <summary>A server that becomes a daemon by itself, as its package has it.</summary>
/// <param name="Keys">Of its job, without <c>pid-file</c>.</param>
/// <param name="Pid">A script that writes the pid of its main process, as the server itself tells it.</param>
/// <param name="PidFile">Where it writes its pid; null: nowhere.</param>
/// <param name="Question">A script that succeeds once the server does its work.</param>
/// <param name="Options">Those of <c>docker run</c>.</param>
internal sealed record Server(string Keys, string Pid, string? PidFile, string Question, string Options = "")
{
    /// <summary>One that tells its pid by its pid-file.</summary>
    public Server(string keys, string pidFile, string question)
        : this(keys, $"cat {pidFile}", pidFile, question)
    {
    }

    /// <summary>The same for an ordinary user, in a container that has no other.</summary>
    public Server AsUser() => this with { Options = "--user 1000" };
}
