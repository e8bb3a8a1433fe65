using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Wire;

public sealed class CallReaderTests
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("  \n", "it is empty")]
    [InlineData("[]", "it is not an object")]
    [InlineData("null", "it is not an object")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "it is not an object")]
    [InlineData("\uFEFF{}", "it is not an object")]
    [InlineData("{", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\"}}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\"} {}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\",}", "it is not JSON, or nested too deep")]
    [InlineData("{'method':'a.b'}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\"/**/}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a\nb\"}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\",\"x\":01}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\",\"x\":NaN}", "it is not JSON, or nested too deep")]
    [InlineData("{\"method\":\"a.b\",\"x\":\"\\u12G4\"}", "it is not JSON, or nested too deep")]
    [InlineData("{}", "\"method\" is not as it should be: it is missing, or of another type")]
    [InlineData("{\"method\":1}", "\"method\" is not as it should be: it is missing, or of another type")]
    [InlineData("{\"method\":null}", "\"method\" is not as it should be: it is missing, or of another type")]
    [InlineData("{\"method\":\"a\\ud800\"}", "\"method\" is not as it should be: it is missing, or of another type")]
    [InlineData("{\"method\":\"a.b\",\"method\":\"a.c\"}", "\"method\" is not as it should be: it is there twice")]
    [InlineData("{\"method\":\"a.b\",\"m\\u0065thod\":\"a.c\"}",
        "\"method\" is not as it should be: it is there twice")]
    [InlineData("{\"method\":\"a.b\",\"parameters\":[]}",
        "\"parameters\" is not as it should be: it is missing, or of another type")]
    [InlineData("{\"method\":\"a.b\",\"more\":1}",
        "\"more\" is not as it should be: it is missing, or of another type")]
    [InlineData("{\"method\":\"a.b\",\"oneway\":\"true\"}",
        "\"oneway\" is not as it should be: it is missing, or of another type")]
    public void What_is_no_call_is_malformed(string frame, string cause) =>
        Assert.Equal(new CallRead.Malformed("cannot read the call: " + cause), Frames.ReadCall(frame));

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC0, 0x80)]
    [InlineData(0xED, 0xA0, 0x80)]
    [InlineData(0xF4, 0x90, 0x80, 0x80)]
    [InlineData(0xE2, 0x82)]
    public void Bytes_that_are_not_UTF8_are_malformed_wherever_they_are(params int[] bytes)
    {
        byte[] bad = [.. bytes.Select(b => (byte)b)];
        foreach (string frame in new[]
                 {
                     """{"method":"org.miniinit.Control.Reset","parameters":{"job":"@"}}""",
                     """{"method":"org.miniinit.Control.GetVersion","@":1}""",
                     """{"method":"org.miniinit.Control.GetVersion","x":[{"y":"@"}]}""",
                     "@",
                 })
        {
            byte[] spoiled = [.. frame.SelectMany(c => c == '@' ? bad : [(byte)c])];
            Assert.Equal(new CallRead.Malformed("cannot read the call: it is not UTF-8"), CallReader.Read(spoiled));
        }
    }

    [Theory]
    [InlineData(ProtocolLimits.Depth, true)]
    [InlineData(ProtocolLimits.Depth + 1, false)]
    [InlineData(30_000, false)]
    public void Nesting_is_limited(int depth, bool isFine)
    {
        // The object of the message is the first level.
        string nested = new string('[', depth - 1) + new string(']', depth - 1);
        CallRead read = Frames.ReadCall($$"""{"method":"org.miniinit.Control.GetVersion","x":{{nested}}}""");
        Assert.Equal(isFine, read is CallRead.Call);
        Assert.Equal(!isFine, read is CallRead.Malformed);
    }

    [Theory]
    [InlineData(ProtocolLimits.Depth - 2, true)]
    [InlineData(ProtocolLimits.Depth - 1, false)]
    public void Nesting_counts_from_the_outside(int depth, bool isRefused)
    {
        string nested = new string('[', depth) + new string(']', depth);
        CallRead read = Frames.ReadCall(
            $$$"""{"method":"org.miniinit.Control.Reset","parameters":{"job":{{{nested}}}}}""");
        Assert.Equal(isRefused, read is CallRead.Refused);
        Assert.Equal(!isRefused, read is CallRead.Malformed);
    }

    [Theory]
    [InlineData("org.miniinit.Control.Sart", "org.miniinit.Control.Sart")]
    [InlineData("org.miniinit.Control.start", "org.miniinit.Control.start")]
    [InlineData("org.miniinit.Control.", "org.miniinit.Control.")]
    [InlineData("org.varlink.service.GetAll", "org.varlink.service.GetAll")]
    [InlineData("Start", "Start")]
    [InlineData("", "")]
    public void An_unknown_method_is_told(string method, string told) =>
        Assert.Equal(new ControlError.MethodNotFound(told), Frames.Refused($$"""{"method":"{{method}}"}"""));

    [Theory]
    [InlineData("io.systemd.Manager.List", "io.systemd.Manager")]
    [InlineData("org.miniinit.control.List", "org.miniinit.control")]
    [InlineData("a..b", "a.")]
    [InlineData(".b", "")]
    public void An_unknown_interface_is_told(string method, string told) =>
        Assert.Equal(new ControlError.InterfaceNotFound(told), Frames.Refused($$"""{"method":"{{method}}"}"""));

    [Fact]
    public void Of_a_long_name_a_part_is_told()
    {
        string part = new('x', ProtocolLimits.EchoLength);
        Assert.Equal(
            new ControlError.MethodNotFound(part + "…"), Frames.Refused($$"""{"method":"{{part}}{{part}}"}"""));
        Assert.Equal(
            new ControlError.InvalidShape(part + "…"),
            Frames.Refused(Text.Call("GetVersion", $$"""{"{{part}}y":1}""")));
    }

    [Theory]
    [InlineData("Reset", "{}", "job")]
    [InlineData("Reset", """{"job":null}""", "job")]
    [InlineData("Reset", """{"job":1}""", "job")]
    [InlineData("Reset", """{"job":["web"]}""", "job")]
    [InlineData("Reset", """{"job":"web\udc00"}""", "job")]
    [InlineData("Reset", """{"job":"\ud83dx"}""", "job")]
    [InlineData("Reset", """{"Job":"web"}""", "job")]
    [InlineData("Reset", """{"job":"web","instance":""}""", "instance")]
    [InlineData("Reset", """{"job":"web","x":null}""", "x")]
    [InlineData("Reset", """{"job":"web","\ud800":1}""", "\uFFFD")]
    [InlineData("List", "{}", "patterns")]
    [InlineData("List", """{"patterns":"web"}""", "patterns")]
    [InlineData("List", """{"patterns":[1]}""", "patterns")]
    [InlineData("List", """{"patterns":[null]}""", "patterns")]
    [InlineData("List", """{"patterns":["a",["b"]]}""", "patterns")]
    [InlineData("List", """{"patterns":["\ud800"]}""", "patterns")]
    [InlineData("Start", """{"job":"web","wait":"no"}""", "wait")]
    [InlineData("Start", """{"job":"web","wait":0}""", "wait")]
    [InlineData("Start", """{"job":"web","timeout":"5"}""", "timeout")]
    [InlineData("Start", """{"job":"web","timeout":5.0}""", "timeout")]
    [InlineData("Start", """{"job":"web","timeout":1e3}""", "timeout")]
    [InlineData("Start", """{"job":"web","timeout":1e999999999}""", "timeout")]
    [InlineData("Start", """{"job":"web","timeout":9223372036854775808}""", "timeout")]
    [InlineData("Start", """{"job":"web","timeout":99999999999999999999999999}""", "timeout")]
    [InlineData("Start", """{"job":"web","environment":{}}""", "environment")]
    [InlineData("SetLogLevel", """{"level":"loud"}""", "level")]
    [InlineData("SetLogLevel", """{"level":"Info"}""", "level")]
    [InlineData("SetLogLevel", "{}", "level")]
    [InlineData("Shutdown", """{"action":"explode"}""", "action")]
    [InlineData("GetEnvironment", """{"name":"A","instance":"x"}""", "job")]
    [InlineData("GetVersion", """{"x":1}""", "x")]
    public void A_parameter_that_is_missing_unknown_or_of_another_type_is_told(
        string method, string parameters, string name) =>
        Assert.Equal(new ControlError.InvalidShape(name), Frames.Refused(Text.Call(method, parameters)));

    [Theory]
    [InlineData("Start", """{"job":"web","timeout":-1}""", "timeout", "it is not between 0 and 3153600000000")]
    [InlineData("Start", """{"job":"web","timeout":9223372036854775807}""", "timeout",
        "it is not between 0 and 3153600000000")]
    [InlineData("Status", """{"job":"web","lines":2147483648}""", "lines", "it is not between 0 and 2147483647")]
    [InlineData("Logs", """{"patterns":[],"lines":-5}""", "lines", "it is not between 0 and 2147483647")]
    [InlineData("Logs", """{"patterns":[],"since":253402300800000000}""", "since",
        "it is not between 0 and 253402300799999999")]
    [InlineData("Shutdown", """{"exitCode":256}""", "exitCode", "it is not between 0 and 255")]
    [InlineData("Reset", """{"job":"a","job":"b"}""", "job", "it is there twice")]
    [InlineData("Reset", """{"job":"a","jo\u0062":"a"}""", "job", "it is there twice")]
    public void A_value_that_is_wrong_is_told_with_a_sentence(
        string method, string parameters, string name, string sentence) =>
        Assert.Equal(
            new ControlError.InvalidParameter(name, sentence), Frames.Refused(Text.Call(method, parameters)));

    [Theory]
    [InlineData("""{"method":"org.miniinit.Control.GetVersion"}""")]
    [InlineData("""{"method":"org.miniinit.Control.GetVersion","parameters":null}""")]
    [InlineData("""{"method":"org.miniinit.Control.GetVersion","more":null,"oneway":null,"upgrade":false}""")]
    [InlineData("""{"parameters":{},"later":{"a":[1,2]},"method":"org.miniinit.Control.GetVersion"}""")]
    [InlineData(" {\t\"method\" :\r\n\"org.miniinit.Control.GetVersion\" } ")]
    [InlineData("""{"m\u0065thod":"org\u002eminiinit.Control.Get\u0056ersion"}""")]
    [InlineData("""{"method":"org.miniinit.Control.GetVersion","\ud800":"\ud800"}""")]
    public void What_can_be_written_in_several_ways_is_understood(string frame) =>
        Assert.Equal(new ControlCall.GetVersion(), Frames.Call(frame));

    [Theory]
    [InlineData("-0", 0)]
    [InlineData("0", 0)]
    [InlineData("3153600000000", 3_153_600_000_000)]
    public void Whole_numbers_are_taken(string written, long number) =>
        Assert.Equal(
            number,
            ((ControlCall.Stop)Frames.Call(Text.Call("Stop", $$"""{"job":"web","timeout":{{written}}}""")))
            .Waiting.Timeout);

    [Fact]
    public void Letters_of_all_kinds_come_through()
    {
        string name = "é€😀\u0000\u0001\u007F\"\\/\uFFFD\uFFFF\u2028";
        string written = """é€\ud83d\uDE00\u0000\u0001\u007f\"\\\/�\uFFFF\u2028""";
        Assert.Equal(
            new ControlCall.Reset(name), Frames.Call(Text.Call("Reset", $$"""{"job":"{{written}}"}""")));
    }

    [Fact]
    public void A_list_that_is_null_is_empty() =>
        Assert.Empty(((ControlCall.Watch)Frames.Call(Text.Call("Watch", """{"patterns":null}"""))).Patterns);

    [Fact]
    public void A_name_may_be_written_in_numbers()
    {
        Assert.Equal(
            new ControlCall.Reset("a"), Frames.Call(Text.Call("Reset", """{"\u006a\u006F\u0062":"a"}""")));
        foreach (string other in new[] { "jo", "jobs", "job\\u0000", "\\u0000job", "jo\\b", "jo\\u0162", "\\\"job" })
        {
            Assert.Equal(
                new ControlError.InvalidShape("job"), Frames.Refused(Text.Call("Reset", $$"""{"{{other}}":"a"}""")));
        }
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_refused_and_whole_ones_are_not()
    {
        // All texts of five of these: one that made the reader throw would be thrown at PID 1.
        string[] parts = ["", "x", "\\n", "\\u0041", "\\ud83d", "\\ude00"];
        IEnumerable<string> texts = [""];
        for (int i = 0; i < 5; i++)
        {
            texts = texts.SelectMany(text => parts.Select(part => text + part));
        }

        foreach (string text in texts)
        {
            bool isWhole = !text.Replace("\\ud83d\\ude00", "").Contains("\\ud");
            CallRead read = Frames.ReadCall(Text.Call("Reset", $$"""{"job":"{{text}}"}"""));
            Assert.Equal(isWhole, read is CallRead.Call);
            Assert.Equal(!isWhole, read is CallRead.Refused { Error: ControlError.InvalidShape });
        }
    }

    [Fact]
    public void Flags_of_a_call_are_read()
    {
        CallRead.Call call = Assert.IsType<CallRead.Call>(
            Frames.ReadCall("""{"method":"org.miniinit.Control.Events","more":true}"""));
        Assert.True(call.WantsMore);
        Assert.False(call.IsOneWay);
        Assert.Equal("org.miniinit.Control.Events", call.Method);
        call = Assert.IsType<CallRead.Call>(
            Frames.ReadCall("""{"method":"org.miniinit.Control.Events","oneway":true}"""));
        Assert.True(call.IsOneWay);
        Assert.False(call.WantsMore);
    }

    [Fact]
    public void A_call_that_is_refused_still_says_whether_it_wants_an_answer()
    {
        Assert.Equal(
            new CallRead.Refused(new ControlError.MethodNotFound("x"), true),
            Frames.ReadCall("""{"method":"x","oneway":true}"""));
        Assert.Equal(
            new CallRead.Refused(new ControlError.InvalidShape("job"), true),
            Frames.ReadCall("""{"method":"org.miniinit.Control.Reset","oneway":true}"""));
    }

    [Fact]
    public void There_is_nothing_to_upgrade_to_and_not_several_answers_and_none()
    {
        Assert.Equal(
            new CallRead.Refused(new ControlError.InvalidShape("upgrade"), false),
            Frames.ReadCall("""{"method":"org.miniinit.Control.GetVersion","upgrade":true}"""));
        Assert.Equal(
            new CallRead.Refused(new ControlError.InvalidShape("more"), true),
            Frames.ReadCall("""{"method":"org.miniinit.Control.Events","more":true,"oneway":true}"""));
    }

    [Theory]
    [InlineData(ProtocolLimits.CallEntries, true)]
    [InlineData(ProtocolLimits.CallEntries + 1, false)]
    public void Lists_are_limited(int count, bool isFine)
    {
        string entries = string.Join(',', Enumerable.Repeat("\"a\"", count));
        CallRead read = Frames.ReadCall(Text.Call("List", $$"""{"patterns":[{{entries}}]}"""));
        if (isFine)
        {
            Assert.Equal(count, Assert.IsType<ControlCall.List>(((CallRead.Call)read).Asked).Patterns.Count);
            return;
        }

        Assert.Equal(
            new CallRead.Refused(
                new ControlError.InvalidParameter("patterns", "it has more than 4096 entries"), false),
            read);
    }

    [Fact]
    public void Names_are_limited()
    {
        string name = new('é', ProtocolLimits.NameLength);
        Assert.Equal(new ControlCall.Reset(name), Frames.Call(Text.Call("Reset", $$"""{"job":"{{name}}"}""")));
        Assert.Equal(
            new ControlError.InvalidParameter("job", "it is longer than 4096 letters"),
            Frames.Refused(Text.Call("Reset", $$"""{"job":"{{name}}x"}""")));
    }

    [Theory]
    [InlineData(ProtocolLimits.Fields)]
    [InlineData(20_000)]
    public void An_object_with_a_great_many_fields_is_refused(int count)
    {
        string fields = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":0"));
        Assert.Equal(
            new ControlError.InvalidShape(count == ProtocolLimits.Fields ? "0" : $"{ProtocolLimits.Fields}"),
            Frames.Refused(Text.Call("GetVersion", $$"""{{{fields}}}""")));
    }

    [Fact]
    public void The_longest_call_is_read()
    {
        string head = """{"method":"org.miniinit.Control.Emit","parameters":{"event":"e","environment":[""";
        string tail = "]}}";
        int room = ProtocolLimits.CallBytes - head.Length - tail.Length - 4;
        string frame = $"{head}\"A={new string('x', room)}\"{tail}";
        Assert.Equal(ProtocolLimits.CallBytes, Encoding.UTF8.GetByteCount(frame));
        FrameBuffer buffer = new(ProtocolLimits.CallBytes);
        Assert.True(buffer.TryAppend(Encoding.UTF8.GetBytes(frame + "\0")));
        Assert.True(buffer.TryTake(out ReadOnlySpan<byte> taken));
        CallRead.Call call = Assert.IsType<CallRead.Call>(CallReader.Read(taken));
        Assert.Equal(room + 2, Assert.Single(Assert.IsType<ControlCall.Emit>(call.Asked).Environment).Length);
    }
}
