using MiniInit.ExecMode;
using MiniInit.Supervision;

namespace MiniInit.CommandLines;

/// <summary>What a command line comes to.</summary>
internal abstract record CommandLineOutcome
{
    private CommandLineOutcome()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Run the command.</summary>
    /// <param name="Options">Everything that was asked for.</param>
    internal sealed record Run(ExecOptions Options) : CommandLineOutcome;

    /// <summary>Supervise jobs.</summary>
    /// <param name="Options">Everything that was asked for.</param>
    internal sealed record Supervise(SuperviseOptions Options) : CommandLineOutcome;

    /// <summary>Print and end: help, version, or an error.</summary>
    /// <param name="ExitCode">The code to end with.</param>
    /// <param name="Output">For standard output.</param>
    /// <param name="Errors">For standard error.</param>
    internal sealed record Finish(int ExitCode, string Output = "", string Errors = "") : CommandLineOutcome;
}
