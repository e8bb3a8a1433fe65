using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Text.Json;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Wire;

/// <summary>Whatever a string can hold has to become JSON that everybody reads.</summary>
public sealed class TextTests
{
    [Fact]
    public void Each_unit_of_UTF16_comes_out_as_JSON_of_it()
    {
        for (int unit = 0; unit <= char.MaxValue; unit++)
        {
            string text = ((char)unit).ToString();
            AssertWritten(text, char.IsSurrogate((char)unit) ? "\uFFFD" : text);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        AssertWritten("\ud800", "\uFFFD");
        AssertWritten("a\udc00b", "a\uFFFDb");
        AssertWritten("\udc00\ud800", "\uFFFD\uFFFD");
        AssertWritten("\ud83d\ud83d\ude00", "\uFFFD😀");
        AssertWritten("\ud83d\ude00\ude00", "😀\uFFFD");
        AssertWritten("\udbff\udfff", "\udbff\udfff");
    }

    [Fact]
    public void Long_texts_of_anything_come_out_whole()
    {
        Random random = new(12345);
        for (int round = 0; round < 2000; round++)
        {
            int kind = random.Next(4);
            string text = string.Concat(Enumerable.Range(0, random.Next(600)).Select(_ => kind switch
            {
                0 => (char)random.Next(0x20),
                1 => (char)random.Next(0xD7F0, 0xE010),
                2 => (char)random.Next(0x80),
                _ => (char)random.Next(0x10000),
            }));
            AssertWritten(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Control_characters_are_escaped_and_letters_are_not()
    {
        Assert.Equal(
            """{"parameters":{"value":"\u0000\u001b\b\t\n\f\r\u007f\u009b\"\\/<&'é€😀"}}""",
            Frames.Of(new ControlReply.Value("\0\u001b\b\t\n\f\r\u007f\u009b\"\\/<&'é€😀")));
    }

    [Fact]
    public void Exact_bytes_come_through()
    {
        Random random = new(99);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            ControlReply.Lines lines = new([new LogLine("a", "", 0, "", bytes, false)], null);
            ControlReply read = Frames.Reply(Frames.Of(lines), new ControlCall.Logs([], null, null, false));
            Assert.Equal(bytes, Assert.Single(Assert.IsType<ControlReply.Lines>(read).All).Raw);
        }
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void All_numbers_come_through(long number)
    {
        ControlReply.Event happened = new("e", [], number);
        ControlReply read = Frames.Reply(Frames.Of(happened), new ControlCall.Events());
        Assert.Equal(number, Assert.IsType<ControlReply.Event>(read).Time);
    }

    private static void AssertWritten(string text, string told)
    {
        ArrayBufferWriter<byte> into = new();
        ReplyWriter.Write(into, new ControlReply.Value(text));
        ReadOnlyMemory<byte> frame = into.WrittenMemory[..^1];
        Assert.False(frame.Span.ContainsAnyInRange((byte)0, (byte)0x1F));
        Assert.False(frame.Span.Contains((byte)0x7F));
        using JsonDocument document = JsonDocument.Parse(frame);
        Assert.Equal(told, document.RootElement.GetProperty("parameters").GetProperty("value").GetString());
        ReplyRead read = ReplyReader.Read(frame.Span, new ControlCall.GetEnvironment("X", null));
        Assert.Equal(new ReplyRead.Reply(new ControlReply.Value(told), false), read);
    }
}
