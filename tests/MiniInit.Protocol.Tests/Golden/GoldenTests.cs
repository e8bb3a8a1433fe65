using System.Linq;
using System.Text;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Golden;

public sealed class GoldenTests
{
    public static TheoryData<int> Calls => [.. Enumerable.Range(0, GoldenCalls.All.Count)];

    public static TheoryData<int> Replies => [.. Enumerable.Range(0, GoldenReplies.All.Count)];

    public static TheoryData<int> Errors => [.. Enumerable.Range(0, GoldenErrors.All.Count)];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_is_written_so_and_read_back(int index)
    {
        var golden = GoldenCalls.All[index];
        string frame = GoldenCalls.Frame(golden);
        Assert.Equal(frame, Frames.Of(golden.Call));
        CallRead.Call read = Assert.IsType<CallRead.Call>(Frames.ReadCall(frame));
        Assert.Equivalent(golden.Call, read.Asked, strict: true);
        Assert.IsType(golden.Call.GetType(), read.Asked);
        Assert.Equal(frame, Frames.Of(read.Asked));
        Assert.EndsWith(golden.Method, read.Method);
        Assert.False(read.WantsMore);
        Assert.False(read.IsOneWay);
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_is_written_so_and_read_back(int index)
    {
        (ControlReply told, ControlCall asked, string parameters) = GoldenReplies.All[index];
        string frame = $$"""{"parameters":{{GoldenReplies.OneLine(parameters)}}}""";
        Assert.Equal(frame, Frames.Of(told));
        ReplyRead.Reply read = Assert.IsType<ReplyRead.Reply>(Frames.ReadReply(frame, asked));
        Assert.Equivalent(told, read.Told, strict: true);
        Assert.IsType(told.GetType(), read.Told);
        Assert.Equal(frame, Frames.Of(read.Told));
        Assert.False(read.Continues);
        Assert.Equal(
            GoldenReplies.OneLine(parameters),
            Encoding.UTF8.GetString(ReplyReader.Parameters(Encoding.UTF8.GetBytes(frame))));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_is_written_so_and_read_back(int index)
    {
        var golden = GoldenErrors.All[index];
        string frame = GoldenErrors.Frame(golden);
        Assert.Equal(frame, Frames.Of(golden.Error));
        ReplyRead.Error read = Assert.IsType<ReplyRead.Error>(Frames.ReadReply(frame, new ControlCall.GetVersion()));
        Assert.Equivalent(golden.Error, read.What, strict: true);
        Assert.IsType(golden.Error.GetType(), read.What);
        Assert.Equal(frame, Frames.Of(read.What));
        Assert.EndsWith(golden.Name, ErrorNames.Of(golden.Error));
    }

    [Fact]
    public void Flags_of_the_message_stand_behind_the_parameters()
    {
        Assert.Equal(
            """{"method":"org.miniinit.Control.Events","parameters":{},"more":true}""",
            Frames.Of(new ControlCall.Events(), wantsMore: true));
        Assert.Equal(
            """{"method":"org.miniinit.Control.Reset","parameters":{"job":"x"},"oneway":true}""",
            Frames.Of(new ControlCall.Reset("x"), isOneWay: true));
        Assert.Equal(
            """{"parameters":{"level":"info"},"continues":true}""",
            Frames.Of(new ControlReply.LogLevel("info"), continues: true));
    }
}
