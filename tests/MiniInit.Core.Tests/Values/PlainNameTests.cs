using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class PlainNameTests
{
    public static TheoryData<string, string, string> Events() => GoldenMessages.Of("names of events");

    public static TheoryData<string, string, string> Sockets() => GoldenMessages.Of("names of sockets");

    public static TheoryData<string, string, string> Instances() => GoldenMessages.Of("names of instances");

    [Theory]
    [InlineData("net-up")]
    [InlineData("net-*")]
    [InlineData(":sys:x")]
    [InlineData("äöü😀")]
    public void These_are_names_of_events(string text)
    {
        Assert.True(PlainName.TryParseEvent(text, out string value, out TextError error));
        Assert.Equal(text, value);
        Assert.Equal(default, error);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("a b=c")]
    [InlineData("a/b")]
    public void These_are_names_of_instances(string text) =>
        Assert.True(PlainName.TryParseInstance(text, out _, out _));

    [Theory]
    [InlineData("http")]
    [InlineData("a.b-c")]
    public void These_are_names_of_sockets(string text) => Assert.True(PlainName.TryParseSocket(text, out _, out _));

    [Theory]
    [MemberData(nameof(Events))]
    public void Errors_of_events_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<string>(PlainName.TryParseEvent, text, carets, message);

    [Theory]
    [MemberData(nameof(Sockets))]
    public void Errors_of_sockets_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<string>(PlainName.TryParseSocket, text, carets, message);

    [Theory]
    [MemberData(nameof(Instances))]
    public void Errors_of_instances_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<string>(PlainName.TryParseInstance, text, carets, message);

    [Fact]
    public void Any_text_gives_a_name_or_an_error_with_a_place()
    {
        Property.Reads<string>(PlainName.TryParseEvent, "a", "net-up", " ", "=", "(", ":");
        Property.Reads<string>(PlainName.TryParseInstance, "a", "1", " ", "=", "/");
        Property.Reads<string>(PlainName.TryParseSocket, "a", "http", " ", ":", "\r");
    }
}
