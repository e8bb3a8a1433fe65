using System.CommandLine;
using MiniInit.Ctl.Actions;

namespace MiniInit.Ctl.Commands;

/// <summary><c>list</c>, <c>tree</c>, <c>events</c>, <c>version</c>, <c>list-sessions</c>.</summary>
internal static class ViewCommands
{
    /// <summary><c>list</c>.</summary>
    public static Command List(CommandParts parts)
    {
        Argument<string[]> patterns = parts.Jobs("Names, globs like 'worker*' in quotes, or @tag; without any: all.");
        Command command = new("list", "List jobs and their instances, with goal, state and process.") { patterns };
        command.SetAction(result => ListAction.Run(parts.Invocation(result), result.GetValue(patterns) ?? []));
        return command;
    }

    /// <summary><c>tree</c>.</summary>
    public static Command Tree(CommandParts parts)
    {
        Argument<string?> job = parts.OneJob("A job; without one: all.");
        Option<bool> all = new("--all", "-a") { Description = "Show the processes of no job, too: all that init sees." };
        Command command = new("tree", "Show which processes belong to which job, wherever they went.") { job, all };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(job) is not null)
            {
                result.AddError("--all is for all processes: leave out the job");
            }
        });
        command.SetAction(result => TreeAction.Run(parts.Invocation(result), result.GetValue(job), result.GetValue(all)));
        return command;
    }

    /// <summary><c>events</c>.</summary>
    public static Command Events(CommandParts parts)
    {
        // Taken for the sake of fingers: there is nothing else it could do than follow.
        Option<bool> follow = new("--follow", "-f") { Description = "Go on, as is usual." };
        Command command = new("events", "Show events as they are emitted, until interrupted.") { follow };
        command.SetAction(result => EventsAction.Run(parts.Invocation(result)));
        return command;
    }

    /// <summary><c>version</c>.</summary>
    public static Command Version(CommandParts parts)
    {
        Command command = new("version", "Tell which version of init runs; --version tells this tool's.");
        command.SetAction(result => VersionAction.Run(parts.Invocation(result)));
        return command;
    }

    /// <summary><c>list-sessions</c>.</summary>
    public static Command Sessions(CommandParts parts)
    {
        Command command = new("list-sessions", "List the inits of users' sessions.");
        command.SetAction(result => SessionsAction.Run(parts.Invocation(result)));
        return command;
    }
}
