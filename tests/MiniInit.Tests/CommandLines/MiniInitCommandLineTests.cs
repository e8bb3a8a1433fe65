using System;
using System.Linq;
using MiniInit.CommandLines;

namespace MiniInit.Tests.CommandLines;

public sealed class MiniInitCommandLineTests
{
    [Theory]
    [InlineData("command", "")]
    [InlineData("-- command", "")]
    [InlineData("command -g --wait", "")]
    [InlineData("-g command", "place=OwnGroupSignalledWhole")]
    [InlineData("--group command", "place=OwnGroupSignalledWhole")]
    [InlineData("-e 1 -e 255 command", "expect=1 expect=255")]
    [InlineData("--expect-exit=143 command", "expect=143")]
    [InlineData("-p TERM command", "death=TERM")]
    [InlineData("--parent-death rtmin+3 command", "death=RTMIN+3")]
    [InlineData("-s command", "subreaper=Required")]
    [InlineData("--subreaper command", "subreaper=Required")]
    [InlineData("-r TERM:QUIT -rHUP:0 command", "HUP=0 TERM=3")]
    [InlineData("--rewrite 15:3 command", "TERM=3")]
    [InlineData("-w command", "warn=True")]
    [InlineData("--warn-on-reap command", "warn=True")]
    [InlineData("--wait command", "after=Wait")]
    [InlineData("--grace 5s command", "after=Grace grace=5s")]
    [InlineData("--grace=0 command", "after=Grace")]
    [InlineData("--drain 1h30m command", "drain=1h30m")]
    [InlineData("--stop-signal INT command", "TERM=2")]
    [InlineData("--stop-signal RTMIN+3 command", "TERM=37")]
    [InlineData("--run-as web:www command", "run-as=web:www")]
    [InlineData("--chdir /srv command", "chdir=/srv")]
    [InlineData("--pause", "pause=True")]
    [InlineData("--pause --", "pause=True")]
    [InlineData("--pause --wait", "after=Wait pause=True")]
    [InlineData("-v command", "verbosity=1")]
    [InlineData("-vv --verbose command", "verbosity=3")]
    [InlineData("-gsw command", "place=OwnGroupSignalledWhole subreaper=Required warn=True")]
    [InlineData("--gra 2 command", "after=Grace grace=2s")]
    public void Each_option_sets_its_own_and_nothing_else(string commandLine, string settings) =>
        Assert.Equal(settings, Parsed.Settings("miniinit", commandLine));

    [Theory]
    [InlineData("MINIINIT_GROUP=1", "place=OwnGroupSignalledWhole")]
    [InlineData("MINIINIT_GROUP=yes", "place=OwnGroupSignalledWhole")]
    [InlineData("MINIINIT_GROUP=On", "place=OwnGroupSignalledWhole")]
    [InlineData("MINIINIT_GROUP=TRUE", "place=OwnGroupSignalledWhole")]
    [InlineData("MINIINIT_GROUP=0", "")]
    [InlineData("MINIINIT_GROUP=no", "")]
    [InlineData("MINIINIT_GROUP=off", "")]
    [InlineData("MINIINIT_GROUP=false", "")]
    [InlineData("MINIINIT_GROUP=", "")]
    [InlineData("MINIINIT_EXPECT_EXIT=1, 255", "expect=1 expect=255")]
    [InlineData("MINIINIT_PARENT_DEATH=TERM", "death=TERM")]
    [InlineData("MINIINIT_SUBREAPER=1", "subreaper=Required")]
    [InlineData("MINIINIT_REWRITE=TERM:QUIT,HUP:0", "HUP=0 TERM=3")]
    [InlineData("MINIINIT_WARN_ON_REAP=1", "warn=True")]
    [InlineData("MINIINIT_WAIT=1", "after=Wait")]
    [InlineData("MINIINIT_GRACE=5s", "after=Grace grace=5s")]
    [InlineData("MINIINIT_DRAIN=250ms", "drain=250ms")]
    [InlineData("MINIINIT_STOP_SIGNAL=INT", "TERM=2")]
    [InlineData("MINIINIT_RUN_AS=web", "run-as=web")]
    [InlineData("MINIINIT_CHDIR=/srv", "chdir=/srv")]
    [InlineData("MINIINIT_VERBOSITY=0", "")]
    [InlineData("MINIINIT_VERBOSITY=3", "verbosity=3")]
    [InlineData("MINIINIT_GROUP2=1", "")]
    [InlineData("MINIINIT_NO_SUCH=1", "")]
    public void Each_variable_stands_for_its_option(string variable, string settings) =>
        Assert.Equal(settings, Parsed.Settings("miniinit", "command", variable));

    [Fact]
    public void Pause_by_variable_takes_no_command() =>
        Assert.Equal("pause=True", Parsed.Settings("miniinit", "", "MINIINIT_PAUSE=1"));

    [Theory]
    [InlineData("--grace 2s command", "after=Grace grace=2s", "MINIINIT_GRACE=5s")]
    [InlineData("--wait command", "after=Wait grace=5s", "MINIINIT_GRACE=5s")]
    [InlineData("--grace 2s command", "after=Grace grace=2s", "MINIINIT_WAIT=1")]
    [InlineData("-r TERM:INT command", "HUP=0 TERM=2", "MINIINIT_REWRITE=TERM:QUIT,HUP:0")]
    [InlineData("-r TERM:INT command", "TERM=2", "MINIINIT_STOP_SIGNAL=QUIT")]
    [InlineData("-p KILL command", "death=KILL", "MINIINIT_PARENT_DEATH=TERM")]
    [InlineData("--chdir /a command", "chdir=/a", "MINIINIT_CHDIR=/b")]
    [InlineData("-e 1 command", "expect=1 expect=2", "MINIINIT_EXPECT_EXIT=2")]
    [InlineData("-v command", "verbosity=2", "MINIINIT_VERBOSITY=1")]
    [InlineData("command", "TERM=2", "MINIINIT_STOP_SIGNAL=INT", "MINIINIT_REWRITE=TERM:QUIT")]
    public void The_command_line_comes_after_the_variables(string commandLine, string settings, params string[] variables) =>
        Assert.Equal(settings, Parsed.Settings("miniinit", commandLine, variables));

    [Theory]
    [InlineData("command", 1)]
    [InlineData("-- command", 2)]
    [InlineData("-- -g", 2)]
    [InlineData("-- --", 2)]
    [InlineData("-g command -e x", 2)]
    [InlineData("-e 1 -- command", 4)]
    [InlineData("- command", 1)]
    public void The_command_begins_where_the_options_end(string commandLine, int index) =>
        Assert.Equal(index, Parsed.Options("miniinit", commandLine).CommandIndex);

    [Theory]
    [InlineData("-h")]
    [InlineData("--help")]
    [InlineData("-g --help --no-such")]
    public void Help_goes_to_standard_output(string commandLine) =>
        Assert.Equal(new CommandLineOutcome.Finish(0, MiniInitHelp.Text), Parsed.Finish("miniinit", Parsed.Words(commandLine)));

    [Theory]
    [InlineData("-V")]
    [InlineData("--version")]
    public void Version_goes_to_standard_output(string option) =>
        Assert.Equal(new CommandLineOutcome.Finish(0, $"miniinit {Build.Version}\n"), Parsed.Finish("miniinit", [option]));

    [Fact]
    public void Help_mentions_every_option()
    {
        foreach (Option option in MiniInitOptions.All)
        {
            Assert.Contains($" --{option.Name}", MiniInitHelp.Text, StringComparison.Ordinal);
            string pair = char.IsControl(option.Letter) ? "" : $"  -{option.Letter}, --{option.Name}";
            Assert.Contains(pair, MiniInitHelp.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Help_mentions_every_variable_and_every_option_that_is_not_for_jobs_alone_has_one()
    {
        foreach (OptionVariable variable in MiniInitOptions.Variables)
        {
            Assert.Matches($@"\b{variable.Name}\b", MiniInitHelp.Text);
        }

        Assert.Equal(
            MiniInitOptions.All.Except(SuperviseCommandLine.Own).Select(o => o.Letter)
                .Except([MiniInitOptions.Help, MiniInitOptions.Version]).Order(),
            MiniInitOptions.Variables.Select(v => v.Letter).Order());
    }

    [Fact]
    public void Help_fits_a_terminal() =>
        Assert.All(MiniInitHelp.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
}
