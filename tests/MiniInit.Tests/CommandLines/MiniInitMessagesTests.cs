using MiniInit.CommandLines;

namespace MiniInit.Tests.CommandLines;

/// <summary>What our own command line says about wrong ones, word for word; always two lines and exit code 2.</summary>
public sealed class MiniInitMessagesTests
{
    [Theory]
    [InlineData("-x", "cannot use option -x: there is none of that name")]
    [InlineData("-gx", "cannot use option -x: there is none of that name")]
    [InlineData("-\u001b", "cannot use option -\\x1b: there is none of that name")]
    [InlineData("-\u0001", "cannot use option -\\x01: there is none of that name")]
    [InlineData("--yolo", "cannot use option --yolo: there is none of that name")]
    [InlineData("--yolo=1", "cannot use option --yolo: there is none of that name")]
    [InlineData("--graec 5s", "cannot use option --graec: there is none of that name; did you mean --grace?")]
    [InlineData("--rewrites=1:2", "cannot use option --rewrites: there is none of that name; did you mean --rewrite?")]
    [InlineData("--runas web", "cannot use option --runas: there is none of that name; did you mean --run-as?")]
    [InlineData("--stopsignal INT",
        "cannot use option --stopsignal: there is none of that name; did you mean --stop-signal?")]
    [InlineData("--check", "cannot use option --check: there is none of that name; job files are checked by: miniinitctl check")]
    [InlineData("--dry-run command", "cannot use option --dry-run: there is none of that name; job files are checked by: miniinitctl check")]
    [InlineData("--confdir /etc/init", "cannot use option --confdir: there is none of that name; did you mean --config?")]
    [InlineData("--e\nvil", "cannot use option --e\\x0avil: there is none of that name")]
    [InlineData("--w command", "cannot use option --w: more than one begins so")]
    [InlineData("--ver command", "cannot use option --ver: more than one begins so")]
    [InlineData("--wait=1 command", "cannot use option --wait with a value: it takes none")]
    [InlineData("-e", "cannot use option -e: its value is missing")]
    [InlineData("--grace", "cannot use option --grace: its value is missing")]
    [InlineData("-e 256 command", "cannot use \"256\" for -e: expected an exit code from 0 to 255")]
    [InlineData("--expect-exit=-1 command", "cannot use \"-1\" for --expect-exit: expected an exit code from 0 to 255")]
    [InlineData("-p NOPE command", "cannot use \"NOPE\" for -p: expected a signal like TERM, SIGTERM, 15 or RTMIN+3")]
    [InlineData("--stop-signal 0 command",
        "cannot use \"0\" for --stop-signal: expected a signal like TERM, SIGTERM, 15 or RTMIN+3")]
    [InlineData("-r TERM command",
        "cannot use \"TERM\" for -r: expected RECEIVED:SENT, two signals like TERM:QUIT or 15:3, or TERM:0 to drop TERM")]
    [InlineData("-r TERM:99 command",
        "cannot use \"TERM:99\" for -r: expected RECEIVED:SENT, two signals like TERM:QUIT or 15:3, or TERM:0 to drop TERM")]
    [InlineData("--grace 5x command",
        "cannot use \"5x\" for --grace: expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("--grace -5s command",
        "cannot use \"-5s\" for --grace: expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("--drain 9999d command",
        "cannot use \"9999d\" for --drain: expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("--drain \u001b[31m command",
        "cannot use \"\\x1b[31m\" for --drain: expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("--run-as= command", "cannot use \"\" for --run-as: expected USER, USER:GROUP or UID:GID")]
    [InlineData("--chdir= command", "cannot use \"\" for --chdir: expected a directory")]
    [InlineData("--wait --grace 5s command",
        "cannot use --wait with --grace: one waits for the other processes without end, the other ends them")]
    [InlineData("--pause --drain 5s", "cannot use --drain with --pause: there is no command to drain")]
    [InlineData("--pause command", "cannot use --pause with a command: it runs none")]
    [InlineData("--pause -- command", "cannot use --pause with a command: it runs none")]
    public void A_wrong_command_line_is_told_in_one_line(string commandLine, string message) =>
        AssertUsageError(message, Parsed.Finish("miniinit", Parsed.Words(commandLine)));

    [Theory]
    [InlineData("MINIINIT_GROUP=maybe", "cannot use MINIINIT_GROUP=\"maybe\": expected 1 or 0")]
    [InlineData("MINIINIT_WAIT=2", "cannot use MINIINIT_WAIT=\"2\": expected 1 or 0")]
    [InlineData("MINIINIT_EXPECT_EXIT=1,x",
        "cannot use MINIINIT_EXPECT_EXIT=\"1,x\": expected a list, with commas, of which each is an exit code from 0 to 255")]
    [InlineData("MINIINIT_EXPECT_EXIT=1,",
        "cannot use MINIINIT_EXPECT_EXIT=\"1,\": expected a list, with commas, of which each is an exit code from 0 to 255")]
    [InlineData("MINIINIT_REWRITE=TERM",
        "cannot use MINIINIT_REWRITE=\"TERM\": expected a list, with commas, of which each is RECEIVED:SENT, two signals like TERM:QUIT or 15:3, or TERM:0 to drop TERM")]
    [InlineData("MINIINIT_PARENT_DEATH=x",
        "cannot use MINIINIT_PARENT_DEATH=\"x\": expected a signal like TERM, SIGTERM, 15 or RTMIN+3")]
    [InlineData("MINIINIT_STOP_SIGNAL=65",
        "cannot use MINIINIT_STOP_SIGNAL=\"65\": expected a signal like TERM, SIGTERM, 15 or RTMIN+3")]
    [InlineData("MINIINIT_GRACE=soon",
        "cannot use MINIINIT_GRACE=\"soon\": expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("MINIINIT_DRAIN=\u0007",
        "cannot use MINIINIT_DRAIN=\"\\x07\": expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    [InlineData("MINIINIT_VERBOSITY=loud",
        "cannot use MINIINIT_VERBOSITY=\"loud\": expected a number from 0 (quiet) to 3 (everything)")]
    [InlineData("MINIINIT_VERBOSITY=4",
        "cannot use MINIINIT_VERBOSITY=\"4\": expected a number from 0 (quiet) to 3 (everything)")]
    [InlineData("MINIINIT_VERBOSITY=-1",
        "cannot use MINIINIT_VERBOSITY=\"-1\": expected a number from 0 (quiet) to 3 (everything)")]
    [InlineData("MINIINIT_PAUSE=1", "cannot use --pause with a command: it runs none")]
    public void A_wrong_variable_is_told_in_one_line(string variable, string message) =>
        AssertUsageError(message, Parsed.Finish("miniinit", ["command"], variable));

    [Fact]
    public void Variables_that_do_not_go_together_are_told() => AssertUsageError(
        "cannot use the variables for --wait with --grace: one waits for the other processes without end, the other ends them",
        Parsed.Finish("miniinit", ["command"], "MINIINIT_GRACE=5s", "MINIINIT_WAIT=1"));

    [Fact]
    public void A_value_of_any_length_stays_one_line()
    {
        CommandLineOutcome.Finish finish = Parsed.Finish("miniinit", ["--grace", new string('9', 100_000), "command"]);
        Assert.InRange(finish.Errors.Length, 1, 400);
    }

    private static void AssertUsageError(string message, CommandLineOutcome.Finish finish) => Assert.Equal(
        new CommandLineOutcome.Finish(2, "", $"miniinit: {message}\nminiinit: see miniinit --help\n"), finish);
}
