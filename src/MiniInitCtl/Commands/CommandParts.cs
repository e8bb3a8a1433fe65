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
    /// <summary>What the words of most commands are.</summary>
    public const string Which = "Jobs, and variables that tell which instance. Inside a job none: that job.";

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
        HelpName = "JOB", // else help asks for all there are
        CompletionSources = { context => JobNames.Completions(Global.Read(context.ParseResult, caller)) },
    };

    /// <summary>One job, or none.</summary>
    /// <param name="description">What is done with it.</param>
    public Argument<string?> OneJob(string description) => new("JOB")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "JOB",
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

            string written = Quotation.Of(argument.Tokens[0].Value);
            argument.AddError($"cannot use {written} as a count of lines: expected a whole number");
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

    /// <summary>Reads what a command line says of jobs.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="words">The words.</param>
    /// <param name="instance">The option <c>--instance</c>.</param>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="jobs">Which jobs.</param>
    /// <returns>The exit code if they are wrong, which is said; else null.</returns>
    public int? Read(
        ParseResult result,
        Argument<string[]> words,
        Option<string> instance,
        out Invocation invocation,
        out JobRequest jobs)
    {
        invocation = Invocation(result);
        string? named = result.GetValue(instance);
        string[] written = result.GetValue(words) ?? [];
        jobs = new JobRequest(JobWords.Read(written, invocation.IsCompatible, out string? problem), named);
        if (problem is null && named is not null && jobs.Words.Jobs.Count > 1)
        {
            problem = "--instance goes with one job";
        }

        return problem is null ? null : Misuse.Complain(invocation, problem, result.CommandResult.Command.Name);
    }
}
