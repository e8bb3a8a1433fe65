using System;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Linq;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Commands;

/// <summary><c>get-env</c>, <c>set-env</c>, <c>unset-env</c>, <c>list-env</c>, <c>reset-env</c>, <c>import-environment</c>.</summary>
internal sealed class EnvironmentCommands
{
    private readonly CommandParts _parts;
    private readonly Option<bool> _global = new("--global", "-g")
    {
        Description = "The environment of all jobs, also inside a job.",
    };

    private readonly Option<string> _job = new("--job", "-j")
    {
        Description = "The environment of a running job, from its next process on.",
        HelpName = "JOB",
    };

    private readonly Option<string> _instance = CommandParts.Instance();

    private EnvironmentCommands(CommandParts parts) => _parts = parts;

    /// <summary><c>get-env</c>.</summary>
    public static Command Get(CommandParts parts) => new EnvironmentCommands(parts).Create(
        "get-env", "Tell the value of a variable that jobs get.", "VARIABLE", "The variable.", (call, words) =>
            words.Length == 1
                ? EnvironmentActions.Get(call.Invocation, call.Scope, words[0])
                : Missing(call, "missing variable name", "one variable is expected"));

    /// <summary><c>set-env</c>.</summary>
    public static Command Set(CommandParts parts)
    {
        Option<bool> retains = new("--retain", "-r") { Description = "Leave variables as they are that are set." };
        Command command = new EnvironmentCommands(parts).Create(
            "set-env",
            "Set variables for jobs, from their next start on.",
            "VARIABLE",
            "NAME=value; without a value it is empty.",
            (call, words) =>
                words.Length > 0
                    ? EnvironmentActions.Set(call.Invocation, call.Scope, words, call.Result.GetValue(retains))
                    : Missing(call, "missing variable value", "a variable is missing: NAME=value"));
        command.Options.Add(retains);
        return command;
    }

    /// <summary><c>unset-env</c>.</summary>
    public static Command Unset(CommandParts parts) => new EnvironmentCommands(parts).Create(
        "unset-env",
        "Take variables from jobs, from their next start on.",
        "VARIABLE",
        "The variables.",
        (call, words) =>
            words.Length > 0
                ? EnvironmentActions.Unset(call.Invocation, call.Scope, words)
                : Missing(call, "missing variable name", "a variable is missing"));

    /// <summary><c>list-env</c>.</summary>
    public static Command List(CommandParts parts) =>
        new EnvironmentCommands(parts).Create("list-env", "List the variables that jobs get.", EnvironmentActions.List);

    /// <summary><c>reset-env</c>.</summary>
    public static Command Reset(CommandParts parts) => new EnvironmentCommands(parts).Create(
        "reset-env", "Give jobs the variables back that they had when init started.", EnvironmentActions.Reset);

    /// <summary><c>import-environment</c>.</summary>
    public static Command Import(CommandParts parts)
    {
        Argument<string[]> names = new("VARIABLE")
        {
            Description = "Names; without any: all but those that tell of the shell, or of the job it runs in.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "VARIABLE",
            CompletionSources = { _ => ImportAction.Names().Select(name => new CompletionItem(name)) },
        };
        Command command = new("import-environment", "Give the jobs of a session variables of yours, from their next start on.") { names };
        command.SetAction(result => ImportAction.Run(parts.Invocation(result), result.GetValue(names) ?? []));
        return command;
    }

    private static int Missing(Call call, string ofInitctl, string problem) => Misuse.Complain(
        call.Invocation, call.Invocation.IsCompatible ? ofInitctl : problem, call.Result.CommandResult.Command.Name);

    private Command Create(string name, string description, string argument, string what, Func<Call, string[], int> run)
    {
        Argument<string[]> words = new(argument) { Description = what, Arity = ArgumentArity.ZeroOrMore };
        Command command = new(name, description) { words, _global, _job, _instance };
        command.SetAction(result => run(Read(result), result.GetValue(words) ?? []));
        return command;
    }

    private Command Create(string name, string description, Func<Invocation, EnvironmentScope, int> run)
    {
        Command command = new(name, description) { _global, _job, _instance };
        command.SetAction(result =>
        {
            Call call = Read(result);
            return run(call.Invocation, call.Scope);
        });
        return command;
    }

    private Call Read(ParseResult result)
    {
        Invocation invocation = _parts.Invocation(result);
        EnvironmentScope scope = EnvironmentScope.Choose(
            invocation, result.GetValue(_global), result.GetValue(_job), result.GetValue(_instance));
        return new Call(result, invocation, scope);
    }

    private sealed record Call(ParseResult Result, Invocation Invocation, EnvironmentScope Scope);
}
