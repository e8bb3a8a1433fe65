using System;
using System.Collections.Generic;
using MiniInit.Boot;
using MiniInit.CommandLines;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision;

namespace MiniInit.Tests.CommandLines;

public sealed class SuperviseCommandLineTests
{
    private static readonly string[] s_none = [];

    [Theory]
    [InlineData("", "")]
    [InlineData("--", "")]
    [InlineData("--config /etc/jobs", "config=/etc/jobs")]
    [InlineData("-c a.toml --config=b -cc", "config=a.toml config=b config=c")]
    [InlineData("--jobs", "")]
    [InlineData("--jobs --", "")]
    [InlineData("--jobs command", "command=2")]
    [InlineData("--jobs -- command -g", "command=3")]
    [InlineData("--jobs -- -g", "command=3")]
    [InlineData("--jobs -c jobs -- command", "command=5 config=jobs")]
    [InlineData("--log-level debug", "level=Debug")]
    [InlineData("--log-level info", "level=Info")]
    [InlineData("--log-level message", "level=Message")]
    [InlineData("--log-level warn", "level=Warn")]
    [InlineData("--log-level error", "level=Error")]
    [InlineData("--log-level fatal", "level=Fatal")]
    [InlineData("--log-format text", "format=Text")]
    [InlineData("--log-format json --log-format text", "format=Text")]
    [InlineData("--log-format json", "format=Json")]
    [InlineData("-v", "level=Info")]
    [InlineData("-vv", "level=Debug")]
    [InlineData("-vvvv", "level=Debug")]
    [InlineData("-s", "subreaper=Required")]
    [InlineData("-p TERM", "death=TERM")]
    public void Without_a_command_or_with_jobs_jobs_are_supervised(string commandLine, string settings) =>
        Assert.Equal(settings, Settings(Options(Parsed.Of("miniinit", Parsed.Words(commandLine)))));

    [Theory]
    [InlineData("", "subreaper=Required", "MINIINIT_SUBREAPER=1")]
    [InlineData("", "death=INT", "MINIINIT_PARENT_DEATH=INT")]
    [InlineData("-p TERM", "death=TERM", "MINIINIT_PARENT_DEATH=INT")]
    [InlineData("", "level=Debug", "MINIINIT_VERBOSITY=2")]
    [InlineData("--log-level warn", "level=Warn", "MINIINIT_VERBOSITY=2")]
    [InlineData("", "", "MINIINIT_VERBOSITY=0")]
    [InlineData("", "", "MINIINIT_GRACE=5s", "MINIINIT_WAIT=1", "MINIINIT_GROUP=1")]
    [InlineData("", "", "MINIINIT_GRACE=soon")]
    [InlineData("--jobs command", "command=2", "MINIINIT_RUN_AS=web")]
    [InlineData("", "", "MINIINIT_PAUSE=0")]
    [InlineData("--config jobs", "config=jobs", "MINIINIT_PAUSE=1")]
    [InlineData("--jobs", "", "MINIINIT_PAUSE=1")]
    public void Variables_of_both_modes_count_and_those_of_a_command_alone_do_not(
        string commandLine, string settings, params string[] variables) =>
        Assert.Equal(settings, Settings(Options(Parsed.Of("miniinit", Parsed.Words(commandLine), variables))));

    [Theory]
    [InlineData("", "")]
    [InlineData("splash 3", "ignored=1")]
    [InlineData("-v single", "ignored=2 level=Info")]
    [InlineData("--jobs command", "command=2")]
    [InlineData("--jobs -- command", "command=3")]
    [InlineData("--", "")]
    public void Called_init_as_process_1_jobs_are_supervised_and_the_kernels_words_ignored(string commandLine, string settings) =>
        Assert.Equal(settings, Settings(Options(AtBoot(commandLine, "MINIINIT_PAUSE=1"))));

    [Theory]
    [InlineData("-- command", "cannot run a command alone when called init as process 1; for jobs and a command: init --jobs -- COMMAND")]
    [InlineData("--pause", "cannot use --pause when called init as process 1: it is for running one command alone")]
    [InlineData("--jobs -g x", "cannot use -g when called init as process 1: it is for running one command alone")]
    public void What_a_person_asks_of_init_is_not_ignored(string commandLine, string message) =>
        AssertUsageError(message, AtBoot(commandLine));

    [Theory]
    [InlineData("-g", "cannot use -g without a command; for example: miniinit -g -- sleep 60")]
    [InlineData("--grace 5s", "cannot use --grace without a command; for example: miniinit --grace 5s -- sleep 60")]
    [InlineData("--wait --grace 5s", "cannot use --wait without a command; for example: miniinit --wait -- sleep 60")]
    [InlineData("-v --drain 5s", "cannot use --drain without a command; for example: miniinit --drain 5s -- sleep 60")]
    [InlineData("--grace sleep", "cannot use \"sleep\" for --grace: expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("--jobs -e 1 command", "cannot use -e with --jobs: it is for running one command alone")]
    [InlineData("-r TERM:INT --config x --jobs command", "cannot use -r with --jobs: it is for running one command alone")]
    [InlineData("-c x --run-as web", "cannot use --run-as with -c: it is for running one command alone")]
    [InlineData("--log-level info -w", "cannot use -w with --log-level: it is for running one command alone")]
    [InlineData("--jobs --pause", "cannot use --pause with --jobs: it is for running one command alone")]
    [InlineData("--pause --config x", "cannot use --config with --pause: nothing is supervised there")]
    [InlineData("--config x command",
        "cannot use --config with a command alone; for jobs and a command: miniinit --jobs --config x -- COMMAND")]
    [InlineData("-c x\u001b -- command",
        "cannot use -c with a command alone; for jobs and a command: miniinit --jobs -c x\\x1b -- COMMAND")]
    [InlineData("--log-level debug command",
        "cannot use --log-level with a command alone; for jobs and a command: miniinit --jobs --log-level debug -- COMMAND")]
    [InlineData("-v --log-level warn", "cannot use -v with --log-level: each says how much is logged")]
    [InlineData("--log-level loud", "cannot use \"loud\" for --log-level: expected debug, info, message, warn, error or fatal")]
    [InlineData("--log-level INFO", "cannot use \"INFO\" for --log-level: expected debug, info, message, warn, error or fatal")]
    [InlineData("--log-level=", "cannot use \"\" for --log-level: expected debug, info, message, warn, error or fatal")]
    [InlineData("--log-format xml", "cannot use \"xml\" for --log-format: expected text or json")]
    [InlineData("--config=", "cannot use \"\" for --config: expected a file or folder")]
    [InlineData("--config", "cannot use option --config: its value is missing")]
    [InlineData("--jobs=x", "cannot use option --jobs with a value: it takes none")]
    public void Options_of_the_wrong_mode_are_told_with_what_to_write(string commandLine, string message) =>
        AssertUsageError(message, Parsed.Of("miniinit", Parsed.Words(commandLine)));

    [Theory]
    [InlineData("MINIINIT_VERBOSITY=loud", "cannot use MINIINIT_VERBOSITY=\"loud\": expected a number from 0 (quiet) to 3 (everything)")]
    [InlineData("MINIINIT_SUBREAPER=maybe", "cannot use MINIINIT_SUBREAPER=\"maybe\": expected 1 or 0")]
    [InlineData("MINIINIT_PAUSE=maybe", "cannot use MINIINIT_PAUSE=\"maybe\": expected 1 or 0")]
    public void A_wrong_variable_of_both_modes_is_told(string variable, string message) =>
        AssertUsageError(message, Parsed.Of("miniinit", s_none, variable));

    private static CommandLineOutcome AtBoot(string commandLine, params string[] variables)
    {
        using StringVector argv = StringVector.Of(["init", .. Parsed.Words(commandLine)]);
        using StringVector environment = StringVector.Of(variables);
        return MiniInitCommandLine.Parse(argv, environment, isBoot: true);
    }

    private static SuperviseOptions Options(CommandLineOutcome outcome) =>
        outcome is CommandLineOutcome.Supervise supervise ? supervise.Options : throw new InvalidOperationException($"{outcome}");

    private static string Settings(SuperviseOptions options)
    {
        var settings = new List<string>();
        void Add(string setting, object? value)
        {
            if (value is not null)
            {
                settings.Add($"{setting}={value}");
            }
        }

        Add("command", options.CommandIndex);
        Add("ignored", options.IgnoredIndex);
        foreach (string path in options.Config)
        {
            Add("config", path);
        }

        Add("level", options.LogLevel);
        Add("format", options.LogFormat);
        Add("subreaper", options.Subreaper == SubreaperWish.IfPossible ? null : options.Subreaper);
        Add("death", options.ParentDeathSignal?.Name);
        return string.Join(' ', settings);
    }

    private static void AssertUsageError(string message, CommandLineOutcome outcome) => Assert.Equal(
        new CommandLineOutcome.Finish(2, "", $"miniinit: {message}\nminiinit: see miniinit --help\n"), outcome);
}
