using System.CommandLine;
using MiniInit.Ctl.Commands;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Runs;

/// <summary><c>run</c>: runs a command as a job that no file defines, a child of init.</summary>
internal static class RunCommand
{
    /// <summary>What it is called.</summary>
    public const string Name = "run";

    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> words = new("COMMAND")
        {
            Description = "The command to run, and its arguments.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> name = new("--name") { Description = "The job's name; else run-1 and so on.", HelpName = "NAME" };
        Option<string> runAs = new("--run-as")
        {
            Description = "As whom: USER or USER:GROUP. Only root runs commands as others.",
            HelpName = "USER",
        };
        Option<string[]> properties = new("--property", "-p")
        {
            Description = "A key of job files, KEY=VALUE. May be given again.",
            HelpName = "KEY=VALUE",
        };
        Option<bool> waits = new("--wait", "-w")
        {
            Description = "Give it our input and output, wait for its end, and exit as it does.",
        };
        Option<bool> hasTerminal = new("--pty", "-t")
        {
            Description = "As --wait, on a terminal of its own, which hangs up when we go.",
        };
        Option<bool> hasNoEnvironment = new("--no-environment") { Description = "Do not give it our environment." };
        Command command = new(Name, "Run a command as a job, a child of init.")
        {
            words, name, runAs, properties, waits, hasTerminal, hasNoEnvironment,
        };
        command.SetAction(result =>
        {
            Invocation invocation = parts.Invocation(result);
            string[] all = result.GetValue(words) ?? [];
            return all.Length == 0 ? Misuse.Complain(invocation, "a command to run is missing", Name)
                : result.GetValue(waits) && result.GetValue(hasTerminal)
                    ? Misuse.Complain(invocation, "--wait and --pty do not go together: --pty waits as well", Name)
                : new RunAction(invocation, new RunRequest(all)
                {
                    Name = result.GetValue(name),
                    RunAs = result.GetValue(runAs),
                    Properties = result.GetValue(properties) ?? [],
                    Waits = result.GetValue(waits),
                    HasTerminal = result.GetValue(hasTerminal),
                    HasNoEnvironment = result.GetValue(hasNoEnvironment),
                }).Run();
        });
        return command;
    }
}
