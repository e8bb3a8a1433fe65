using System.CommandLine;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Commands;

/// <summary><c>enable</c> and <c>disable</c>.</summary>
internal static class ManualCommands
{
    /// <summary><c>enable</c>.</summary>
    public static Command Enable(CommandParts parts) => Create(
        parts, "enable", "Let jobs start by themselves again, from now on.", isManual: false);

    /// <summary><c>disable</c>.</summary>
    public static Command Disable(CommandParts parts) => Create(
        parts, "disable", "Let jobs start only when asked for, from now on. What is running goes on.", isManual: true);

    private static Command Create(CommandParts parts, string name, string description, bool isManual)
    {
        Argument<string[]> jobs = parts.Jobs("Jobs.");
        Option<bool> runtime = new("--runtime")
        {
            Description = $"Until the machine or container ends: in {ManualRequest.Passing}.",
        };
        Option<string> folder = new("--folder")
        {
            Description = $"In another job folder than {ManualRequest.Lasting}.",
            HelpName = "FOLDER",
        };
        Command command = new(name, description) { jobs, runtime, folder };
        command.SetAction(result =>
        {
            Invocation invocation = parts.Invocation(result);
            string[] names = result.GetValue(jobs) ?? [];
            string? problem = names.Length == 0 ? "a job is missing; \"miniinitctl list\" shows them all"
                : result.GetValue(runtime) && result.GetValue(folder) is not null
                    ? "--runtime and --folder exclude each other"
                : null;
            if (problem is not null)
            {
                return Misuse.Complain(invocation, problem, name);
            }

            string usual = result.GetValue(runtime) ? ManualRequest.Passing : ManualRequest.Lasting;
            string where = result.GetValue(folder) ?? usual;
            int code = ExitCode.Ok;
            foreach (string job in names)
            {
                code = ExitCode.Worse(code, ManualAction.Run(invocation, new ManualRequest(job, isManual, where)));
            }

            return code;
        });
        return command;
    }
}
