using System;
using System.Collections.Generic;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Compat;

/// <summary>
/// <c>shutdown</c>, <c>halt</c>, <c>poweroff</c> and <c>reboot</c> as System V's init has them, as far as they make
/// sense: at once, and without telling users of terminals.
/// </summary>
internal static class PowerCommand
{
    /// <summary>Options that change nothing here: how much is written where, and what is left to the kernel.</summary>
    private const string Ignored = "ndihqvafFy";

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, IReadOnlyList<string> arguments)
    {
        string? action = invocation.Name switch
        {
            "poweroff" => ShutdownAction.PowerOff,
            "reboot" => ShutdownAction.Reboot,
            _ => null,
        };
        bool isTimeNamed = false;
        foreach (string argument in arguments)
        {
            switch (argument)
            {
                case "--help":
                    string options = invocation.Name == "shutdown" ? " [-P | -r | -h] [now]" : "";
                    Terminal.WriteLine($"Usage: {invocation.Name}{options}\n"
                        + "Stops all jobs and ends init, as \"miniinitctl shutdown\" does.");
                    return ExitCode.Ok;
                case "--version":
                    Terminal.WriteLine($"{invocation.Name} (miniinit {Build.Version})");
                    return ExitCode.Ok;
                case ['-', not '-', ..]:
                    foreach (char option in argument.AsSpan(1))
                    {
                        if (!TryTake(invocation.Name, option, ref action))
                        {
                            return Misuse.Complain(invocation, $"there is no option \"-{option}\" here");
                        }
                    }

                    break;
                case "now" or "+0" or "0":
                    isTimeNamed = true;
                    break;
                case ['-', ..]:
                    return Misuse.Complain(invocation, $"there is no option {Quotation.Of(argument)} here");
                case not null when invocation.Name == "shutdown" && isTimeNamed:
                    break; // a message to the users of terminals, of whom there are none
                default:
                    return Misuse.Complain(
                        invocation, $"cannot wait until {Quotation.Of(argument)}: it begins at once; write \"now\"");
            }
        }

        return ShutdownAction.Run(invocation, exitCode: null, action);
    }

    private static bool TryTake(string name, char option, ref string? action)
    {
        switch (option)
        {
            case 'P' or 'p':
                action = ShutdownAction.PowerOff;
                return true;
            case 'h' when name == "shutdown":
                action = ShutdownAction.PowerOff;
                return true;
            case 'H' when name == "shutdown":
                action = null;
                return true;
            case 'r' when name == "shutdown":
                action = ShutdownAction.Reboot;
                return true;
            default:
                return Ignored.Contains(option, StringComparison.Ordinal);
        }
    }
}
