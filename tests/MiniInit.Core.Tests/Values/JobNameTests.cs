using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class JobNameTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("names of jobs");

    [Theory]
    [InlineData("web")]
    [InlineData("net/apache")]
    [InlineData("Web_2-a.b+c@d")]
    [InlineData("_x")]
    [InlineData("1")]
    [InlineData("a.toml")]
    public void These_are_names(string text)
    {
        Assert.True(JobName.TryParse(text, out string value, out TextError error));
        Assert.Equal(text, value);
        Assert.Equal(default, error);
    }

    [Fact]
    public void A_name_is_no_longer_than_a_file_can_be()
    {
        Assert.True(JobName.TryParse(new string('a', ValueLimits.JobNameCharacters), out _, out _));
        Assert.False(JobName.TryParse(new string('a', ValueLimits.JobNameCharacters + 1), out _, out _));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<string>(JobName.TryParse, text, carets, message);

    [Fact]
    public void Any_text_is_a_name_or_an_error_with_a_place() =>
        Property.Reads<string>(JobName.TryParse, "a", "web", "/", ".", "-", "@", "_", "+");
}
