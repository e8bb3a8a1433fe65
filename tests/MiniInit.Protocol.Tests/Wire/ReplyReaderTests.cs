using System;
using System.Text;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Wire;

public sealed class ReplyReaderTests
{
    private static readonly ControlCall s_list = new ControlCall.List([]);

    [Fact]
    public void What_a_newer_init_tells_besides_is_passed_over()
    {
        ControlReply.Instances reply = Assert.IsType<ControlReply.Instances>(Frames.Reply(
            """
            {"later":[[[]]],"parameters":{"count":1,"count":2,"instances":[{"job":"a","instance":"","color":{"r":1},
            "goal":"start","state":"dreaming","isReady":true,"helper":null}]}}
            """,
            s_list));
        Assert.Equal(
            new InstanceInfo("a", "", "start", "dreaming", null, null, true), Assert.Single(reply.All));
    }

    [Theory]
    [InlineData("""{"error":"org.miniinit.Control.Rebellion","parameters":{"sentence":"no"}}""",
        "org.miniinit.Control.Rebellion")]
    [InlineData("""{"error":"org.varlink.service.MethodNotImplemented"}""", "org.varlink.service.MethodNotImplemented")]
    [InlineData("""{"error":""}""", "")]
    public void An_unknown_error_is_trouble_of_its_name(string frame, string sentence) =>
        Assert.Equal(new ReplyRead.Error(new ControlError.Trouble(sentence)), Frames.ReadReply(frame, s_list));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("7", "it is not an object")]
    [InlineData("{]", "it is not JSON, or nested too deep")]
    [InlineData("{}", "\"instances\" is not as it should be: it is missing, or of another type")]
    [InlineData("""{"parameters":{"instances":[1]}}""",
        "\"instances\" is not as it should be: it is missing, or of another type")]
    [InlineData("""{"parameters":{"instances":[null]}}""",
        "\"instances\" is not as it should be: it is missing, or of another type")]
    [InlineData("""{"parameters":{"instances":[{"job":"a"}]}}""",
        "\"instance\" is not as it should be: it is missing, or of another type")]
    [InlineData("""{"parameters":{"instances":[],"instances":[]}}""",
        "\"instances\" is not as it should be: it is there twice")]
    [InlineData("""{"parameters":{"instances":[]},"continues":1}""",
        "\"continues\" is not as it should be: it is missing, or of another type")]
    [InlineData("""{"error":5}""", "\"error\" is not as it should be: it is missing, or of another type")]
    [InlineData("""{"error":"org.miniinit.Control.Busy"}""",
        "\"sentence\" is not as it should be: it is missing, or of another type")]
    public void What_is_no_reply_is_malformed(string frame, string cause) =>
        Assert.Equal(new ReplyRead.Malformed("cannot read the reply: " + cause), Frames.ReadReply(frame, s_list));

    [Theory]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("1e1")]
    [InlineData("\"1\"")]
    public void A_process_id_is_a_number_of_32_bits(string pid) =>
        Assert.IsType<ReplyRead.Malformed>(Frames.ReadReply(
            $$$"""{"parameters":{"version":"1","pid":{{{pid}}},"mode":"system","startedAt":1}}""",
            new ControlCall.GetVersion()));

    [Theory]
    [InlineData("*")]
    [InlineData("YQ")]
    [InlineData("YQ==YQ==")]
    [InlineData("\\ud800")]
    public void Exact_bytes_are_base64(string raw) =>
        Assert.IsType<ReplyRead.Malformed>(Frames.ReadReply(
            $$$"""
            {"parameters":{"lines":[{"job":"","instance":"","time":1,"text":"","raw":"{{{raw}}}","isPiece":false}]}}
            """,
            new ControlCall.Logs([], null, null, false)));

    [Fact]
    public void Whether_there_is_more_is_read() =>
        Assert.True(Assert.IsType<ReplyRead.Reply>(
            Frames.ReadReply("""{"parameters":{"instances":[]},"continues":true}""", s_list)).Continues);

    [Theory]
    [InlineData("""{"parameters": {"a" : [1, 2e5, "\u0041"] } }""", """{"a" : [1, 2e5, "\u0041"] }""")]
    [InlineData("""{"error":"x","parameters":{"b":1}}""", """{"b":1}""")]
    [InlineData("""{"continues":true}""", "{}")]
    [InlineData("""{"parameters":null}""", "{}")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    public void Parameters_are_given_as_they_were_written(string frame, string parameters) =>
        Assert.Equal(parameters, Encoding.UTF8.GetString(ReplyReader.Parameters(Encoding.UTF8.GetBytes(frame))));
}
