using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Addresses;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Addresses;

public sealed class IpAddressTests
{
    [Theory]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("2001:0DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    [InlineData("::ffff:1.2.3.4", "::ffff:1.2.3.4")]
    [InlineData("64:ff9b::1.2.3.4", "64:ff9b::102:304")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    public void Version_6_is_read_and_printed_as_rfc_5952_wants_it(string text, string printed)
    {
        Assert.True(IpAddressReader.TryReadVersion6(text, out IpAddress address));
        Assert.Equal(printed, address.ToString());
        Assert.Equal(IPAddress.Parse(text).GetAddressBytes(), address.ToBytes());
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":1")]
    [InlineData("1:")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("::1.2.3")]
    [InlineData("::1.2.3.4.5")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3.4:1")]
    [InlineData("::1%lo")]
    [InlineData("[::1]")]
    [InlineData("::1 ")]
    [InlineData("1.2.3.4")]
    public void What_is_no_version_6_is_refused(string text) =>
        Assert.False(IpAddressReader.TryReadVersion6(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.")]
    [InlineData("1.2.3.04")]
    [InlineData("1.2.3.0x4")]
    [InlineData("1.2.3.+4")]
    [InlineData("1.2.3. 4")]
    [InlineData("1.2.3.٤")]
    [InlineData("16909060")]
    public void What_is_no_version_4_is_refused(string text) =>
        Assert.False(IpAddressReader.TryReadVersion4(text, out _));

    [Fact]
    public void What_is_printed_reads_back_here_and_in_the_runtime() =>
        Property.Holds(
            Gen.Elements(0, 0, 0, 1, 0xFF, 0x1234, 0xFFFF).ListOf(8),
            groups =>
            {
                UInt128 bits = groups.Aggregate(UInt128.Zero, (sum, group) => (sum << 16) | (ushort)group);
                IpAddress six = IpAddress.Version6(bits);
                Assert.True(IpAddressReader.TryReadVersion6(six.ToString(), out IpAddress again), six.ToString());
                Assert.Equal(six, again);
                Assert.Equal(IPAddress.Parse(six.ToString()).GetAddressBytes(), six.ToBytes());

                IpAddress four = IpAddress.Version4((uint)bits);
                Assert.True(IpAddressReader.TryReadVersion4(four.ToString(), out again), four.ToString());
                Assert.Equal(four, again);
                Assert.Equal(IPAddress.Parse(four.ToString()).GetAddressBytes(), four.ToBytes());
            });

    [Fact]
    public void Any_text_that_is_read_is_one_for_the_runtime_too() =>
        Property.Holds(Property.Texts("1", "::", ":", "ffff", ".", "255", "1.2.3.4", "0"), text =>
        {
            bool runtime = IPAddress.TryParse(text, out IPAddress? expected)
                && expected.AddressFamily == AddressFamily.InterNetworkV6
                && text.AsSpan().IndexOfAny('%', '[', '/') < 0;
            bool read = IpAddressReader.TryReadVersion6(text, out IpAddress address);
            Assert.True(!read || runtime, text);
            if (read)
            {
                Assert.Equal(expected!.GetAddressBytes(), address.ToBytes());
            }
        });
}
