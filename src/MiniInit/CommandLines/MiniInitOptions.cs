using System;
using MiniInit.Boot;
using MiniInit.Core.Values;
using MiniInit.ExecMode;

namespace MiniInit.CommandLines;

/// <summary>
/// The options of exec mode, one by one: what each value does to <see cref="ExecOptions"/>, and what is wrong with it.
/// </summary>
internal static class MiniInitOptions
{
    // Letters of options that have only a long name: control characters, which cannot be written as -x.
    private const char Wait = '\u0001', Grace = '\u0002', Drain = '\u0003', StopSignal = '\u0004', RunAs = '\u0005',
        ChangeDirectory = '\u0006';

    /// <summary>The letter of --pause.</summary>
    public const char Pause = '\u0007';

    /// <summary>The letter of --help.</summary>
    public const char Help = 'h';

    /// <summary>The letter of --version.</summary>
    public const char Version = 'V';

    /// <summary>All options, those of supervise mode too.</summary>
    public static Option[] All { get; } =
    [
        new('g', "group"), new('e', "expect-exit", true), new('p', "parent-death", true), new('s', "subreaper"),
        new('r', "rewrite", true), new('w', "warn-on-reap"), new(Wait, "wait"), new(Grace, "grace", true),
        new(Drain, "drain", true), new(StopSignal, "stop-signal", true), new(RunAs, "run-as", true),
        new(ChangeDirectory, "chdir", true), new(Pause, "pause"), .. SuperviseCommandLine.Own, new('v', "verbose"),
        new(Help, "help"), new(Version, "version"),
    ];

    /// <summary>The variables that stand for options. A command line comes after them and wins.</summary>
    public static OptionVariable[] Variables { get; } =
    [
        new('g', "MINIINIT_GROUP"), new('e', "MINIINIT_EXPECT_EXIT", IsList: true), new('p', "MINIINIT_PARENT_DEATH"),
        new('s', "MINIINIT_SUBREAPER"), new('r', "MINIINIT_REWRITE", IsList: true), new('w', "MINIINIT_WARN_ON_REAP"),
        new(Wait, "MINIINIT_WAIT"), new(Grace, "MINIINIT_GRACE"), new(Drain, "MINIINIT_DRAIN"),
        new(StopSignal, "MINIINIT_STOP_SIGNAL"), new(RunAs, "MINIINIT_RUN_AS"), new(ChangeDirectory, "MINIINIT_CHDIR"),
        PauseVariable, new('v', "MINIINIT_VERBOSITY"),
    ];

    /// <summary>The variable that stands for --pause: it alone decides what is done, not how.</summary>
    public static OptionVariable PauseVariable => new(Pause, "MINIINIT_PAUSE");

    /// <summary>Applies one option.</summary>
    /// <param name="options">What was asked for so far; the result on success.</param>
    /// <param name="letter">The option.</param>
    /// <param name="value">Its value, empty if it takes none.</param>
    /// <returns>Null, or what would be a right value.</returns>
    public static string? Apply(ref ExecOptions options, char letter, string value)
    {
        switch (letter)
        {
            case 'g':
                options = options with { Place = CommandPlace.OwnGroupSignalledWhole };
                return null;
            case 's':
                options = options with { Subreaper = SubreaperWish.Required };
                return null;
            case 'w':
                options = options with { WarnOnReap = true };
                return null;
            case 'v':
                options = options with { Verbosity = options.Verbosity + 1 };
                return null;
            case Wait:
                options = options with { AfterCommand = AfterCommand.Wait };
                return null;
            case Pause:
                options = options with { Pause = true };
                return null;
            case 'e':
                return options.ExpectedExitCodes.TryAdd(value) ? null : "an exit code from 0 to 255";
            case 'r':
                return options.Rewrites.TryAdd(value)
                    ? null
                    : "RECEIVED:SENT, two signals like TERM:QUIT or 15:3, or TERM:0 to drop TERM";
            case RunAs:
                options = options with { RunAs = value };
                return value.Length > 0 ? null : "USER, USER:GROUP or UID:GID";
            case ChangeDirectory:
                options = options with { WorkingDirectory = value };
                return value.Length > 0 ? null : "a directory";
            default:
                return ApplySignalOrSpan(ref options, letter, value);
        }
    }

    private static string? ApplySignalOrSpan(ref ExecOptions options, char letter, string value)
    {
        if (letter is 'p' or StopSignal)
        {
            if (!Signal.TryParse(value, out Signal signal))
            {
                return "a signal like TERM, SIGTERM, 15 or RTMIN+3";
            }

            if (letter == 'p')
            {
                options = options with { ParentDeathSignal = signal };
            }
            else
            {
                options.Rewrites.Set(Signal.Term, signal);
            }

            return null;
        }

        if (!Duration.TryParse(value, out TimeSpan span))
        {
            return Duration.Form;
        }

        options = letter switch
        {
            Grace => options with { AfterCommand = AfterCommand.Grace, Grace = span },
            Drain => options with { Drain = span },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return null;
    }

    /// <summary>Says which two of the options given do not go together, or null.</summary>
    /// <param name="letters">The letters of all options given, by variable or on the command line.</param>
    public static string? FindConflict(string letters) =>
        letters.Contains(Wait, StringComparison.Ordinal) && letters.Contains(Grace, StringComparison.Ordinal)
            ? "--wait with --grace: one waits for the other processes without end, the other ends them"
            : letters.Contains(Drain, StringComparison.Ordinal) && letters.Contains(Pause, StringComparison.Ordinal)
                ? "--drain with --pause: there is no command to drain"
                : null;
}
