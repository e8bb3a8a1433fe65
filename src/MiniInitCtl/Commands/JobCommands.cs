using System;
using System.CommandLine;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary>Commands that take jobs and no options: <c>reload</c>, <c>reset</c>, <c>why</c>, <c>usage</c>.</summary>
internal static class JobCommands
{
    /// <summary><c>reload</c>.</summary>
    public static Command Reload(CommandParts parts) => Create(
        parts, "reload", "Let jobs read their files again, by their reload signal (HUP) or command.", ReloadAction.Run);

    /// <summary><c>reset</c>.</summary>
    public static Command Reset(CommandParts parts) => Create(
        parts, "reset", "Forget how the last runs of jobs came out, and their respawns.", ResetAction.Run);

    /// <summary><c>why</c>.</summary>
    public static Command Why(CommandParts parts) => Create(
        parts, "why", "Explain why jobs are not running, or why they are.", WhyAction.Run);

    /// <summary><c>usage</c>.</summary>
    public static Command Usage(CommandParts parts) => Create(
        parts, "usage", "Show how a job wants to be started, if it says so.", UsageAction.Run);

    private static Command Create(
        CommandParts parts, string name, string description, Func<Invocation, JobRequest, int> run)
    {
        Argument<string[]> words = parts.Jobs(CommandParts.Which);
        Option<string> instance = CommandParts.Instance();
        Command command = new(name, description) { words, instance };
        command.SetAction(result =>
        {
            return parts.Read(result, words, instance, out Invocation invocation, out JobRequest jobs)
                ?? run(invocation, jobs);
        });
        return command;
    }
}
