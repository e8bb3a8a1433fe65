using MiniInit.Core.Addresses;
using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Addresses;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:80", "Internet", "127.0.0.1:80")]
    [InlineData("0.0.0.0:65535", "Internet", "0.0.0.0:65535")]
    [InlineData("[::1]:80", "Internet", "[::1]:80")]
    [InlineData("[::]:80", "Internet", "[::]:80")]
    [InlineData("[2001:DB8:0::1]:1", "Internet", "[2001:db8::1]:1")]
    [InlineData("[::ffff:10.0.0.1]:80", "Internet", "[::ffff:10.0.0.1]:80")]
    [InlineData("localhost:80", "Localhost", "localhost:80")]
    [InlineData(":80", "Everywhere", ":80")]
    [InlineData("*:80", "Everywhere", ":80")]
    [InlineData("80", "Everywhere", ":80")]
    [InlineData("0080", "Everywhere", ":80")]
    public void Every_form_of_an_address_with_a_port_is_read(string text, string kind, string printed)
    {
        foreach (Transport transport in (Transport[])[Transport.Tcp, Transport.Udp])
        {
            Assert.True(ListenAddress.TryParse(text, transport, out ListenAddress? address, out _));
            Assert.Equal(kind, address.GetType().Name);
            Assert.Equal(printed, address.ToString());
            Assert.NotEqual(Other(transport, text), address);
        }
    }

    [Fact]
    public void An_address_has_its_parts()
    {
        Assert.True(ListenAddress.TryParse("10.0.0.1:8080", Transport.Udp, out ListenAddress? address, out _));
        Assert.Equal(new ListenAddress.Internet(Transport.Udp, IpAddress.Version4(0x0A000001), 8080), address);
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "addresses", MemberType = typeof(GoldenMessages))]
    public void A_wrong_address_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<ListenAddress>(Tcp, text, carets, message);

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "socket paths", MemberType = typeof(GoldenMessages))]
    public void A_wrong_path_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<ListenAddress>(UnixPath, text, carets, message);

    [Fact]
    public void A_path_has_at_most_107_bytes()
    {
        string longest = "/é" + new string('a', 104);
        Assert.True(UnixPath(longest, out ListenAddress? address, out _));
        Assert.Equal(new ListenAddress.Unix(longest), address);
        GoldenMessages.Check<ListenAddress>(
            UnixPath,
            longest + "a",
            new string('^', 107),
            $"cannot use \"{longest[..60]}…\" as the path of a Unix socket: "
                + "it has 108 bytes, and the kernel takes 107");
    }

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back()
    {
        Property.Reads<ListenAddress>(
            Tcp, "127.0.0.1", ":", "80", "[", "]", "::", "1", ".", "localhost", "*", "%", "f");
        Property.Reads<ListenAddress>(UnixPath, "/", "run", ".sock", "@", "unix:", "é");
    }

    private static ListenAddress? Other(Transport transport, string text)
    {
        Transport other = transport == Transport.Tcp ? Transport.Udp : Transport.Tcp;
        return ListenAddress.TryParse(text, other, out ListenAddress? address, out _) ? address : null;
    }

    private static bool Tcp(string text, out ListenAddress? address, out TextError error) =>
        ListenAddress.TryParse(text, Transport.Tcp, out address, out error);

    private static bool UnixPath(string text, out ListenAddress? address, out TextError error) =>
        ListenAddress.TryParse(text, Transport.Unix, out address, out error);
}
