using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class LineFormTests
{
    private static readonly OutputTime s_time = new(TimeSpan.Zero, OutputRig.Epoch);

    private static readonly OutputName s_longest = new(new string('n', 200), new string('\u0001', 5000));

    internal static LineForm Make(string kind, OutputName name) => kind switch
    {
        "prefix" => new PrefixForm(name),
        "raw" => new RawForm(name),
        _ => new JsonForm(name, "stdout", new TimeText()),
    };

    [Theory]
    [InlineData("web", null, "web | ")]
    [InlineData("net/apache", "eu", "net/apache (eu) | ")]
    [InlineData("web", "\u001b[2J\u202e", "web (\\x1b[2J\\u202e) | ")]
    [InlineData("web", "", "web () | ")]
    public void A_prefix_tells_whose_line_it_is_and_nothing_to_the_terminal(string job, string? instance, string prefix) =>
        Assert.Equal($"{prefix}ready\n", Write("prefix", new OutputName(job, instance), "ready\n"u8));

    [Fact]
    public void An_endless_key_is_cut_where_it_is_shown()
    {
        string text = Write("prefix", new OutputName("web", string.Concat(Enumerable.Repeat("😀", 1000))), "x\n"u8);
        Assert.Equal($"web ({string.Concat(Enumerable.Repeat("😀", OutputLimits.KeyBytes / 4))}…) | x\n", text);
    }

    [Fact]
    public void Lines_keep_their_bytes_behind_a_prefix()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i).Where(b => b != '\n'), (byte)'\r', (byte)'\n'];
        byte[] into = new byte[1000];
        bool inLine = false;
        int length = new PrefixForm(new OutputName("web", null)).Write(bytes, ref inLine, into, s_time);
        Assert.Equal([.. "web | "u8, .. bytes], into[..length]);
        Assert.False(inLine);
    }

    [Fact]
    public void A_line_whose_text_was_shown_before_its_end_does_not_leave_an_empty_one()
    {
        var form = new PrefixForm(new OutputName("web", null));
        byte[] into = new byte[100];
        bool inLine = false;
        int length = form.Write("name? "u8, ref inLine, into, s_time);
        length += form.Write("\n\nx\n"u8, ref inLine, into.AsSpan(length), s_time);
        Assert.Equal("web | name? \nweb | \nweb | x\n", Encoding.ASCII.GetString(into, 0, length));
    }

    [Fact]
    public void Json_has_a_field_for_all_that_is_known()
    {
        Assert.Equal(
            """{"time":"2026-03-04T05:06:07.123456Z","job":"web","stream":"stdout","message":"ready"}""" + "\n",
            Write("json", new OutputName("web", null), "ready\n"u8));
        Assert.Equal(
            """{"time":"2026-03-04T05:06:07.123456Z","job":"web","instance":"a\"b","stream":"stdout","message":"ready","partial":true}"""
                + "\n",
            Write("json", new OutputName("web", "a\"b"), "ready"u8));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\"\\/\b\f\t\r\0\u001f\u007f", "\"\\/\b\f\t\r\0\u001f\u007f")]
    [InlineData("é€😀\u2028", "é€😀\u2028")]
    public void Json_gives_text_back_as_it_was(string text, string message) =>
        Assert.Equal(message, Message(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(new byte[] { 0xFF }, "\uFFFD")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { (byte)'a', 0xE2, 0x82, (byte)'b' }, "a\uFFFDb")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, "\uFFFD")]
    public void Json_has_a_replacement_for_what_is_no_text(byte[] bytes, string message) =>
        Assert.Equal(message, Message(bytes));

    [Fact]
    public void Json_of_any_bytes_is_json_and_what_dotnet_decodes()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = bytes[i] == '\n' ? (byte)'x' : random.Next(2) == 0 ? (byte)(bytes[i] & 0x7F | 0x20) : bytes[i];
            }

            Assert.Equal(Encoding.UTF8.GetString(bytes), Message(bytes));
        }
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("json")]
    public void The_longest_names_fit_around_a_line(string kind)
    {
        string empty = Write(kind, s_longest, "\n"u8);
        Assert.InRange(Encoding.UTF8.GetByteCount(empty), 300, OutputLimits.HeadBytes);
        byte[] note = new byte[2 * OutputLimits.HeadBytes];
        int length = Make(kind, s_longest).WriteNote(long.MaxValue, note, s_time);
        Assert.InRange(length, 200, note.Length);
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("raw")]
    [InlineData("json")]
    public void Into_an_empty_mirror_always_goes_the_least_that_is_read(string kind)
    {
        int most = Make(kind, s_longest).MostFresh(OutputLimits.MirrorBytes - OutputLimits.OwnBytes, OutputLimits.LineBytes);
        Assert.InRange(most, OutputLimits.LeastRead, int.MaxValue);
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("raw")]
    [InlineData("json")]
    public void Nothing_becomes_more_than_was_reckoned(string kind)
    {
        LineForm form = Make(kind, new OutputName("j", "\u0001"));
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            int carried = random.Next(3) == 0 ? random.Next(OutputLimits.LineBytes + 1) : 0;
            byte[] bytes = new byte[carried + random.Next(1, 3000)];
            int kinds = random.Next(3);
            for (int i = 0; i < bytes.Length; i++)
            {
                bool newline = i >= carried && kinds > 0 && (kinds == 2 || random.Next(5) == 0);
                bytes[i] = newline ? (byte)'\n' : (byte)random.Next(2) == 0 ? (byte)0 : (byte)0xFF;
            }

            int most = form.Most(bytes.Length - carried, carried);
            Assert.InRange(form.MostFresh(most, carried), bytes.Length - carried, int.MaxValue);
            bool inLine = random.Next(2) == 0;
            int written = form.Write(bytes, ref inLine, new byte[most], s_time);
            Assert.InRange(written, 0, most);
        }
    }

    private static string Message(ReadOnlySpan<byte> line)
    {
        string json = Write("json", new OutputName("web", null), [.. line, (byte)'\n']);
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("message").GetString()!;
    }

    private static string Write(string kind, OutputName name, ReadOnlySpan<byte> bytes)
    {
        LineForm form = Make(kind, name);
        byte[] into = new byte[form.Most(bytes.Length, 0)];
        bool inLine = false;
        return Encoding.UTF8.GetString(into, 0, form.Write(bytes, ref inLine, into, s_time));
    }
}
