using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MiniInit.ExecMode;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision;

namespace MiniInit.CommandLines;

/// <summary>Our own command line, and the variables that stand for its options.</summary>
internal static class MiniInitCommandLine
{
    /// <summary>Reads <paramref name="environment"/>, then <paramref name="arguments"/>.</summary>
    /// <param name="arguments">The whole argv.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="isBoot">We are process 1 and were called init: there, jobs are supervised.</param>
    public static CommandLineOutcome Parse(StringVector arguments, StringVector environment, bool isBoot = false)
    {
        var given = new List<GivenOption>();
        var scanner = new OptionScanner(arguments, MiniInitOptions.All);
        while (scanner.TryNext())
        {
            switch (scanner.Current.Letter)
            {
                case MiniInitOptions.Help:
                    return new CommandLineOutcome.Finish(0, MiniInitHelp.Text);
                case MiniInitOptions.Version:
                    return new CommandLineOutcome.Finish(0, $"miniinit {Build.Version}\n");
                default:
                    given.Add(new GivenOption(scanner.Current.Letter, scanner.Value, scanner.Written));
                    break;
            }
        }

        if (scanner.Error != ScanError.None)
        {
            return UsageError.Of(scanner);
        }

        int? command = scanner.Index < arguments.Count ? scanner.Index : null;
        bool asksForJobs = AsksForJobs(given);
        bool supervises = isBoot || asksForJobs || (command is null && !Pauses(given, environment));
        if (isBoot && command is not null && scanner.EndedByDashes && !asksForJobs)
        {
            return UsageError.Of("cannot run a command alone when called init as process 1; "
                + "for jobs and a command: init --jobs -- COMMAND");
        }

        return Read(given, environment, command, supervises, isBoot);
    }

    private static CommandLineOutcome Read(
        List<GivenOption> given, StringVector environment, int? command, bool supervises, bool isBoot)
    {
        var options = new ExecOptions { CommandIndex = command ?? -1 };
        var supervise = new SuperviseOptions();
        if (ApplyEnvironment(ref options, environment, supervises) is { } wrongVariable)
        {
            return wrongVariable;
        }

        var letters = new StringBuilder();
        foreach (GivenOption option in given)
        {
            string? expected = SuperviseCommandLine.IsOwn(option.Letter)
                ? SuperviseCommandLine.Apply(ref supervise, option.Letter, option.Value)
                : MiniInitOptions.Apply(ref options, option.Letter, option.Value);
            if (expected is not null)
            {
                return UsageError.Of(
                    $"cannot use \"{Escaped.Text(option.Value)}\" for {option.Written}: expected {expected}");
            }

            _ = letters.Append(option.Letter);
        }

        string? conflict = supervises
            ? SuperviseCommandLine.FindConflict(given, isBoot)
            : FindSuperviseOption(given, command) ?? MiniInitOptions.FindConflict(letters.ToString());
        if (conflict is not null)
        {
            return UsageError.Of($"cannot use {conflict}");
        }

        if (!supervises)
        {
            return options.Pause && command is not null
                ? UsageError.Of("cannot use --pause with a command: it runs none")
                : new CommandLineOutcome.Run(options);
        }

        // What the kernel does not know of its own command line it passes to process 1: "splash" is no command.
        bool isIgnored = isBoot && !AsksForJobs(given);
        return new CommandLineOutcome.Supervise(SuperviseCommandLine.Join(supervise, options) with
        {
            CommandIndex = isIgnored ? null : command,
            IgnoredIndex = isIgnored ? command : null,
        });
    }

    private static bool AsksForJobs(List<GivenOption> given) =>
        Has(given, SuperviseCommandLine.Jobs) || Has(given, SuperviseCommandLine.User);

    private static bool Has(List<GivenOption> given, char letter) => given.Exists(option => option.Letter == letter);

    /// <summary>Without a command: whether to pause. An option that asks for jobs outdoes the variable.</summary>
    private static bool Pauses(List<GivenOption> given, StringVector environment) =>
        Has(given, MiniInitOptions.Pause)
        || (!given.Exists(option => SuperviseCommandLine.IsOwn(option.Letter))
            && MiniInitOptions.PauseVariable.Read(environment) is { } value && Flag(value) != false);

    private static string? FindSuperviseOption(List<GivenOption> given, int? command)
    {
        foreach (GivenOption option in given)
        {
            if (SuperviseCommandLine.IsOwn(option.Letter))
            {
                return command is null
                    ? $"{option.Written} with --pause: nothing is supervised there"
                    : $"{option.Written} with a command alone; "
                        + $"for jobs and a command: miniinit --jobs {option.Shown} -- COMMAND";
            }
        }

        return null;
    }

    private static CommandLineOutcome.Finish? ApplyEnvironment(
        ref ExecOptions options, StringVector environment, bool supervises)
    {
        var letters = new StringBuilder();
        foreach (OptionVariable variable in MiniInitOptions.Variables)
        {
            if ((supervises && !SuperviseCommandLine.IsShared(variable.Letter))
                || variable.Read(environment) is not { } value)
            {
                continue;
            }

            if (Apply(ref options, variable, value, letters) is { } expected)
            {
                return UsageError.Of($"cannot use {variable.Name}=\"{Escaped.Text(value)}\": expected {expected}");
            }
        }

        return MiniInitOptions.FindConflict(letters.ToString()) is { } conflict
            ? UsageError.Of($"cannot use the variables for {conflict}")
            : null;
    }

    private static string? Apply(ref ExecOptions options, OptionVariable variable, string value, StringBuilder letters)
    {
        if (variable.Letter == 'v')
        {
            bool good = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int verbosity)
                && verbosity <= 3;
            options = options with { Verbosity = verbosity };
            return good ? null : "a number from 0 (quiet) to 3 (everything)";
        }

        if (!TakesValue(variable.Letter))
        {
            bool? flag = Flag(value);
            if (flag == true)
            {
                _ = letters.Append(variable.Letter);
                _ = MiniInitOptions.Apply(ref options, variable.Letter, "");
            }

            return flag is null ? "1 or 0" : null;
        }

        _ = letters.Append(variable.Letter);
        foreach (string part in variable.IsList ? value.Split(',', StringSplitOptions.TrimEntries) : [value])
        {
            if (MiniInitOptions.Apply(ref options, variable.Letter, part) is { } expected)
            {
                return variable.IsList ? $"a list, with commas, of which each is {expected}" : expected;
            }
        }

        return null;
    }

    private static bool TakesValue(char letter) => Array.Find(MiniInitOptions.All, o => o.Letter == letter).TakesValue;

    private static bool? Flag(string value) => value.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "on" => true,
        "0" or "false" or "no" or "off" => false,
        _ => null,
    };
}
