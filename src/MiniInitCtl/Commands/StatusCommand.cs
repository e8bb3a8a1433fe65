using System.CommandLine;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary><c>status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> words = parts.Jobs(CommandParts.Which);
        Option<string> instance = CommandParts.Instance();
        Option<bool> isLong = new("--long", "-l") { Description = "All there is to say, as on a terminal." };
        Option<bool> isShort = new("--short", "-s") { Description = "One line, as where a program reads." };
        Option<bool> checks = new("--check")
        {
            Description = "Exit with 0 if all are running, 3 if one is not, 4 if there is no such job.",
        };
        Option<int?> lines = CommandParts.Lines("Show so many lines of output; usually ten.");
        Command command = new(
            "status", "Tell where jobs are: goal, state and process; on a terminal all there is to say.")
        {
            words, instance, isLong, isShort, checks, lines,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(isLong) && result.GetValue(isShort))
            {
                return Misuse.Complain(parts.Invocation(result), "--long and --short exclude each other", command.Name);
            }

            return parts.Read(result, words, instance, out Invocation invocation, out JobRequest jobs)
                ?? StatusAction.Run(invocation, new StatusRequest(jobs)
                {
                    IsLong = result.GetValue(isLong) ? true : result.GetValue(isShort) ? false : null,
                    Checks = result.GetValue(checks),
                    Lines = result.GetValue(lines),
                });
        });
        return command;
    }
}
