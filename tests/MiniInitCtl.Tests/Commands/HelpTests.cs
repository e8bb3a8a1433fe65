using System;
using System.Linq;
using MiniInit.Ctl.Commands;
using MiniInit.Ctl.Tests.Harness;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary>Help, and wrong command lines.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands() =>
        [.. CommandSubjects.All.SelectMany(subject => subject.Commands)];

    [Fact]
    public void The_root_lists_every_command_by_subject()
    {
        Tool help = Tool.Run("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Equal("", help.Error);
        Assert.All(CommandSubjects.All, subject => Assert.Contains($"\n{subject.Subject}:\n", help.Output, StringComparison.Ordinal));
        Assert.All(
            CommandSubjects.All.SelectMany(subject => subject.Commands),
            name => Assert.Matches($"\n  {name} +[A-Z]", help.Output));
        Assert.Equal(help, Tool.Run("help"));
        Assert.Equal(help, Tool.Run("-h"));
    }

    [Fact]
    public void No_command_is_left_out_of_it() => Assert.Equal(
        CommandSubjects.All.SelectMany(subject => subject.Commands).Order(StringComparer.Ordinal),
        Tool.Run("complete", "1", "miniinitctl", "").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => name != "check-config").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_help(string command)
    {
        Tool help = Tool.Run(command, "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains($"miniinitctl {command} ", help.Output, StringComparison.Ordinal);
        Assert.Equal(help, Tool.Run("help", command));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_asks_nobody(string command)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12));
        Assert.DoesNotContain("web>", init.Run(command, "--help").Output, StringComparison.Ordinal);
        Assert.Empty(init.Calls);
    }

    [Theory]
    [InlineData("there is no command \"sttus\"; did you mean \"status\"?", "", "sttus")]
    [InlineData("there is no option \"--jsn\"; did you mean \"--json\"?", " status", "status", "--jsn", "web")]
    [InlineData("there is no option \"-z\"", " start", "start", "web", "-z")]
    [InlineData("there is an argument too many: \"x\"", " version", "version", "x")]
    [InlineData("--socket needs a value behind it", " list", "list", "--socket")]
    [InlineData("cannot use \"db\" behind a variable: name the jobs first", " start", "start", "web", "A=1", "db")]
    public void What_is_wrong_is_said_with_the_help_that_fits(string problem, string command, params string[] arguments) => Assert.Equal(
        new Tool(2, "", $"miniinitctl: {problem}\nTry `miniinitctl{command} --help' for more information.\n"),
        Tool.Run(arguments));

    [Fact]
    public void Behind_two_dashes_nothing_is_an_option()
    {
        using FakeInit init = FakeInit.That(new Protocol.Messages.ControlError.NoSuchJob("-x", null));
        Assert.Equal(4, init.Run("status", "--", "-x").ExitCode);
        Assert.Equal("-x", Assert.IsType<Protocol.Messages.ControlCall.Status>(Assert.Single(init.Calls)).Target.Job);
    }

    [Fact]
    public void Words_that_begin_with_a_directives_sign_are_words()
    {
        using FakeInit init = FakeInit.That(new Protocol.Messages.ControlReply.Instances([]));
        Assert.Equal(4, init.Run("list", "[suggest]", "@file").ExitCode);
        Assert.Equal(["[suggest]", "@file"], Assert.IsType<Protocol.Messages.ControlCall.List>(Assert.Single(init.Calls)).Patterns);
    }
}
