using System.CommandLine;
using System.CommandLine.Completions;
using System.Linq;
using MiniInit.Ctl.Actions;

namespace MiniInit.Ctl.Commands;

/// <summary><c>reload-configuration</c>, <c>show-config</c>, <c>log-priority</c>.</summary>
internal static class ConfigurationCommands
{
    /// <summary><c>reload-configuration</c>.</summary>
    public static Command Reload(CommandParts parts)
    {
        Command command = new(
            "reload-configuration", "Have init read the job files again, and tell what is wrong with them.");
        command.SetAction(result => ReloadConfigurationAction.Run(parts.Invocation(result)));
        return command;
    }

    /// <summary><c>show-config</c>.</summary>
    public static Command Show(CommandParts parts)
    {
        Argument<string?> job = parts.OneJob("A job; without one: all.");
        Option<bool> enumerates = new("--enumerate", "-e")
        {
            Description = "List the events of conditions one by one.",
        };
        Command command = new("show-config", "Show what starts and stops jobs, and what they need.")
        {
            job, enumerates,
        };
        command.SetAction(result =>
            ShowConfigurationAction.Run(parts.Invocation(result), result.GetValue(job), result.GetValue(enumerates)));
        return command;
    }

    /// <summary><c>log-priority</c>.</summary>
    public static Command LogPriority(CommandParts parts)
    {
        Argument<string?> priority = new("PRIORITY")
        {
            Description = $"{string.Join(", ", LogPriorityAction.Known)}; without one: tell which it is.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        priority.CompletionSources.Add(_ => LogPriorityAction.Known.Select(word => new CompletionItem(word)));
        Command command = new(
            "log-priority", "Tell or change how much init says, until it reads its configuration again.")
        {
            priority,
        };
        command.SetAction(result => LogPriorityAction.Run(parts.Invocation(result), result.GetValue(priority)));
        return command;
    }
}
