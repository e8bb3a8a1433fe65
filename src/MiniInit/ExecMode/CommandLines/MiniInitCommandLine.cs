using System;
using System.Globalization;
using System.Text;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode.CommandLines;

/// <summary>Our own command line, and the variables that stand for its options.</summary>
internal static class MiniInitCommandLine
{
    /// <summary>Reads <paramref name="environment"/>, then <paramref name="arguments"/>.</summary>
    public static CommandLineOutcome Parse(StringVector arguments, StringVector environment)
    {
        var options = new ExecOptions();
        var letters = new StringBuilder();
        if (ApplyEnvironment(ref options, environment, letters) is { } wrongVariable)
        {
            return wrongVariable;
        }

        if (MiniInitOptions.FindConflict(letters.ToString()) is { } conflict)
        {
            return Wrong($"cannot use the variables for {conflict}");
        }

        // From here on only the command line's own: where it contradicts a variable, it wins.
        _ = letters.Clear();

        var scanner = new OptionScanner(arguments, MiniInitOptions.All);
        while (scanner.TryNext())
        {
            char letter = scanner.Current.Letter;
            switch (letter)
            {
                case MiniInitOptions.Help:
                    return new CommandLineOutcome.Finish(0, MiniInitHelp.Text);
                case MiniInitOptions.Version:
                    return new CommandLineOutcome.Finish(0, $"miniinit {Build.Version}\n");
                default:
                    _ = letters.Append(letter);
                    if (MiniInitOptions.Apply(ref options, letter, scanner.Value) is { } expected)
                    {
                        return Wrong($"cannot use \"{Escaped.Text(scanner.Value)}\" for {scanner.Written}: expected {expected}");
                    }

                    break;
            }
        }

        if (scanner.Error != ScanError.None)
        {
            return Wrong(Describe(scanner));
        }

        return Check(options with { CommandIndex = scanner.Index }, letters.ToString(), arguments.Count);
    }

    private static CommandLineOutcome Check(ExecOptions options, string letters, int argumentCount)
    {
        if (MiniInitOptions.FindConflict(letters) is { } conflict)
        {
            return Wrong($"cannot use {conflict}");
        }

        bool hasCommand = options.CommandIndex < argumentCount;
        return options.Pause && hasCommand ? Wrong("cannot use --pause with a command: it runs none")
            : !options.Pause && !hasCommand ? Wrong("cannot start: no command given; for example: miniinit -- sleep 60")
            : new CommandLineOutcome.Run(options);
    }

    private static CommandLineOutcome.Finish? ApplyEnvironment(ref ExecOptions options, StringVector environment, StringBuilder letters)
    {
        foreach (OptionVariable variable in MiniInitOptions.Variables)
        {
            if (variable.Read(environment) is not { } value)
            {
                continue;
            }

            string? expected = Apply(ref options, variable, value, letters);
            if (expected is not null)
            {
                return Wrong($"cannot use {variable.Name}=\"{Escaped.Text(value)}\": expected {expected}");
            }
        }

        return null;
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

    private static string Describe(OptionScanner scanner) => scanner.Error switch
    {
        ScanError.Unknown => $"cannot use option {Escaped.Text(scanner.Written)}: there is none of that name"
            + (Nearest.Name(scanner.Written) is { } name ? $"; did you mean --{name}?" : ""),
        ScanError.Ambiguous => $"cannot use option {Escaped.Text(scanner.Written)}: more than one begins so",
        ScanError.MissingValue => $"cannot use option {scanner.Written}: its value is missing",
        ScanError.UnwantedValue => $"cannot use option {scanner.Written} with a value: it takes none",
        ScanError.None => throw new System.Diagnostics.UnreachableException(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static CommandLineOutcome.Finish Wrong(string what) =>
        new(ExitCodes.Usage, "", $"miniinit: {what}\nminiinit: see miniinit --help\n");
}
