using System.CommandLine;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary><c>start</c>, <c>stop</c>, <c>restart</c>, <c>kill</c>.</summary>
internal static class ChangeCommands
{
    private const string Which = "Jobs: names, globs like 'worker*' in quotes, or @tag; then variables, NAME=value. "
        + "Inside a job none: that job.";

    /// <summary>Makes one of them.</summary>
    public static Command Create(CommandParts parts, ChangeVerb verb)
    {
        Argument<string[]> words = parts.Jobs(Which);
        Option<string> instance = CommandParts.Instance();
        Option<bool> noWait = CommandParts.NoWait();
        Option<bool>? isOk = OkIfSo(verb);
        Command command = new(ChangeVerbs.Word(verb), Description(verb)) { words, instance, noWait };
        if (isOk is not null)
        {
            command.Options.Add(isOk);
        }

        command.SetAction(result =>
        {
            return parts.Read(result, words, instance, out Invocation invocation, out JobRequest jobs)
                ?? ChangeAction.Run(invocation, new ChangeRequest(verb, jobs)
                {
                    Waits = !result.GetValue(noWait),
                    IsOkIfSo = isOk is not null && result.GetValue(isOk),
                });
        });
        return command;
    }

    private static string Description(ChangeVerb verb) => verb switch
    {
        ChangeVerb.Start => "Start jobs, and wait until they are ready, or done.",
        ChangeVerb.Stop => "Stop jobs, and wait until they are down.",
        ChangeVerb.Restart => "Stop jobs and start them again, by their files of now.",
        _ => "Stop jobs by KILL, at once and without their pre-stop.",
    };

    private static Option<bool>? OkIfSo(ChangeVerb verb) => verb switch
    {
        ChangeVerb.Start => new Option<bool>("--ok-if-running")
        {
            Description = "A job that is running already is no error.",
        },
        ChangeVerb.Stop or ChangeVerb.Kill => new Option<bool>("--ok-if-stopped")
        {
            Description = "A job that is not running is no error.",
        },
        _ => null,
    };
}
