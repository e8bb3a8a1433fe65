using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class EnvironmentNameTests
{
    [Theory]
    [InlineData("PATH", true)]
    [InlineData("_", true)]
    [InlineData("a1_B", true)]
    [InlineData("spring.profiles-active", false)]
    [InlineData(".hidden", false)]
    public void A_name_is_read_and_only_some_are_variables(string text, bool isVariable)
    {
        Assert.True(EnvironmentName.TryParse(text, out string? name, out _));
        Assert.Equal(text, name);
        Assert.Equal(isVariable, EnvironmentName.IsVariable(text));
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "names", MemberType = typeof(GoldenMessages))]
    public void A_wrong_name_says_what_would_be_right(string text, string carets, string message)
    {
        Assert.False(EnvironmentName.IsVariable(text));
        GoldenMessages.Check<string>(EnvironmentName.TryParse, text, carets, message);
    }

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back() =>
        Property.Reads<string>(EnvironmentName.TryParse, "A", "b", "_", "1", ".", "-", "=", "$");
}
