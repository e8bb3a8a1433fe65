using System;
using System.Globalization;
using MiniInit.Core.Values;
using MiniInit.ExecMode;
using MiniInit.Linux.Spawning;

namespace MiniInit.CommandLines;

/// <summary>The options and variables of dumb-init 1.2.5.</summary>
/// <remarks>Inherited ignored and blocked signals reach the command, which dumb-init itself takes away.</remarks>
internal static class DumbInitCommandLine
{
    private const int Failure = 1;

    // In the order in which dumb-init lists them when a shortened name could be more than one.
    private static readonly Option[] s_options =
    [
        new('h', "help"), new('c', "single-child"), new('r', "rewrite", TakesValue: true), new('v', "verbose"),
        new('V', "version"),
    ];

    /// <summary>Reads <paramref name="arguments"/> and <paramref name="environment"/> as dumb-init does.</summary>
    public static CommandLineOutcome Parse(StringVector arguments, StringVector environment, string invocation)
    {
        var scanner = new OptionScanner(arguments, s_options);
        bool session = !IsSet(environment, "DUMB_INIT_SETSID"u8, (byte)'0');
        bool debug = IsSet(environment, "DUMB_INIT_DEBUG"u8, (byte)'1');
        var rewrites = new SignalRewrites();
        while (scanner.TryNext())
        {
            switch (scanner.Current.Letter)
            {
                case 'h':
                    return new CommandLineOutcome.Finish(0, "", Help(invocation));
                case 'V':
                    return new CommandLineOutcome.Finish(0, "", ProgramVersion.DumbInit + "\n");
                case 'c':
                    session = false;
                    break;
                case 'v':
                    debug = true;
                    break;
                case 'r' when TryAddRewrite(rewrites, scanner.Value):
                    break;
                default:
                    return new CommandLineOutcome.Finish(Failure, "", RewriteUsage);
            }
        }

        if (scanner.Error != ScanError.None)
        {
            return new CommandLineOutcome.Finish(Failure, "", GetoptMessages.For(scanner, invocation));
        }

        if (scanner.Index >= arguments.Count)
        {
            string usage = $"Usage: {invocation} [option] program [args]\nTry {invocation} --help for full usage.\n";
            return new CommandLineOutcome.Finish(Failure, "", usage);
        }

        if (session)
        {
            StopUnlessRewritten(rewrites);
        }

        return new CommandLineOutcome.Run(new ExecOptions
        {
            Dialect = Dialect.DumbInit,
            CommandIndex = scanner.Index,
            Verbosity = debug ? 1 : 0,
            Place = session ? CommandPlace.OwnSession : CommandPlace.OurGroup,
            AfterCommand = session ? AfterCommand.TermGroupAndExit : AfterCommand.Exit,
            Rewrites = rewrites,
            StopWithForwardedStop = true,
            ShellFallback = true,
        });
    }

    private static bool IsSet(StringVector environment, ReadOnlySpan<byte> name, byte digit) =>
        environment.TryGetVariable(name, out ReadOnlySpan<byte> value) && value.Length == 1 && value[0] == digit;

    /// <summary>A process group whose session has no shell above it ignores TSTP, TTIN and TTOU; STOP it cannot.</summary>
    private static void StopUnlessRewritten(SignalRewrites rewrites)
    {
        foreach (Signal signal in (ReadOnlySpan<Signal>)[Signal.Tstp, Signal.Ttin, Signal.Ttou])
        {
            if (!rewrites.Has(signal))
            {
                rewrites.Set(signal, Signal.Stop);
            }
        }
    }

    /// <summary>
    /// Numbers only, the first 1–31, the second also 0 to drop the signal. As dumb-init reads it by sscanf(3), blanks
    /// before a number and whatever follows the second are passed over.
    /// </summary>
    private static bool TryAddRewrite(SignalRewrites rewrites, string text)
    {
        ReadOnlySpan<char> rest = text;
        if (!TryTakeNumber(ref rest, out int from) || rest is not [':', ..] || from < Signal.First)
        {
            return false;
        }

        rest = rest[1..];
        if (!TryTakeNumber(ref rest, out int to))
        {
            return false;
        }

        rewrites.Set(new Signal(from), to == 0 ? null : new Signal(to));
        return true;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, out int number)
    {
        text = text.TrimStart();
        int length = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        bool taken = int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        text = text[length..];
        return taken && number <= 31;
    }

    private const string RewriteUsage = """
        Usage: -r option takes <signum>:<signum>, where <signum> is between 1 and 31.
        This option can be specified multiple times.
        Use --help for full usage.

        """;

    private static string Help(string invocation) => $"""
        {ProgramVersion.DumbInit}
        Usage: {invocation} [option] command [[arg] ...]

        dumb-init is a simple process supervisor that forwards signals to children.
        It is designed to run as PID1 in minimal container environments.

        Optional arguments:
           -c, --single-child   Run in single-child mode.
                                In this mode, signals are only proxied to the
                                direct child and not any of its descendants.
           -r, --rewrite s:r    Rewrite received signal s to new signal r before proxying.
                                To ignore (not proxy) a signal, rewrite it to 0.
                                This option can be specified multiple times.
           -v, --verbose        Print debugging information to stderr.
           -h, --help           Print this help message and exit.
           -V, --version        Print the current version and exit.

        Full help is available online at https://github.com/Yelp/dumb-init

        """;
}
