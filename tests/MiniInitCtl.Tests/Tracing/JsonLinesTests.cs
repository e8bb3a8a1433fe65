using System;
using System.Text.Json;
using MiniInit.Ctl.Tracing;

namespace MiniInit.Ctl.Tests.Tracing;

/// <summary>What programs are told.</summary>
public sealed class JsonLinesTests
{
    public static TheoryData<string, object> Events() => new()
    {
        { """{"event":"start","time":1.5,"pid":12,"parent":5,"group":12,"session":3}""", new TraceEvent.Started(12, 5, 12, 3) },
        {
            """{"event":"fork","time":1.5,"pid":12,"child":13,"parent":12,"by":"vfork","flags":["vfork"]}""",
            new TraceEvent.Forked(12, 13, ForkWay.Vfork, 0, 12)
        },
        {
            """{"event":"fork","time":1.5,"pid":12,"child":13,"parent":12,"by":"fork","flags":[]}""",
            new TraceEvent.Forked(12, 13, ForkWay.Fork, 0, 12)
        },
        {
            """{"event":"fork","time":1.5,"pid":12,"child":13,"parent":12,"by":"clone","flags":["new PID namespace"]}""",
            new TraceEvent.Forked(12, 13, ForkWay.Clone, 0x20000000, 12)
        },
        { """{"event":"thread","time":1.5,"pid":12,"thread":14}""", new TraceEvent.ThreadStarted(12, 14) },
        {
            """{"event":"exec","time":1.5,"pid":12,"program":"/bin/a","name":"a","arguments":["a","b"],"cut":true}""",
            new TraceEvent.Executed(12, "/bin/a", "a", ["a", "b"], IsCut: true)
        },
        { """{"event":"name","time":1.5,"pid":12,"name":"n"}""", new TraceEvent.Named(12, "n") },
        { """{"event":"session","time":1.5,"pid":12,"session":12}""", new TraceEvent.LedSession(12) },
        { """{"event":"group","time":1.5,"pid":12,"group":9}""", new TraceEvent.JoinedGroup(12, 9) },
        { """{"event":"subreaper","time":1.5,"pid":12,"adopts":true}""", new TraceEvent.Subreaping(12, Adopts: true) },
        { """{"event":"redirect","time":1.5,"pid":12,"descriptor":0,"target":null}""", new TraceEvent.Redirected(12, 0, null) },
        { """{"event":"redirect","time":1.5,"pid":12,"descriptor":2,"target":"/a"}""", new TraceEvent.Redirected(12, 2, "/a") },
        { """{"event":"user","time":1.5,"pid":12,"user":33}""", new TraceEvent.ChangedUser(12, 33) },
        { """{"event":"stop","time":1.5,"pid":12,"signal":"TSTP"}""", new TraceEvent.Stopped(12, 20) },
        { """{"event":"continue","time":1.5,"pid":12}""", new TraceEvent.Continued(12) },
        { """{"event":"end","time":1.5,"pid":12,"code":3}""", new TraceEvent.Ended(12, 3, 0, DumpedCore: false) },
        { """{"event":"end","time":1.5,"pid":12,"signal":"SEGV","core":true}""", new TraceEvent.Ended(12, 0, 11, DumpedCore: true) },
        {
            """{"event":"adopted","time":1.5,"pid":12,"from":11,"by":7,"name":"s","adopter":"subreaper"}""",
            new TraceEvent.Adopted(12, 11, 7, "s", Adopter.Subreaper)
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Each_event_is_an_object_on_a_line(string line, object happened) =>
        Assert.Equal(line + "\n", JsonLines.Of((TraceEvent)happened with { Time = TimeSpan.FromSeconds(1.5) }));

    [Fact]
    public void The_last_line_is_the_summary()
    {
        Told told = new Told().Fork(Told.Root, 13).Exit(Told.Root).Adopt(13, Told.Root);
        Assert.Equal(
            """{"event":"summary","pid":12,"processes":2,"code":0,"ready":"fork","main":13,"survivors":[{"pid":13,"name":"sh","""
                + "\"parent\":1,\"forks\":1,\"session\":3,\"group\":12}]}\n",
            JsonLines.OfSummary(told.Story));
    }

    [Fact]
    public void Foreign_bytes_stay_within_their_string()
    {
        string line = JsonLines.Of(new TraceEvent.Named(12, "a\"\n\u001b\ud800"));
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal("a\"\n\u001b\ufffd", JsonDocument.Parse(line).RootElement.GetProperty("name").GetString());
    }
}
