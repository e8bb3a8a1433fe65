using System.CommandLine;
using MiniInit.Ctl.Actions;

namespace MiniInit.Ctl.Commands;

/// <summary><c>reexec</c>.</summary>
internal static class ReexecCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Command command = new("reexec", "Have the program on disk take init's place; jobs and clients notice nothing.");
        command.SetAction(result => ReexecAction.Run(parts.Invocation(result)));
        return command;
    }
}
