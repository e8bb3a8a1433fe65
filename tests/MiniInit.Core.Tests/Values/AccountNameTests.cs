using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class AccountNameTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("users and groups");

    [Theory]
    [InlineData("www-data")]
    [InlineData("0")]
    [InlineData("4294967294")]
    [InlineData("a.b")]
    [InlineData("_x$")]
    public void These_print_as_they_are_written(string text)
    {
        Assert.True(AccountName.TryParse(text, out string value, out TextError error));
        Assert.Equal(text, value.ToString());
        Assert.Equal(default, error);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<string>(AccountName.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_a_value_or_an_error_with_a_place() => Property.Reads<string>(
        AccountName.TryParse, "a", "0", "-", "@", ":", "/", ",", "www-data", "4294967295");
}
