using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class CommandSplitTests
{
    [Theory]
    [InlineData("web", "web")]
    [InlineData("/usr/bin/web --port 80", "/usr/bin/web|--port|80")]
    [InlineData("  web \t a\n\r\n b  ", "web|a|b")]
    [InlineData("web #80 50% a,b:c@d+e-f_g.h/i", "web|#80|50%|a,b:c@d+e-f_g.h/i")]
    [InlineData("wéb 😀", "wéb|😀")]
    public void A_plain_command_is_split_at_blanks(string text, string arguments)
    {
        CommandSplit command = Read(text);
        Assert.False(command.UsesShell);
        Assert.Equal(arguments, string.Join('|', command.Arguments));
        Assert.Null(command.Doubt);
    }

    [Fact]
    public void Exactly_upstarts_characters_need_a_shell()
    {
        const string ShellCharacters = "~`!$^&*()=|\\{}[];\"'<>?";
        for (char c = '!'; c <= '~'; c++)
        {
            Assert.Equal(ShellCharacters.Contains(c, default), Read($"web a{c}").UsesShell);
        }
    }

    [Theory]
    [InlineData("web \"$PORT\"", "exec web \"$PORT\"")]
    [InlineData("\n web 'a b' ", "exec web 'a b' ")]
    [InlineData("web a\\ ", "exec web a\\ ")]
    [InlineData("~/web", "exec ~/web")]
    [InlineData("-=b", "exec -=b")]
    public void A_command_for_a_shell_is_handed_over_as_it_is(string text, string line)
    {
        CommandSplit command = Read(text);
        Assert.True(command.UsesShell);
        Assert.Equal(["/bin/sh", "-e", "-c", line], command.Arguments.AsEnumerable());
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "commands", MemberType = typeof(GoldenMessages))]
    public void A_wrong_command_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<CommandSplit>(CommandSplit.TryParse, text, carets, message);

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "commands with a doubt", MemberType = typeof(GoldenMessages))]
    public void What_never_runs_is_a_doubt(string text, string carets, string message)
    {
        string actual = GoldenMessages.Text(text);
        TextError? doubt = Read(actual).Doubt;
        Assert.NotNull(doubt);
        GoldenMessages.AssertSame(actual, carets, message, doubt.Value);
    }

    [Theory]
    [InlineData("web \"$A\";")]
    [InlineData("web ';' \"&\" \\; \\& '\\' ")]
    [InlineData("web > /dev/null 2>&1")]
    [InlineData("web <&3 | tee log")]
    [InlineData("web \"$(a; b && c)\" $(a; b) `a; b`")]
    [InlineData("web $A # a; b & c")]
    [InlineData("web \"$A\" \\\n  --port 80\n\n")]
    [InlineData("sh -c 'a\nb'")]
    [InlineData("web )) ) ;")]
    public void What_is_quoted_or_in_place_is_no_doubt(string text) => Assert.Null(Read(text).Doubt);

    [Fact]
    public void The_longest_command_just_fits_into_one_argument_of_the_kernel()
    {
        CommandSplit longest = Read("é" + new string('$', ValueLimits.ArgumentBytes - "exec é".Length - 1));
        Assert.Equal(131_071, System.Text.Encoding.UTF8.GetByteCount(longest.Arguments[^1]));
        Assert.False(CommandSplit.TryParse(longest.Text + "$", out _, out TextError error));
        Assert.EndsWith("as a command: it has 131067 bytes, and the kernel takes 131066", error.Message, default);
    }

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back() =>
        Property.Reads<CommandSplit>(
            CommandSplit.TryParse,
            "web", " ", "\n", "a=b", "$A", ";", "&", "'", "\"", "\\", "(", ")", "#", "exec ", ">");

    [Fact]
    public void Words_joined_by_blanks_are_split_into_the_same_words() =>
        Property.Holds(
            Gen.Elements("web", "-x", "#", "a,b", "%", "😀").NonEmptyListOf(),
            words => Assert.Equal(words, [.. Read(string.Join(" \t", words)).Arguments.AsEnumerable()]));

    private static CommandSplit Read(string text)
    {
        Assert.True(CommandSplit.TryParse(text, out CommandSplit? command, out TextError error), error.Message);
        return command;
    }
}
