using System;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Descriptors that come with <c>Run</c>, or should: none stays open in init, whatever a client does.</summary>
public sealed class RunDescriptorTests : IDisposable
{
    private static readonly Identity s_user = new(1500, 1500);

    private readonly Supervised _init = Supervised.AsPid1("""
        [init]
        control.allow = [{ users = ["1500"], methods = ["run"] }]

        """ + Controlled.Jobs);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Those_that_come_are_its_first_ones_and_the_others_are_the_log(int count)
    {
        (SafeFileHandle read, SafeFileHandle write) = PassedFiles.Pipe();
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
        using FileStream stream = new(read, FileAccess.Read);
        using VarlinkClient client = _init.Connect(s_user);
        SafeFileHandle[] files = [.. new[] { nothing, write, write }.Take(count)];
        using (write)
        {
            Assert.True(client.Pass(Message("echo out; echo err >&2", count), files));
        }

        Assert.Equal("run-1", client.Receive().Text("job"));
        using StreamReader reader = new(stream);
        Assert.Equal(count switch { 1 => "", 2 => "out\n", _ => "out\nerr\n" }, reader.ReadToEnd());
        _init.Until(() => _init.Log.Contains("run-1 | err") == count < 3, "its standard error is where it should be");
        _init.Until(() => _init.Output.Contains("run-1 | out") == count < 2, "its standard output is where it should be");
    }

    [Theory]
    [InlineData("more than three")]
    [InlineData("another number than is said")]
    [InlineData("none that are said")]
    [InlineData("another call")]
    [InlineData("in the middle of a call")]
    [InlineData("twice")]
    [InlineData("no call at all")]
    [InlineData("a call that is not finished")]
    [InlineData("a call that is too long")]
    [InlineData("not JSON")]
    [InlineData("a stranger")]
    [InlineData("refused")]
    [InlineData("one way and gone")]
    [InlineData("gone at once")]
    public void They_are_closed_in_every_case(string what)
    {
        Footprint footprint = Footprint.Of(_init);
        (SafeFileHandle read, SafeFileHandle write) = PassedFiles.Pipe();
        using FileStream stream = new(read, FileAccess.Read);
        using (write)
        {
            for (int i = 0; i < 20; i++)
            {
                using VarlinkClient client = _init.Connect(what == "a stranger" ? Identity.Stranger : s_user);
                Misuse(client, what, write);
            }
        }

        // Nobody has the other end any more: that also of a command has ended.
        using StreamReader reader = new(stream);
        _ = reader.ReadToEnd();
        _init.AssertAnswers();
        footprint.AssertKept(most: 4 * Footprint.MostGrowth);
    }

    public void Dispose() => _init.Dispose();

    private static void Misuse(VarlinkClient client, string what, SafeFileHandle file)
    {
        byte[] call = Message("true", 1);
        switch (what)
        {
            case "more than three":
                _ = client.Pass(Message("true", 3), file, file, file, file);
                client.AssertEnds();
                break;
            case "another number than is said":
                _ = client.Pass(call, file, file);
                Assert.Equal("Failed", client.Receive().Error);
                Assert.Equal("run-", client.Ask("Run", Parameters("true")).Text("job")![..4]);
                break;
            case "none that are said":
                _ = client.Pass(Message("true", 0), file);
                Assert.Equal("InvalidParameter", client.Receive().Error);
                Assert.Equal("run-", client.Ask("Run", Parameters("true")).Text("job")![..4]);
                break;
            case "another call":
                _ = client.Pass(VarlinkClient.Message("GetVersion"), file);
                client.AssertEnds();
                break;
            case "in the middle of a call":
                client.Ask("GetVersion");
                client.SendBytes(call.AsSpan(0, 10));
                _ = client.Pass(call.AsSpan(10), file);
                _ = client.TryReceive();
                break;
            case "twice":
                _ = client.Pass(call.AsSpan(0, 10), file);
                _ = client.Pass(call.AsSpan(10), file);
                _ = client.TryReceive();
                break;
            case "no call at all":
                _ = client.Pass("\0"u8, file);
                _ = client.TryReceive();
                break;
            case "a call that is not finished":
                _ = client.Pass(call.AsSpan(0, 10), file);
                Assert.Equal("InvalidParameter", client.Receive().Error);
                client.AssertEnds();
                break;
            case "a call that is too long":
                _ = client.Pass(Message(new string('x', 40_000), 1), file);
                Assert.Equal("InvalidParameter", client.Receive().Error);
                client.AssertEnds();
                break;
            case "not JSON":
                _ = client.Pass("hello\0"u8, file);
                client.AssertEnds();
                break;
            case "a stranger":
                _ = client.Pass(call, file);
                break;
            case "refused":
                _ = client.Pass(VarlinkClient.Message("Run", "{'command':['true'],'environment':[],'directory':'/','runAs':'0','descriptors':1}"), file);
                Assert.Equal("PermissionDenied", client.Receive().Error);
                break;
            case "one way and gone":
                _ = client.Pass(VarlinkClient.Message("Run", "{'command':['true'],'environment':[],'directory':'/','descriptors':1}", "oneway"), file);
                break;
            case "gone at once":
                _ = client.Pass(call, file);
                break;
            default:
                throw new ArgumentException(what);
        }
    }

    private static string Parameters(string script, int descriptors = 0) =>
        $"{{'command':['sh','-c','{script}'],'environment':[],'directory':'/','descriptors':{descriptors}}}";

    private static byte[] Message(string script, int descriptors) => VarlinkClient.Message("Run", Parameters(script, descriptors));
}
