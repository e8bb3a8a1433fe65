using System;
using System.Text.RegularExpressions;
using MiniInit.Boot;
using MiniInit.CommandLines;
using MiniInit.ExecMode;

namespace MiniInit.Tests.CommandLines;

/// <summary>The programs we stand in for, with their own options, variables, messages and exit codes.</summary>
public sealed class PeerCommandLinesTests
{
    [Theory]
    [InlineData("tini", "command", "")]
    [InlineData("tini", "-- command", "")]
    [InlineData("tini", "sh -c x", "")]
    [InlineData("tini", "-g command", "place=OwnGroupSignalledWhole")]
    [InlineData("tini", "-s command", "subreaper=Required")]
    [InlineData("tini", "-w command", "warn=True")]
    [InlineData("tini", "-v command", "verbosity=2")]
    [InlineData("tini", "-vvv command", "verbosity=4")]
    [InlineData("tini", "-p SIGTERM command", "death=TERM")]
    [InlineData("tini", "-pSIGKILL command", "death=KILL")]
    [InlineData("tini", "-e 143 -e 0 command", "expect=0 expect=143")]
    [InlineData("tini", "-gsv -e1 -- command", "place=OwnGroupSignalledWhole subreaper=Required verbosity=2 expect=1")]
    [InlineData("docker-init", "-- command", "")]
    [InlineData("dumb-init", "command -c", "")]
    [InlineData("dumb-init", "-c command", "place=OurGroup after=Exit TSTP=20 TTIN=21 TTOU=22")]
    [InlineData("dumb-init", "--single-child command", "place=OurGroup after=Exit TSTP=20 TTIN=21 TTOU=22")]
    [InlineData("dumb-init", "-v command", "verbosity=1")]
    [InlineData("dumb-init", "--verbose command", "verbosity=1")]
    [InlineData("dumb-init", "-r 15:3 --rewrite 1:0 command", "HUP=0 TERM=3")]
    [InlineData("dumb-init", "-r 20:20 --rewr=21:15 command", "TSTP=20 TTIN=15")]
    [InlineData("dumb-init", "-r31:31 command", "")]
    [InlineData("catatonit", "-g -- command", "place=OwnGroupSignalledWhole")]
    [InlineData("catatonit", "-P", "pause=True")]
    [InlineData("catatonit", "-P command", "pause=True")]
    public void Each_option_sets_its_own_and_nothing_else(string name, string commandLine, string settings) =>
        Assert.Equal(settings, Parsed.Settings(name, commandLine));

    [Theory]
    [InlineData("tini", "TINI_SUBREAPER=", "subreaper=Required")]
    [InlineData("tini", "TINI_SUBREAPER=0", "subreaper=Required")] // presence counts, as with tini
    [InlineData("tini", "TINI_KILL_PROCESS_GROUP=1", "place=OwnGroupSignalledWhole")]
    [InlineData("tini", "TINI_VERBOSITY=3", "verbosity=3")]
    [InlineData("tini", "TINI_VERBOSITY=x", "verbosity=0")]
    [InlineData("tini", "TINI_VERBOSITY=2x", "verbosity=2")]
    [InlineData("tini", "MINIINIT_GROUP=1", "")]
    [InlineData("dumb-init", "DUMB_INIT_SETSID=0", "place=OurGroup after=Exit TSTP=20 TTIN=21 TTOU=22")]
    [InlineData("dumb-init", "DUMB_INIT_SETSID=00", "")]
    [InlineData("dumb-init", "DUMB_INIT_SETSID=no", "")]
    [InlineData("dumb-init", "DUMB_INIT_DEBUG=1", "verbosity=1")]
    [InlineData("dumb-init", "DUMB_INIT_DEBUG=2", "")]
    [InlineData("catatonit", "CATATONIT_DEBUG=", "verbosity=3")]
    public void Each_variable_counts(string name, string variable, string settings) =>
        Assert.Equal(settings, Parsed.Settings(name, "command", variable));

    [Fact]
    public void Tinis_verbosity_variable_wins_over_its_options() =>
        Assert.Equal("verbosity=0", Parsed.Settings("tini", "-vv command", "TINI_VERBOSITY=0"));

    [Fact]
    public void Each_dialect_has_its_habits()
    {
        ExecOptions tini = Parsed.Options("tini", "command");
        ExecOptions dumbInit = Parsed.Options("dumb-init", "command");
        ExecOptions catatonit = Parsed.Options("catatonit", "command");
        Assert.Equal((Dialect.Tini, CommandPlace.OwnGroup, AfterCommand.Exit, SubreaperWish.No),
            (tini.Dialect, tini.Place, tini.AfterCommand, tini.Subreaper));
        Assert.Equal((Dialect.DumbInit, CommandPlace.OwnSession, AfterCommand.TermGroupAndExit, true),
            (dumbInit.Dialect, dumbInit.Place, dumbInit.AfterCommand, dumbInit.StopWithForwardedStop));
        Assert.Equal((Dialect.Catatonit, CommandPlace.OwnGroup, AfterCommand.Exit, SubreaperWish.Required),
            (catatonit.Dialect, catatonit.Place, catatonit.AfterCommand, catatonit.Subreaper));
        Assert.True(tini.ShellFallback && dumbInit.ShellFallback && catatonit.ShellFallback);
    }

    [Theory]
    [InlineData("tini", "-p NOPE x", 1, "[FATAL tini (PID)] Not a valid option for -p: NOPE\n")]
    [InlineData("tini", "-p TERM x", 1, "[FATAL tini (PID)] Not a valid option for -p: TERM\n")]
    [InlineData("tini", "-p 15 x", 1, "[FATAL tini (PID)] Not a valid option for -p: 15\n")]
    [InlineData("tini", "-p SIGPWR x", 1, "[FATAL tini (PID)] Not a valid option for -p: SIGPWR\n")]
    [InlineData("tini", "-e 256 x", 1, "[FATAL tini (PID)] Not a valid option for -e: 256\n")]
    [InlineData("tini", "-e -1 x", 1, "[FATAL tini (PID)] Not a valid option for -e: -1\n")]
    [InlineData("dumb-init", "--yolo x", 1, "dumb-init: unrecognized option '--yolo'\n")]
    [InlineData("dumb-init", "-x", 1, "dumb-init: invalid option -- 'x'\n")]
    [InlineData("dumb-init", "-r", 1, "dumb-init: option requires an argument -- 'r'\n")]
    [InlineData("dumb-init", "--ver x", 1,
        "dumb-init: option '--ver' is ambiguous; possibilities: '--verbose' '--version'\n")]
    [InlineData("dumb-init", "", 1, "Usage: dumb-init [option] program [args]\nTry dumb-init --help for full usage.\n")]
    [InlineData("dumb-init", "--", 1,
        "Usage: dumb-init [option] program [args]\nTry dumb-init --help for full usage.\n")]
    [InlineData("catatonit", "", 1,
        "ERROR (catatonit:PID): missing program name\nusage: catatonit [-ghLPV] [--] <progname> [<arguments>...]\n")]
    [InlineData("catatonit", "-x", 1,
        "catatonit: invalid option -- 'x'\nusage: catatonit [-ghLPV] [--] <progname> [<arguments>...]\n")]
    public void Wrong_command_lines_are_told_in_the_peers_words(string name, string commandLine, int code, string errors)
    {
        CommandLineOutcome.Finish finish = Parsed.Finish(name, Parsed.Words(commandLine));
        Assert.Equal((code, ""), (finish.ExitCode, finish.Output));
        Assert.Equal(errors, Regex.Replace(finish.Errors, $@"\b{Environment.ProcessId}\b", "PID"));
    }

    [Theory]
    [InlineData("0:1")]
    [InlineData("32:1")]
    [InlineData("1:32")]
    [InlineData("-1:1")]
    [InlineData("1")]
    [InlineData("1:")]
    [InlineData("TERM:INT")]
    [InlineData("")]
    public void Dumb_init_takes_only_numbers_of_classic_signals(string rewrite)
    {
        CommandLineOutcome.Finish finish = Parsed.Finish("dumb-init", ["-r", rewrite, "command"]);
        Assert.Equal(
            new CommandLineOutcome.Finish(1, "", """
                Usage: -r option takes <signum>:<signum>, where <signum> is between 1 and 31.
                This option can be specified multiple times.
                Use --help for full usage.

                """),
            finish);
    }

    [Theory]
    [InlineData("-x", "tini: invalid option -- 'x'\n")]
    [InlineData("--yolo", "tini: invalid option -- '-'\n")]
    [InlineData("-p", "tini: option requires an argument -- 'p'\n")]
    [InlineData("", "")]
    [InlineData("-g", "")]
    public void Tini_prints_its_usage_after_the_error(string commandLine, string error)
    {
        string usage = Parsed.Finish("tini", ["-h"]).Output;
        Assert.Equal(new CommandLineOutcome.Finish(1, "", error + usage), Parsed.Finish("tini", Parsed.Words(commandLine)));
    }

    [Theory]
    [InlineData("tini", "--version", "tini version 0.19.0", "")]
    [InlineData("docker-init", "--version", "tini version 0.19.0", "")] // dockerd looks for it
    [InlineData("catatonit", "--version", "tini version 0.1.7_catatonit", "")]
    [InlineData("catatonit", "-V", "tini version 0.1.7_catatonit", "")]
    [InlineData("dumb-init", "--version", "", "dumb-init v1.2.5\n")]
    [InlineData("dumb-init", "-V", "", "dumb-init v1.2.5\n")]
    [InlineData("tini", "-l", "MIT License", "")]
    [InlineData("catatonit", "-L", "MIT License", "")]
    [InlineData("docker-init", "-h", "docker-init (tini version 0.19.0", "")]
    [InlineData("catatonit", "-h", "", "usage: catatonit [-ghLPV] [--] <progname> [<arguments>...]\n\noptions:")]
    [InlineData("dumb-init", "-h", "", "dumb-init v1.2.5\nUsage: dumb-init [option] command [[arg] ...]\n")]
    [InlineData("dumb-init", "--help", "", "dumb-init v1.2.5\nUsage: dumb-init [option] command [[arg] ...]\n")]
    public void Help_version_and_licence_end_with_0(string name, string option, string output, string errors)
    {
        CommandLineOutcome.Finish finish = Parsed.Finish(name, [option]);
        Assert.Equal(0, finish.ExitCode);
        Assert.StartsWith(output, finish.Output, StringComparison.Ordinal);
        Assert.StartsWith(errors, finish.Errors, StringComparison.Ordinal);
        Assert.True(finish.Output.Length == 0 || finish.Errors.Length == 0);
    }

    [Theory]
    [InlineData("tini", "-h -s -p -v -w -g -e -l --version TINI_SUBREAPER TINI_VERBOSITY TINI_KILL_PROCESS_GROUP")]
    [InlineData("dumb-init", "-c --single-child -r --rewrite -v --verbose -h --help -V --version")]
    [InlineData("catatonit", "-g -h -L -P -V --version")]
    public void Help_mentions_every_option(string name, string mentions)
    {
        CommandLineOutcome.Finish finish = Parsed.Finish(name, ["-h"]);
        Assert.All(Parsed.Words(mentions), m => Assert.Matches($@"(?<![\w-]){m}\b", finish.Output + finish.Errors));
    }

    [Fact]
    public void Catatonits_reserved_variable_is_refused()
    {
        CommandLineOutcome.Finish finish = Parsed.Finish("catatonit", ["command"], "CATATONIT_LOG=x");
        Assert.Equal(1, finish.ExitCode);
        Assert.Equal($"ERROR (catatonit:{Environment.ProcessId}): CATATONIT_LOG is reserved for future use\n", finish.Errors);
    }
}
