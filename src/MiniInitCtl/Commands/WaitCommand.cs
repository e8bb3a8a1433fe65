using System;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary><c>wait</c>.</summary>
internal static class WaitCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> words = parts.Jobs("Names, globs like 'worker*' in quotes, or @tag.");
        Option<string> instance = CommandParts.Instance();
        Option<string> condition = new("--for")
        {
            Description = "What to wait for: running (as is usual), ready, stopped, gone, or a state like pre-start.",
            HelpName = "WHAT",
        };
        condition.CompletionSources.Add(_ => WaitCondition.Known.Select(word => new CompletionItem(word)));
        Command command = new("wait", "Wait until jobs are running, or something else.") { words, instance, condition };
        command.SetAction(result =>
        {
            string what = result.GetValue(condition) ?? WaitCondition.Known[0];
            if (parts.Read(result, words, instance, out Invocation invocation, out JobRequest jobs) is int code)
            {
                return code;
            }

            string? problem = jobs.Words.Jobs.Count == 0 ? "a job is missing; \"miniinitctl list\" shows them all"
                : jobs.Words.Variables.Count > 0 ? "cannot wait by variables: name the instance with --instance"
                : !WaitCondition.Known.Contains(what, StringComparer.Ordinal)
                    ? $"cannot wait for {Quotation.Of(what)}: write running, ready, stopped, gone, or a state"
                : null;
            return problem is null
                ? WaitAction.Run(invocation, new WaitRequest(jobs.Words.Jobs, jobs.Instance, new WaitCondition(what)))
                : Misuse.Complain(invocation, problem, command.Name);
        });
        return command;
    }
}
