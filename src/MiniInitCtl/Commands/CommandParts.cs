using System.CommandLine;
using System.Globalization;
using MiniInit.Core.Values;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary>What commands are put together from.</summary>
/// <param name="caller">How the tool was called, as name and environment say.</param>
internal sealed class CommandParts(Invocation caller)
{
    /// <summary>The options of all commands.</summary>
    public GlobalOptions Global { get; } = new();

    /// <summary>How the tool was called.</summary>
    public Invocation Invocation(ParseResult result) => Global.Read(result, caller);

    /// <summary>The words <c>JOB... [NAME=VALUE]...</c>.</summary>
    /// <param name="description">What is done with the jobs.</param>
    public Argument<string[]> Jobs(string description) => new("JOB")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
        CompletionSources = { context => JobNames.Completions(Global.Read(context.ParseResult, caller)) },
    };

    /// <summary>One job, or none.</summary>
    /// <param name="description">What is done with it.</param>
    public Argument<string?> OneJob(string description) => new("JOB")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        CompletionSources = { context => JobNames.Completions(Global.Read(context.ParseResult, caller)) },
    };

    /// <summary>The option <c>--lines</c>.</summary>
    /// <param name="description">Of what.</param>
    public static Option<int?> Lines(string description) => new("--lines", "-n")
    {
        Description = description,
        HelpName = "N",
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, null, out int lines))
            {
                return lines;
            }

            argument.AddError($"cannot use {Quotation.Of(argument.Tokens[0].Value)} as a count of lines: expected a whole number");
            return null;
        },
    };

    /// <summary>The option <c>--instance</c>.</summary>
    public static Option<string> Instance() => new("--instance", "-I")
    {
        Description = "The instance of that name, where a job has several.",
        HelpName = "NAME",
    };

    /// <summary>The option <c>--no-wait</c>.</summary>
    public static Option<bool> NoWait() => new("--no-wait", "-n") { Description = "Do not wait until it is done." };

    /// <summary>Reads the words.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="words">The words.</param>
    /// <param name="instance">What <c>--instance</c> says; null for nothing.</param>
    /// <param name="command">The command, for messages.</param>
    /// <param name="jobs">What they say.</param>
    /// <returns>The exit code if they are wrong, which is said; else null.</returns>
    public static int? Read(Invocation invocation, string[]? words, string? instance, string command, out JobRequest jobs)
    {
        jobs = new JobRequest(JobWords.Read(words ?? [], invocation.IsCompatible, out string? problem), instance);
        if (problem is null && instance is not null && jobs.Words.Jobs.Count > 1)
        {
            problem = "--instance goes with one job";
        }

        return problem is null ? null : Misuse.Complain(invocation, problem, command);
    }
}
