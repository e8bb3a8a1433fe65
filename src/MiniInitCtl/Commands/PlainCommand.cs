using System.Collections.Generic;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Commands;

/// <summary>
/// The commands of scripts, in their plainest form: <c>start web</c>. There is nothing in them that needs a parser, and
/// what a parser takes to get ready is as much as all the rest.
/// </summary>
internal static class PlainCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="arguments">The arguments, the command first.</param>
    /// <returns>The exit code; null if it is for the parser, what is wrong as well.</returns>
    public static int? TryRun(Invocation invocation, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !HasOnlyWords(arguments))
        {
            return null;
        }

        if (arguments[0] == "list")
        {
            return arguments.Count == 1 ? invocation.Exit(ListAction.Run(invocation, [])) : null;
        }

        string[] rest = new string[arguments.Count - 1];
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = arguments[i + 1];
        }

        JobWords words = JobWords.Read(rest, invocation.IsCompatible, out string? problem);
        if (problem is not null || words.Jobs.Count == 0)
        {
            return null;
        }

        JobRequest jobs = new(words, Instance: null);
        int? code = arguments[0] switch
        {
            "start" => ChangeAction.Run(invocation, new ChangeRequest(ChangeVerb.Start, jobs)),
            "stop" => ChangeAction.Run(invocation, new ChangeRequest(ChangeVerb.Stop, jobs)),
            "restart" => ChangeAction.Run(invocation, new ChangeRequest(ChangeVerb.Restart, jobs)),
            "status" => StatusAction.Run(invocation, new StatusRequest(jobs)),
            _ => null,
        };
        return code is int some ? invocation.Exit(some) : null;
    }

    /// <summary>Neither options nor globs nor groups.</summary>
    private static bool HasOnlyWords(IReadOnlyList<string> arguments)
    {
        foreach (string argument in arguments)
        {
            if (argument.Length == 0 || argument[0] == '-' || JobWords.IsPattern(argument))
            {
                return false;
            }
        }

        return true;
    }
}
