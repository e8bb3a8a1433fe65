using MiniInit.Core.Addresses;
using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Addresses;

public sealed class HttpAddressTests
{
    public static TheoryData<string, string, string> Errors() => GoldenMessages.Of("addresses of probes");

    [Theory]
    [InlineData("http://127.0.0.1:8080/health", "http://127.0.0.1:8080/health")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:80/")]
    [InlineData("HTTP://localhost/", "http://localhost:80/")]
    [InlineData("http://localhost:1/a?b=c%20d&e", "http://localhost:1/a?b=c%20d&e")]
    [InlineData("http://[::1]/", "http://[::1]:80/")]
    [InlineData("http://[::1]:81/x", "http://[::1]:81/x")]
    public void These_are_addresses(string text, string printed)
    {
        Assert.True(HttpAddress.TryParse(text, out HttpAddress? value, out TextError error));
        Assert.Equal(printed, value.ToString());
        Assert.Equal(default, error);
    }

    [Fact]
    public void Address_and_target_are_told_apart()
    {
        Assert.True(HttpAddress.TryParse("http://127.0.0.1:81/a/b", out HttpAddress? value, out _));
        Assert.Equal("/a/b", value.Target);
        Assert.Equal("127.0.0.1:81", value.Address.ToString());
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_read_as_written_down(string text, string carets, string message) =>
        GoldenMessages.Check<HttpAddress>(HttpAddress.TryParse, text, carets, message);

    [Fact]
    public void Any_text_gives_an_address_or_an_error_with_a_place() => Property.Reads<HttpAddress>(
        HttpAddress.TryParse,
        "http://", "https://", "127.0.0.1", "localhost", "[::1]", "[", "]", ":", "80", "/", "?", "#", "@", "%20", "*");
}
