using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Invocations;

/// <summary>Says what is wrong with a command line, and where there is help.</summary>
internal static class Misuse
{
    /// <summary>Says it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="command">The command, whose own help knows more; null for none.</param>
    /// <returns>The exit code.</returns>
    public static int Complain(Invocation invocation, string problem, string? command = null)
    {
        invocation.Complain(problem);
        string help = invocation.IsCompatible || command is null || command == invocation.Name ? "" : " " + command;
        Terminal.WriteErrorLine($"Try `{invocation.Name}{help} --help' for more information.");
        return ExitCode.Usage;
    }
}
