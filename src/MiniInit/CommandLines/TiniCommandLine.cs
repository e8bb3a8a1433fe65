using System;
using System.Text;
using MiniInit.Boot;
using MiniInit.Core.Values;
using MiniInit.ExecMode;
using MiniInit.ExecMode.Journals;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.CommandLines;

/// <summary>The options and variables of tini 0.19.0, which is also Docker's docker-init.</summary>
/// <remarks>
/// One difference on purpose: options end at the first argument that is none, so that <c>tini sh -c 'exit 9'</c> runs
/// what it says. glibc builds of tini take the command's options for their own there.
/// </remarks>
internal static class TiniCommandLine
{
    private const int Failure = 1;

    private static readonly Option[] s_options =
    [
        new('h'), new('v'), new('w'), new('g'), new('l'), new('s'), new('p', TakesValue: true), new('e', TakesValue: true),
    ];

    /// <summary>Reads <paramref name="arguments"/> and <paramref name="environment"/> as tini does.</summary>
    public static CommandLineOutcome Parse(StringVector arguments, StringVector environment, string invocation)
    {
        string name = invocation[(invocation.LastIndexOf('/') + 1)..];
        if (arguments.Count == 2 && arguments[1].SequenceEqual("--version"u8))
        {
            return new CommandLineOutcome.Finish(0, ProgramVersion.Tini + "\n");
        }

        var scanner = new OptionScanner(arguments, s_options);
        var options = new ExecOptions
        {
            Dialect = Dialect.Tini,
            Verbosity = 1,
            Subreaper = SubreaperWish.No,
            ShellFallback = true,
        };
        while (scanner.TryNext())
        {
            switch (scanner.Current.Letter)
            {
                case 'h':
                    return new CommandLineOutcome.Finish(0, Usage(name));
                case 'l':
                    return new CommandLineOutcome.Finish(0, Build.License);
                case 'v':
                    options = options with { Verbosity = options.Verbosity + 1 };
                    break;
                case 'w':
                    options = options with { WarnOnReap = true };
                    break;
                case 'g':
                    options = options with { Place = CommandPlace.OwnGroupSignalledWhole };
                    break;
                case 's':
                    options = options with { Subreaper = SubreaperWish.Required };
                    break;
                case 'p' when TryParseSignal(scanner.Value, out Signal signal):
                    options = options with { ParentDeathSignal = signal };
                    break;
                case 'e' when options.ExpectedExitCodes.TryAdd(scanner.Value.Length > 0 ? scanner.Value : "0"):
                    break;
                default:
                    return Invalid(scanner);
            }
        }

        if (scanner.Error != ScanError.None)
        {
            return new CommandLineOutcome.Finish(Failure, "", GetoptMessages.For(scanner, invocation) + Usage(name));
        }

        return scanner.Index >= arguments.Count
            ? new CommandLineOutcome.Finish(Failure, "", Usage(name))
            : new CommandLineOutcome.Run(WithEnvironment(options, environment) with { CommandIndex = scanner.Index });
    }

    private static CommandLineOutcome.Finish Invalid(OptionScanner scanner) => new(
        Failure,
        "",
        $"[FATAL tini ({CurrentProcess.Id})] Not a valid option for {scanner.Written}: {Escaped.Text(scanner.Value)}\n");

    /// <summary>The environment is read after the options, so that its verbosity wins.</summary>
    private static ExecOptions WithEnvironment(ExecOptions options, StringVector environment)
    {
        if (environment.TryGetVariable("TINI_SUBREAPER"u8, out _))
        {
            options = options with { Subreaper = SubreaperWish.Required };
        }

        if (environment.TryGetVariable("TINI_KILL_PROCESS_GROUP"u8, out _))
        {
            options = options with { Place = CommandPlace.OwnGroupSignalledWhole };
        }

        return environment.TryGetVariable("TINI_VERBOSITY"u8, out ReadOnlySpan<byte> verbosity)
            ? options with { Verbosity = LeadingNumber(verbosity) }
            : options;
    }

    /// <summary>atoi(3): the digits at the start, 0 where there are none.</summary>
    private static int LeadingNumber(ReadOnlySpan<byte> text) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out int number, out _) ? number : 0;

    /// <summary>Names with SIG, in capitals, of the signals that tini's table has: those below 32 but four.</summary>
    private static bool TryParseSignal(string text, out Signal signal) =>
        Signal.TryParse(text, out signal) && text == "SIG" + signal.Name
        && signal.Number is < 32 and not 16 and not 29 and not 30;

    private static string Usage(string name) => new StringBuilder()
        .Append($"{name} ({ProgramVersion.Tini})\n")
        .Append($"Usage: {name} [OPTIONS] PROGRAM -- [ARGS] | --version\n\n")
        .Append($"Execute a program under the supervision of a valid init process ({name})\n\n")
        .Append(UsageText)
        .ToString();

    private const string UsageText = """
        Command line options:

          --version: Show version and exit.
          -h: Show this help message and exit.
          -s: Register as a process subreaper (requires Linux >= 3.4).
          -p SIGNAL: Trigger SIGNAL when parent dies, e.g. "-p SIGKILL".
          -v: Generate more verbose output. Repeat up to 3 times.
          -w: Print a warning when processes are getting reaped.
          -g: Send signals to the child's process group.
          -e EXIT_CODE: Remap EXIT_CODE (from 0 to 255) to 0.
          -l: Show license and exit.

        Environment variables:

          TINI_SUBREAPER: Register as a process subreaper (requires Linux >= 3.4).
          TINI_VERBOSITY: Set the verbosity level (default: 1).
          TINI_KILL_PROCESS_GROUP: Send signals to the child's process group.


        """;
}
