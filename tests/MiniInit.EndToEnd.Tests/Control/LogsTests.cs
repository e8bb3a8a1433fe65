using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Logs and events over the socket.</summary>
public sealed class LogsTests
{
    private const string Grants = "{ users = [\"1234\"], methods = [\"logs\", \"events\"], jobs = [] }";

    [Fact]
    public void The_last_lines_come_in_order_and_those_that_follow_after_them()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            script = "for i in 1 2 3 4 5; do echo line $i; done; {AWAIT} {DIR}/go; echo more; exec sleep 1000"
            """);
        init.WaitForOutput("line 5");
        using VarlinkClient client = init.Connect();

        client.Send("Logs", "{'patterns':['web'],'lines':2,'follow':true}", "more");
        Assert.Equal(["line 4", "line 5"], TextsOf(client.Receive()));
        init.Touch("go");
        Assert.Equal(["more"], TextsOf(client.Receive()));
    }

    [Fact]
    public void Bytes_that_are_not_text_come_as_they_were()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            script = "printf 'a\\377b\\n'; echo end; exec sleep 1000"
            """);
        init.WaitForOutput("end");
        using VarlinkClient client = init.Connect();

        JsonElement[] lines = client.Ask("Logs", "{'patterns':[]}").Rows("lines");

        Assert.Equal("a\ufffdb", lines[0].GetProperty("text").GetString());
        Assert.Equal([(byte)'a', 255, (byte)'b'], lines[0].GetProperty("raw").GetBytesFromBase64());
        Assert.False(lines[1].TryGetProperty("raw", out _));
    }

    [Fact]
    public void A_job_that_starts_while_all_are_followed_is_followed_too()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            exec = ["sleep", "1000"]
            [job.late]
            manual = true
            script = "echo here; exec sleep 1000"
            """);
        using VarlinkClient client = init.Connect();
        client.Send("Logs", "{'patterns':[],'follow':true}", "more");
        using VarlinkClient other = init.Connect();
        _ = other.Ask("Start", "{'job':'late'}");

        JsonElement line = client.Receive().Rows("lines").Single();

        Assert.Equal(("late", "here"), (line.GetProperty("job").GetString(), line.GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData("Events", "{}")]
    [InlineData("Logs", "{'patterns':[],'follow':true}")]
    public void Rights_that_a_reload_takes_away_end_what_goes_on(string method, string parameters)
    {
        Needs.Root();
        string jobs = """
            [job.web]
            script = "echo hello; {AWAIT} {DIR}/go; echo secret; exec sleep 1000"
            """;
        using Supervised init = Supervised.AsSubreaper($"[init.control]\nallow = [{Grants}]\n{jobs}");
        init.WaitForOutput("hello");
        using VarlinkClient client = init.Connect(new Identity(1234, 1234));
        client.Send(method, parameters, "more");
        Assert.Null(client.Receive().Error);

        init.Write("conf/miniinit.toml", jobs);
        using VarlinkClient root = init.Connect();
        _ = root.Ask("ReloadConfiguration");
        _ = root.Ask("Emit", "{'event':'secret','environment':[]}");
        init.Touch("go");

        List<VarlinkReply> replies = [];
        do
        {
            replies.Add(client.Receive());
        }
        while (replies[^1].Error is null);
        Assert.EndsWith("PermissionDenied", replies[^1].Error, StringComparison.Ordinal);
        Assert.DoesNotContain(replies, reply => reply.ToString().Contains("secret", StringComparison.Ordinal));
    }

    private static string[] TextsOf(VarlinkReply reply) =>
        [.. reply.Rows("lines").Select(line => line.GetProperty("text").GetString()!)];
}
