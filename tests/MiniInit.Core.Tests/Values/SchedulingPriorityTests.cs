using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class SchedulingPriorityTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("scheduling priorities");

    [Theory]
    [InlineData("other")]
    [InlineData("batch")]
    [InlineData("idle")]
    [InlineData("fifo:1")]
    [InlineData("rr:99")]
    public void These_print_as_they_are_written(string text)
    {
        Assert.True(SchedulingPriority.TryParse(text, out SchedulingPriority value, out TextError error));
        Assert.Equal(text, value.ToString());
        Assert.Equal(default, error);
    }

    [Fact]
    public void Policy_and_level_are_told_apart()
    {
        Assert.True(SchedulingPriority.TryParse("rr:7", out SchedulingPriority value, out _));
        Assert.Equal(new SchedulingPriority(SchedulingPolicy.RoundRobin, 7), value);
        Assert.True(SchedulingPriority.TryParse("fifo:007", out value, out _));
        Assert.Equal("fifo:7", value.ToString());
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<SchedulingPriority>(SchedulingPriority.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_a_value_or_an_error_with_a_place() => Property.Reads<SchedulingPriority>(
        SchedulingPriority.TryParse, "fifo", "rr", ":", "1", "99", "0", "batch", "idle");
}
