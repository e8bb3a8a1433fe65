using MiniInit.ExecMode;

namespace MiniInit.Tests.ExecMode;

public sealed class ExitCodeSetTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("143", 143)]
    [InlineData("255", 255)]
    [InlineData("007", 7)]
    public void A_code_is_added_and_no_other(string text, int code)
    {
        var set = new ExitCodeSet();
        Assert.True(set.TryAdd(text));
        for (int other = -1; other <= 256; other++)
        {
            Assert.Equal(other == code, set.Contains(other));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("0x1")]
    [InlineData("TERM")]
    [InlineData("1,2")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_refused(string text)
    {
        var set = new ExitCodeSet();
        Assert.False(set.TryAdd(text));
        Assert.False(set.Contains(0));
    }
}
