using System;
using System.Text;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

public sealed class ByteTextTests
{
    [Fact]
    public void Any_bytes_come_back_unchanged()
    {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++)
        {
            byte[] bytes = new byte[random.Next(12)];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(random.Next(3) == 0 ? random.Next('a', 'f') : random.Next(256));
            }

            Assert.Equal(bytes, ByteText.Encode(ByteText.Decode(bytes)));
        }
    }

    [Fact]
    public void Text_is_utf8()
    {
        Assert.Equal("aä€😀", ByteText.Decode("aä€😀"u8));
        Assert.Equal(Encoding.UTF8.GetBytes("aä€😀"), ByteText.Encode("aä€😀"));
        Assert.Equal([(byte)'a', 0xFF, 0xF0, 0x9F, 0x98, 0x80], ByteText.Encode("a\uDCFF😀"));
        Assert.Equal("\uFFFD"u8, ByteText.Encode("\uD800"));
    }
}
