using System.CommandLine;
using System.CommandLine.Parsing;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Commands;

/// <summary><c>logs</c>.</summary>
internal static class LogsCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> patterns = parts.Jobs("Names, globs like 'worker*' in quotes, or @tag; without any: all.");
        Option<bool> follow = new("--follow", "-f") { Description = "And all that comes, until interrupted." };
        Option<int?> lines =
            CommandParts.Lines("The last so many lines of each; usually all that are kept, and ten with --follow.");
        Option<long?> since = new("--since")
        {
            Description = "Only since then: a time ago like 5m, or a time like 13:00 or 2026-11-22T13:00.",
            HelpName = "WHEN",
            CustomParser = ParseTime,
        };
        Option<bool> timestamps = new("--timestamps", "-t") { Description = "When each line came." };
        Command command = new("logs", "Show the output of jobs, as far as init keeps it.")
        {
            patterns, follow, lines, since, timestamps,
        };
        command.SetAction(result =>
        {
            LogsRequest request = new(result.GetValue(patterns) ?? [])
            {
                Follows = result.GetValue(follow),
                Lines = result.GetValue(lines),
                Since = result.GetValue(since),
                WithTimes = result.GetValue(timestamps),
            };
            return LogsAction.Run(parts.Invocation(result), request);
        });
        return command;
    }

    private static long? ParseTime(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Ago.TryParse(text, Ago.Now, out long microseconds))
        {
            return microseconds;
        }

        argument.AddError($"cannot use {Quotation.Of(text)} as a time: expected a time ago like 5m, or a time like "
            + "13:00 or 2026-11-22T13:00");
        return null;
    }
}
