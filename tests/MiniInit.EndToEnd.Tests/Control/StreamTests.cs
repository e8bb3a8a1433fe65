using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Calls that go on answering: events, changes of instances, lines.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly Supervised _init = Supervised.AsSubreaper(Controlled.Jobs + """
        [job.getty]
        manual = true
        type = "state"
        instance = "$TTY"
        tags = ["consoles"]
        [job.talker]
        manual = true
        script = 'echo one; echo two; {AWAIT} {DIR}/more; echo three; printf "\377\n"; exec sleep 1000'
        [job.flood]
        manual = true
        type = "task"
        script = 'i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done'
        """);

    [Fact]
    public void All_who_listen_are_told_of_every_event_in_order()
    {
        VarlinkClient[] listeners = [_init.Connect(), _init.Connect()];
        foreach (VarlinkClient listener in listeners)
        {
            listener.Send("Events", "{}", "more");
            VarlinkReply first = listener.Receive();
            Assert.Equal((null, true), (first.Text("event"), first.Continues));
        }

        using VarlinkClient client = _init.Connect();
        _ = client.Ask("Start", "{'job':'idle','environment':['WHY=test']}");
        _ = client.Ask("Emit", "{'event':'custom','environment':['A=1','B=two words']}");
        _ = client.Ask("Stop", "{'job':'idle'}");
        foreach (VarlinkClient listener in listeners)
        {
            List<string> told = [];
            for (string? name = ""; name != "stopped";)
            {
                VarlinkReply reply = listener.Receive();
                Assert.True(reply.Continues);
                Assert.InRange(long.Parse(reply.Text("time")!), 1_600_000_000_000_000, 5_000_000_000_000_000);
                name = reply.Text("event");
                string[] variables = reply.Texts("environment");
                told.Add(name == "custom" ? $"custom {string.Join(',', variables)}" : $"{name} {variables.First(v => v.StartsWith("JOB=", StringComparison.Ordinal))}");
            }

            Assert.Equal(["starting JOB=idle", "started JOB=idle", "custom A=1,B=two words", "stopping JOB=idle", "stopped JOB=idle"], told.Where(line => !line.EndsWith("=web", StringComparison.Ordinal)));
            listener.Dispose();
        }
    }

    [Theory]
    [InlineData("Events", "{}")]
    [InlineData("Watch", "{'patterns':[]}")]
    [InlineData("Logs", "{'patterns':[],'follow':true}")]
    public void A_stream_must_be_wanted_and_cannot_be_one_way(string method, string parameters)
    {
        using VarlinkClient client = _init.Connect();
        Assert.Equal("ExpectedMore", client.Call(method, parameters).Error);
        client.Send(method, parameters, "more", "oneway");
        Assert.Null(client.Call("GetVersion").Error);
    }

    [Fact]
    public void A_stream_ends_with_init()
    {
        VarlinkClient[] listeners = [_init.Connect(), _init.Connect(), _init.Connect()];
        listeners[0].Send("Events", "{}", "more");
        listeners[1].Send("Watch", "{'patterns':[]}", "more");
        listeners[2].Send("Logs", "{'patterns':[],'follow':true}", "more");
        _ = listeners[0].Receive();
        _ = listeners[1].Receive();
        listeners[2].Send("GetVersion"); // is behind it, and never answered
        Assert.Equal(0, _init.Stop());
        foreach (VarlinkClient listener in listeners)
        {
            while (listener.TryReceive() is not null)
            {
            }

            listener.Dispose();
        }
    }

    [Fact]
    public void Whoever_watches_has_all_there_is_and_then_what_changes()
    {
        using VarlinkClient watcher = _init.Connect(Identity.Stranger);
        _init.WaitForState("web", "running");
        watcher.Send("Watch", "{'patterns':[]}", "more");
        Assert.Equal(["flood", "getty", "idle", "talker", "web"], Jobs(watcher.Receive()));

        using VarlinkClient client = _init.Connect();
        _ = client.Ask("Start", "{'job':'idle'}");
        Assert.Equal("running", LastOf(watcher, "idle", "running"));
        _ = client.Ask("Stop", "{'job':'idle'}");
        Assert.Equal("waiting", LastOf(watcher, "idle", "waiting"));

        _ = client.Ask("Start", "{'job':'getty','environment':['TTY=tty1']}");
        Assert.Equal("running", LastOf(watcher, "getty", "running"));
        _ = client.Ask("Stop", "{'job':'getty','instance':'tty1'}");
        _ = client.Ask("Reset", "{'job':'getty'}");
        VarlinkReply reply = watcher.Receive();
        while (reply.Rows("gone").Length == 0)
        {
            reply = watcher.Receive();
        }

        Assert.Equal(("getty", "tty1"), (reply.Text("gone.0.job"), reply.Text("gone.0.instance")));
    }

    [Theory]
    [InlineData("idle", "'idle'")]
    [InlineData("idle", "'i*','none'")]
    [InlineData("getty", "'@consoles'")]
    public void Only_what_matches_is_watched(string job, string patterns)
    {
        using VarlinkClient watcher = _init.Connect();
        watcher.Send("Watch", $"{{'patterns':[{patterns}]}}", "more");
        Assert.Equal([job], Jobs(watcher.Receive()));
        using VarlinkClient client = _init.Connect();
        _ = client.Ask("Restart", "{'job':'web'}");
        _ = client.Ask("Start", $"{{'job':'{job}','environment':['TTY=x']}}");
        for (string? state = null; state != "running";)
        {
            VarlinkReply reply = watcher.Receive();
            Assert.All(reply.Rows("instances"), row => Assert.Equal(job, row.GetProperty("job").GetString()));
            state = reply.Text("instances.0.state");
        }
    }

    [Fact]
    public void What_does_not_match_yet_is_answered_too_and_watched_once_it_is_there()
    {
        using VarlinkClient watcher = _init.Connect();
        watcher.Send("Watch", "{'patterns':['later']}", "more");
        Assert.Empty(watcher.Receive().Rows("instances"));
        _init.Write("conf/jobs/later.toml", "exec = [\"sleep\", \"1000\"]\n");
        using VarlinkClient client = _init.Connect();
        _ = client.Ask("ReloadConfiguration");
        Assert.Equal("running", LastOf(watcher, "later", "running"));
    }

    [Fact]
    public void Lines_are_told_as_they_are_kept_and_then_as_they_come()
    {
        using VarlinkClient client = _init.Connect();
        _ = client.Ask("Start", "{'job':'talker'}");
        _init.WaitForOutput("talker | two\n");
        Assert.Equal(["one", "two"], Lines(client.Ask("Logs", "{'patterns':['talker']}")));
        Assert.Equal(["two"], Lines(client.Ask("Logs", "{'patterns':['talker'],'lines':1}")));
        Assert.Empty(Lines(client.Ask("Logs", "{'patterns':['talker'],'since':4102444800000000}")));

        using VarlinkClient follower = _init.Connect();
        follower.Send("Logs", "{'patterns':['talker'],'lines':1,'follow':true}", "more");
        List<JsonElement> told = [.. follower.Receive().Rows("lines")];
        _init.Touch("more");
        while (told.Count < 3)
        {
            told.AddRange(follower.Receive().Rows("lines"));
        }

        Assert.Equal(["two", "three", "\ufffd"], told.Select(line => line.GetProperty("text").GetString()));
        Assert.Equal("/w==", told[2].GetProperty("raw").GetString());
    }

    [Fact]
    public void Of_very_many_lines_each_is_told_once()
    {
        using VarlinkClient client = _init.Connect();
        using VarlinkClient follower = _init.Connect();
        follower.Send("Logs", "{'patterns':['flood'],'follow':true}", "more");
        _ = client.Ask("Start", "{'job':'flood'}");
        List<string> told = [];
        while (told.Count < 3000)
        {
            VarlinkReply reply = follower.Receive();
            Assert.Null(reply.Text("lost"));
            told.AddRange(Lines(reply));
        }

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"line {i}"), told);
        client.Send("Logs", "{'patterns':['flood']}", "more");
        List<string> kept = [];
        for (bool continues = true; continues;)
        {
            VarlinkReply reply = client.Receive();
            kept.AddRange(Lines(reply));
            continues = reply.Continues;
        }

        Assert.Equal(told, kept);
    }

    public void Dispose() => _init.Dispose();

    private static IEnumerable<string?> Jobs(VarlinkReply reply) =>
        reply.Rows("instances").Select(row => row.GetProperty("job").GetString());

    private static string[] Lines(VarlinkReply reply) =>
        [.. reply.Rows("lines").Select(line => line.GetProperty("text").GetString()!)];

    /// <summary>Reads on until an instance is in a state; states in between may be left out.</summary>
    private static string? LastOf(VarlinkClient watcher, string job, string state)
    {
        string? last = null;
        while (last != state)
        {
            foreach (JsonElement row in watcher.Receive().Rows("instances"))
            {
                last = row.GetProperty("job").GetString() == job ? row.GetProperty("state").GetString() : last;
            }
        }

        return last;
    }
}
