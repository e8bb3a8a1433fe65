using System.CommandLine;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Commands;

/// <summary><c>shutdown</c>.</summary>
internal static class ShutdownCommand
{
    private const int HighestExitCode = 255;

    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Option<int?> exitCode = new("--exit-code")
        {
            Description = "With which code init exits, 0 to 255; usually that of the main job.",
            HelpName = "N",
            CustomParser = argument =>
            {
                if (int.TryParse(argument.Tokens[0].Value, out int code) && code is >= 0 and <= HighestExitCode)
                {
                    return code;
                }

                string written = Quotation.Of(argument.Tokens[0].Value);
                argument.AddError($"cannot use {written} as an exit code: expected a whole number from 0 to {HighestExitCode}");
                return null;
            },
        };
        Option<bool> powerOff = new("--poweroff", "-P") { Description = "And switch the machine off, where init may." };
        Option<bool> reboot = new("--reboot", "-r") { Description = "And start the machine again, where init may." };
        Command command = new("shutdown", "Stop all jobs and end init, and so the container.")
        {
            exitCode, powerOff, reboot,
        };
        command.SetAction(result =>
        {
            Invocation invocation = parts.Invocation(result);
            if (result.GetValue(powerOff) && result.GetValue(reboot))
            {
                return Misuse.Complain(invocation, "--poweroff and --reboot exclude each other", command.Name);
            }

            string? action = result.GetValue(powerOff) ? ShutdownAction.PowerOff
                : result.GetValue(reboot) ? ShutdownAction.Reboot
                : null;
            return ShutdownAction.Run(invocation, result.GetValue(exitCode), action);
        });
        return command;
    }
}
