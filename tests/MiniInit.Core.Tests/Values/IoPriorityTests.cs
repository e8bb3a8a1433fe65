using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class IoPriorityTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("I/O priorities");

    [Theory]
    [InlineData("idle")]
    [InlineData("best-effort:0")]
    [InlineData("realtime:7")]
    public void These_print_as_they_are_written(string text)
    {
        Assert.True(IoPriority.TryParse(text, out IoPriority value, out TextError error));
        Assert.Equal(text, value.ToString());
        Assert.Equal(default, error);
    }

    [Fact]
    public void Class_and_level_are_told_apart()
    {
        Assert.True(IoPriority.TryParse("realtime:7", out IoPriority value, out _));
        Assert.Equal(new IoPriority(IoClass.RealTime, 7), value);
        Assert.True(IoPriority.TryParse("best-effort:03", out value, out _));
        Assert.Equal("best-effort:3", value.ToString());
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<IoPriority>(IoPriority.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_a_value_or_an_error_with_a_place() => Property.Reads<IoPriority>(
        IoPriority.TryParse, "best-effort", "realtime", ":", "7", "8", "idle");
}
