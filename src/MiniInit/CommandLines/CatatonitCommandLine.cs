using MiniInit.Boot;
using MiniInit.ExecMode;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.CommandLines;

/// <summary>The options and variables of catatonit 0.1.7, Podman's init and pause program.</summary>
internal static class CatatonitCommandLine
{
    private const int Failure = 1;

    private static readonly Option[] s_options =
        [new('g'), new('h'), new('L'), new('P'), new('V', "version")];

    /// <summary>Reads <paramref name="arguments"/> and <paramref name="environment"/> as catatonit does.</summary>
    public static CommandLineOutcome Parse(StringVector arguments, StringVector environment, string invocation)
    {
        if (environment.TryGetVariable("CATATONIT_LOG"u8, out _))
        {
            return new CommandLineOutcome.Finish(Failure, "", Error("CATATONIT_LOG is reserved for future use"));
        }

        var scanner = new OptionScanner(arguments, s_options);
        var options = new ExecOptions
        {
            Dialect = Dialect.Catatonit,
            Subreaper = SubreaperWish.Required,
            Verbosity = environment.TryGetVariable("CATATONIT_DEBUG"u8, out _) ? 3 : 0,
            ShellFallback = true,
        };
        while (scanner.TryNext())
        {
            switch (scanner.Current.Letter)
            {
                case 'h':
                    return new CommandLineOutcome.Finish(0, "", Help);
                case 'L':
                    return new CommandLineOutcome.Finish(0, Build.License);
                case 'V':
                    return new CommandLineOutcome.Finish(0, ProgramVersion.Catatonit + "\n");
                case 'g':
                    options = options with { Place = CommandPlace.OwnGroupSignalledWhole };
                    break;
                case 'P':
                    options = options with { Pause = true };
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        if (scanner.Error != ScanError.None)
        {
            return new CommandLineOutcome.Finish(Failure, "", GetoptMessages.For(scanner, invocation) + Usage);
        }

        return scanner.Index >= arguments.Count && !options.Pause
            ? new CommandLineOutcome.Finish(Failure, "", Error("missing program name") + Usage)
            : new CommandLineOutcome.Run(options with { CommandIndex = scanner.Index });
    }

    private const string Usage = "usage: catatonit [-ghLPV] [--] <progname> [<arguments>...]\n";

    private const string Help = Usage + """

        options:
          -g              Forward signals to pid1's process group.
          -h              Print this help page.
          -L              Print license information.
          -P              Run in pause mode (no program is run and quit on SIGINT).
          -V, --version   Print version information.

        """;

    private static string Error(string text) => $"ERROR (catatonit:{CurrentProcess.Id}): {text}\n";
}
