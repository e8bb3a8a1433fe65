using System;
using System.Collections.Generic;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Compat;

/// <summary><c>telinit</c> as Upstart has it: a run level is an event.</summary>
internal static class TelinitCommand
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, IReadOnlyList<string> arguments)
    {
        List<string> variables = [];
        string? level = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--help":
                    Terminal.WriteLine("Usage: telinit [-e NAME=value]... RUNLEVEL");
                    Terminal.WriteLine("RUNLEVEL is 0, 1 to 6, S, s, Q or q.");
                    return ExitCode.Ok;
                case "--version":
                    Terminal.WriteLine($"telinit (miniinit {Build.Version})");
                    return ExitCode.Ok;
                case "-e" when i + 1 < arguments.Count:
                    variables.Add(arguments[++i]);
                    break;
                case "-t" when i + 1 < arguments.Count:
                    i++; // how long init waited between TERM and KILL: jobs say that themselves
                    break;
                case ['-', _, ..]:
                    return Misuse.Complain(invocation, $"there is no option {Quotation.Of(arguments[i])} here");
                default:
                    if (level is not null)
                    {
                        return Misuse.Complain(
                            invocation, $"there is an argument too many: {Quotation.Of(arguments[i])}");
                    }

                    level = arguments[i];
                    break;
            }
        }

        return level is null ? Misuse.Complain(invocation, "missing runlevel") : Change(invocation, level, variables);
    }

    private static int Change(Invocation invocation, string level, List<string> variables)
    {
        switch (level)
        {
            case "0":
                return ShutdownAction.Run(invocation, exitCode: null, ShutdownAction.PowerOff);
            case "6":
                return ShutdownAction.Run(invocation, exitCode: null, ShutdownAction.Reboot);
            case "q" or "Q":
                return ReloadConfigurationAction.Run(invocation);
            case "1" or "2" or "3" or "4" or "5" or "s" or "S":
                string[] environment = [$"RUNLEVEL={level.ToUpperInvariant()}", $"PREVLEVEL={Previous}", .. variables];
                return EmitAction.Run(invocation, "runlevel", environment, waits: false);
            default:
                return Misuse.Complain(invocation, $"illegal runlevel: {Quotation.Of(level)}");
        }
    }

    /// <summary>Nothing keeps it but the environment of who came from there; N is none.</summary>
    private static string Previous =>
        Environment.GetEnvironmentVariable("RUNLEVEL") is { Length: 1 } level ? level : "N";
}
