using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class CpuQuotaTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("shares of processor time");

    [Theory]
    [InlineData("50%")]
    [InlineData("0.1%")]
    [InlineData("102400%")]
    [InlineData("12.5%")]
    public void These_print_as_they_are_written(string text)
    {
        Assert.True(CpuQuota.TryParse(text, out CpuQuota value, out TextError error));
        Assert.Equal(text, value.ToString());
        Assert.Equal(default, error);
    }

    [Theory]
    [InlineData("50%", 500)]
    [InlineData("0.1%", 1)]
    [InlineData("1", 1000)]
    [InlineData("1.5", 1500)]
    [InlineData("0.001", 1)]
    [InlineData("1024", 1_024_000)]
    [InlineData("00.50%", 5)]
    public void Percents_and_processors_are_thousandths_of_one(string text, int thousandths)
    {
        Assert.True(CpuQuota.TryParse(text, out CpuQuota value, out _));
        Assert.Equal(thousandths, value.Thousandths);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<CpuQuota>(CpuQuota.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_a_value_or_an_error_with_a_place() => Property.Reads<CpuQuota>(
        CpuQuota.TryParse, "5", ".", "%", "1024", "0.05", "m", "12.5");
}
