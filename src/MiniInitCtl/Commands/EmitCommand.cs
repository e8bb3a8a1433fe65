using System;
using System.CommandLine;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Commands;

/// <summary><c>emit</c>.</summary>
internal static class EmitCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> words = new("EVENT")
        {
            Description = "The event; then its variables, NAME=value.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> noWait = CommandParts.NoWait();
        Command command = new("emit", "Emit an event, and wait until all it starts and stops is there.")
        {
            words, noWait,
        };
        command.SetAction(result =>
        {
            Invocation invocation = parts.Invocation(result);
            string[] all = result.GetValue(words) ?? [];
            string[] variables = all.Length > 0 ? all[1..] : [];
            string? wrong = variables.FirstOrDefault(variable => variable.IndexOf('=', StringComparison.Ordinal) <= 0);
            string? problem = all.Length == 0 ? invocation.IsCompatible ? "missing event name" : "an event is missing"
                : wrong is not null && !invocation.IsCompatible
                    ? $"cannot use {Quotation.Of(wrong)} as a variable: write NAME=value"
                : null;
            return problem is null
                ? EmitAction.Run(invocation, all[0], variables, waits: !result.GetValue(noWait))
                : Misuse.Complain(invocation, problem, command.Name);
        });
        return command;
    }
}
