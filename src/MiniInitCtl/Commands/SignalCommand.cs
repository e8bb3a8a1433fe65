using System.CommandLine;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary><c>signal</c>.</summary>
internal static class SignalCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string> signal = new("SIGNAL")
        {
            Description = "A signal: a name like HUP or RTMIN+3, or a number.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        signal.CompletionSources.Add(_ => Enumerable.Range(Signal.First, Signal.Pipe.Number + 19)
            .Select(number => new System.CommandLine.Completions.CompletionItem(new Signal(number).Name)));
        Argument<string[]> words = parts.Jobs(CommandParts.Which);
        Option<string> instance = CommandParts.Instance();
        Option<bool> isForAll = new("--all", "-a")
        {
            Description = "To all processes of the job, not only the main one.",
        };
        Command command = new("signal", "Send a signal to the main process of jobs.")
        {
            signal, words, instance, isForAll,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(signal) is not string name)
            {
                return Misuse.Complain(parts.Invocation(result), "a signal is missing, and a job", command.Name);
            }

            return parts.Read(result, words, instance, out Invocation invocation, out JobRequest jobs)
                ?? SignalAction.Run(invocation, name, jobs, result.GetValue(isForAll));
        });
        return command;
    }
}
