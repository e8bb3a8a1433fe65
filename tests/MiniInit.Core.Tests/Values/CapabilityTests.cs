using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class CapabilityTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("capabilities");

    [Theory]
    [InlineData("CHOWN")]
    [InlineData("CHECKPOINT_RESTORE")]
    public void These_print_as_they_are_written(string text)
    {
        Assert.True(Capability.TryParse(text, out Capability? value, out TextError error));
        Assert.Equal(text, value.ToString());
        Assert.Equal(default, error);
    }

    [Theory]
    [InlineData("NET_BIND_SERVICE", 10)]
    [InlineData("CAP_NET_BIND_SERVICE", 10)]
    [InlineData("cap_net_bind_service", 10)]
    [InlineData("Chown", 0)]
    [InlineData("CAP_CHECKPOINT_RESTORE", 40)]
    public void Names_are_read_in_any_letter_case_with_and_without_CAP(string text, int number)
    {
        Assert.True(Capability.TryParse(text, out Capability? value, out _));
        Assert.Equal(number, value.Number);
    }

    [Fact]
    public void There_are_as_many_as_the_kernel_has() => Assert.Equal(41, Capability.Names.Count);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<Capability>(Capability.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_a_value_or_an_error_with_a_place() => Property.Reads<Capability>(
        Capability.TryParse, "CHOWN", "CAP_", "cap_", "net_admin", "ALL", "NET", "_BIND_SERVICE");
}
