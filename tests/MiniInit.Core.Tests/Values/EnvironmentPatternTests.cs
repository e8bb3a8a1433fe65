using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class EnvironmentPatternTests
{
    [Theory]
    [InlineData("*", "ANY", true)]
    [InlineData("*", "BASH_FUNC_x%%", true)]
    [InlineData("LC_*", "LC_ALL", true)]
    [InlineData("LC_*", "LANG", false)]
    [InlineData("LANG", "LANG", true)]
    [InlineData("LANG", "lang", false)]
    [InlineData("P[A-Z]?H", "PATH", true)]
    [InlineData("BASH_FUNC_x%%", "BASH_FUNC_x%%", true)]
    public void A_pattern_is_a_glob_of_names(string text, string name, bool expected)
    {
        Assert.True(EnvironmentPattern.TryParse(text, out EnvironmentPattern? pattern, out _));
        Assert.Equal(expected, pattern.IsMatch(name));
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "patterns of names", MemberType = typeof(GoldenMessages))]
    public void A_wrong_pattern_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<EnvironmentPattern>(EnvironmentPattern.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back() =>
        Property.Reads<EnvironmentPattern>(
            EnvironmentPattern.TryParse, "A", "LC_", "*", "?", "[", "]", "!", "-", "=", "$", "\\");
}
