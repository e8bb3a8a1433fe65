using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class AbsolutePathTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("paths");

    [Theory]
    [InlineData("/")]
    [InlineData("/a b")]
    [InlineData("/srv/../etc")]
    [InlineData("/é")]
    public void These_print_as_they_are_written(string text)
    {
        Assert.True(AbsolutePath.TryParse(text, out string value, out TextError error));
        Assert.Equal(text, value.ToString());
        Assert.Equal(default, error);
    }

    [Fact]
    public void A_path_has_as_many_bytes_as_the_kernel_takes()
    {
        Assert.True(AbsolutePath.TryParse("/" + new string('a', ValueLimits.PathBytes - 1), out _, out _));
        Assert.False(AbsolutePath.TryParse("/" + new string('a', ValueLimits.PathBytes), out _, out _));
        Assert.False(AbsolutePath.TryParse("/" + new string('é', (ValueLimits.PathBytes / 2) + 1), out _, out _));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<string>(AbsolutePath.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_a_value_or_an_error_with_a_place() => Property.Reads<string>(
        AbsolutePath.TryParse, "/", "a", "~", "$", ".", "/srv");
}
