using System.CommandLine;
using System.CommandLine.Completions;
using System.Linq;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Commands;

/// <summary><c>completion</c>: prints what makes a shell complete our words.</summary>
internal static class CompletionCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish"];

    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string?> shell = new("SHELL")
        {
            Description = "bash, zsh or fish.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        shell.CompletionSources.Add(_ => s_shells.Select(name => new CompletionItem(name)));
        Command command = new(
            "completion", "Print a script that completes words of ours: source <(miniinitctl completion bash)")
        {
            shell,
        };
        command.SetAction(result => Print(parts.Invocation(result), result.GetValue(shell)));
        return command;
    }

    private static int Print(Invocation invocation, string? shell)
    {
        switch (shell)
        {
            case "bash":
                Terminal.Write(Build.Bash);
                return ExitCode.Ok;
            case "zsh":
                Terminal.Write(Build.Zsh);
                return ExitCode.Ok;
            case "fish":
                Terminal.Write(Build.Fish);
                return ExitCode.Ok;
            default:
                return Misuse.Complain(invocation, "which shell: bash, zsh or fish?", "completion");
        }
    }
}
