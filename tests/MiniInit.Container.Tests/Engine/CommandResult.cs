namespace MiniInit.Container.Tests.Engine;

/// <summary>What a command that has ended left: its exit code and all that it wrote.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
