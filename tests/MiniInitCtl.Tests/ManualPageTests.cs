using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Tests.Manual;

namespace MiniInit.Ctl.Tests;

/// <summary>miniinitctl(1) says what the program does, no less and no more.</summary>
public sealed partial class ManualPageTests
{
    private static readonly ManualPage s_page = new(Binaries.Repository, "miniinitctl.1");

    public static TheoryData<string> Commands() => [.. s_page.Options.Keys.Where(name => name.Length > 0)];

    [Fact]
    public void The_commands_are_those_of_the_program()
    {
        // What a shell would offer for the first word: also other names of commands, which the help does not have.
        string[] offered = Tool.Run("complete", "1", "miniinitctl", "").Output.Split('\n');
        Assert.Equal(
            offered.Where(word => word.Length > 0 && char.IsAsciiLetter(word[0])).Order(StringComparer.Ordinal),
            Commands().Select(row => row.Data).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_options_of_all_commands_are_those_of_the_program() =>
        Assert.Equal(Sorted(OptionsOf("--help")), Sorted(s_page.Options[""]));

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_options_of_each_command_are_those_of_the_program(string command) => Assert.Equal(
        Sorted(OptionsOf(command, "--help").Except(OptionsOf("--help"))),
        Sorted(s_page.Options[command]));

    /// <summary>What the last part of a help lists: <c>  -n, --lines &lt;N&gt;  The last so many lines.</c></summary>
    private static IEnumerable<string> OptionsOf(params string[] arguments)
    {
        Tool help = Tool.Run(arguments);
        Assert.Equal(0, help.ExitCode);
        return [.. OptionLine().Matches(help.Output).Select(match => ManualPage.Option(
            match.Groups["names"].Value.Split(", ").Where(name => name[0] == '-'),
            match.Groups["value"].Success))];
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> options) => options.Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^  (?<names>-\S+(, \S+)*)(?<value> (<[^>]+>|[A-Z|]+))? +[A-Z]", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
