using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Lineage;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Reexecution;

/// <summary>The program on disk takes init's place, and nobody notices.</summary>
public sealed class ReexecTests
{
    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void Jobs_run_on_and_their_ends_are_seen(Place place)
    {
        using Supervised init = place.Start("""
            [job.web]
            respawn = "always"
            exec = ["sleep", "1000"]
            [job.kept]
            adopt = "keep"
            script = 'setsid sh -c "echo \$\$ > {DIR}/run/kept; exec sleep 1000" & {AWAIT} {DIR}/run/kept'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "running");
        init.WaitForState("kept", "waiting");
        int pid = init.Pid, web = client.List()["web"].GetProperty("mainPid").GetInt32();
        Reexec(init, client);
        Reexec(init, client);
        Assert.Equal(pid, init.Pid);
        Assert.Equal(web, client.List()["web"].GetProperty("mainPid").GetInt32());
        Assert.Equal(1, client.Ask("Status", "{'job':'kept'}").Find("statuses.0.strays")!.Value.GetInt32());

        Proc.Signal(init.Outer(web), Signals.Kill);
        init.Until(() => client.List()["web"] is var row && row.TryGetProperty("mainPid", out var now) && now.GetInt32() != web, "it is started again");
        _ = client.Ask("Stop", "{'job':'kept'}");
        Assert.Equal(0, client.Ask("Status", "{'job':'kept'}").Find("statuses.0.strays")!.Value.GetInt32());
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Readiness_and_deadlines_and_half_matched_conditions_go_on()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.notifies]
            ready = "notify"
            script = '{AWAIT} {DIR}/go; {PROGRAM} notify --barrier READY=1; exec sleep 1000'
            [job.says]
            ready = "fd"
            script = '{AWAIT} {DIR}/go; echo >&3; exec sleep 1000'
            [job.stops]
            ready = "stop"
            script = '{AWAIT} {DIR}/go; kill -STOP $$; exec sleep 1000'
            [job.both]
            start-on = "one and other"
            exec = ["sleep", "1000"]
            [job.again]
            respawn = "always"
            respawn-delay = { min = "700ms", max = "700ms" }
            script = 'echo again >> {TRACE}; exit 3'
            [job.late]
            ready = "notify"
            start-timeout = "1s"
            exec = ["sleep", "1000"]
            """);
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Emit", "{'event':'one','environment':[],'wait':false}");
        init.WaitForTrace("again");
        Reexec(init, client);
        _ = client.Ask("Emit", "{'event':'other','environment':[],'wait':false}");
        init.Touch("go");
        init.WaitForState("both", "running");
        init.WaitForState("notifies", "running");
        init.WaitForState("says", "running");
        init.WaitForState("stops", "running");
        init.WaitForTrace("again", "again");
        init.WaitForLog("late: not ready within 1s");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("json")]
    public void No_byte_of_output_is_lost_or_told_twice(string output)
    {
        const int Lines = 2000;
        using Supervised init = Place.Pid1.Start($$"""
            [init]
            output = "{{output}}"
            [job.web]
            log = { file = "{DIR}/run/web.log" }
            script = 'i=0; while [ $i -lt {{Lines}} ]; do i=$((i+1)); printf "line "; echo $i; done; {AWAIT} {DIR}/go; echo end'
            """);
        using VarlinkClient client = init.Connect();
        using VarlinkClient follower = init.Connect();
        follower.Send("Logs", "{'patterns':['web'],'follow':true}", "more");
        for (int i = 0; i < 10; i++)
        {
            Reexec(init, client);
        }

        init.Touch("go");
        string[] expected = [.. Enumerable.Range(1, Lines).Select(i => $"line {i}"), "end"];
        System.Collections.Generic.List<string> followed = [];
        while (followed.Count == 0 || followed[^1] != "end")
        {
            VarlinkReply reply = follower.Receive();
            Assert.Null(reply.Error);
            foreach (var line in reply.Find("lines")!.Value.EnumerateArray())
            {
                followed.Add(line.GetProperty("text").GetString()!);
            }
        }

        Assert.Equal(expected, followed);
        Assert.Equal(expected, System.IO.File.ReadAllLines(init.Path("run/web.log")));
        Assert.Equal(0, init.Stop());
        string[] mirrored = init.Output.Split('\n')[..^1];
        Assert.Equal(expected.Length, mirrored.Length);
        Assert.All(expected.Zip(mirrored), pair => Assert.Contains(pair.First, pair.Second));
    }

    [Fact]
    public void Clients_wait_on_and_follow_on()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.task]
            type = "task"
            manual = true
            script = '{AWAIT} {DIR}/go; exit 4'
            [job.slow]
            type = "task"
            manual = true
            exec = ["sleep", "1000"]
            [job.web]
            manual = true
            exec = ["sleep", "1000"]
            """);
        using VarlinkClient asker = init.Connect();
        using VarlinkClient waiter = init.Connect();
        using VarlinkClient late = init.Connect();
        using VarlinkClient runner = init.Connect();
        using VarlinkClient events = init.Connect();
        using VarlinkClient watcher = init.Connect();
        using VarlinkClient half = init.Connect();
        waiter.Send("Start", "{'job':'task'}");
        init.WaitForState("task", "running");
        late.Send("Start", "{'job':'slow','timeout':1500}");
        init.WaitForState("slow", "running");
        runner.Send("Run", "{'command':['sh','-c','while [ ! -e " + init.Path("go") + " ]; do sleep 0.02; done; exit 5'],'environment':[],'directory':'/','wait':true}", "more");
        string? run = runner.Receive().Text("job");
        events.Send("Events", "{}", "more");
        _ = events.Receive();
        watcher.Send("Watch", "{'patterns':['web']}", "more");
        _ = watcher.Receive();
        byte[] message = VarlinkClient.Message("Status", "{'job':'web'}");
        half.SendBytes(message.AsSpan(0, 9));
        Reexec(init, asker);
        Reexec(init, asker);

        half.SendBytes(message.AsSpan(9));
        Assert.Equal("web", half.Receive().Text("statuses.0.instance.job"));
        Assert.Equal("Timeout", late.Receive().Error);
        _ = asker.Ask("Emit", "{'event':'seen','environment':[],'wait':false}");
        Assert.Equal("seen", events.Receive().Text("event"));
        _ = asker.Ask("Start", "{'job':'web'}");
        VarlinkReply seen;
        do
        {
            seen = watcher.Receive();
        }
        while (seen.Find("instances.0.state")?.GetString() != "running");

        init.Touch("go");
        Assert.Equal("Failed", waiter.Receive().Error);
        VarlinkReply ended = runner.Receive();
        Assert.Equal(run, ended.Text("job"));
        Assert.Equal(5, ended.Find("exitCode")!.Value.GetInt32());
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void What_was_set_for_all_jobs_stays()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.web]
            manual = true
            script = 'echo "$COLOUR $(ulimit -S -n) $(cat /proc/self/oom_score_adj)" >> {TRACE}; exec sleep 1000'
            """);
        using VarlinkClient client = init.Connect();
        _ = client.Ask("SetEnvironment", "{'environment':['COLOUR=red']}");
        _ = client.Ask("SetLogLevel", "{'level':'debug'}");
        _ = client.Ask("Start", "{'job':'web'}");
        init.Until(() => init.Trace.Count == 1, "it has said what it got");
        Reexec(init, client);
        Assert.Equal("debug", client.Ask("GetLogLevel").Text("level"));
        _ = client.Ask("Restart", "{'job':'web'}");
        init.Until(() => init.Trace.Count == 2, "it was started twice");
        Assert.Equal(init.Trace[0], init.Trace[1]);
        Assert.StartsWith("red ", init.Trace[0]);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void When_it_began_is_told_as_before()
    {
        using Supervised init = Place.Subreaper.Start(Controlled.Jobs);
        using VarlinkClient client = init.Connect();
        long began = client.Ask("GetVersion").Find("startedAt")!.Value.GetInt64();
        Reexec(init, client);
        Reexec(init, client);
        TimeSpan moved = TimeSpan.FromMicroseconds(client.Ask("GetVersion").Find("startedAt")!.Value.GetInt64() - began);
        Assert.InRange(moved, TimeSpan.FromMilliseconds(-100), TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Calls_that_wait_for_those_before_them_are_answered_in_their_order()
    {
        using Supervised init = Place.Pid1.Start("""
            [job.task]
            type = "task"
            manual = true
            script = '{AWAIT} {DIR}/go'
            [job.web]
            manual = true
            exec = ["sleep", "1000"]
            """);
        using VarlinkClient asker = init.Connect();
        using VarlinkClient client = init.Connect();
        using VarlinkClient follower = init.Connect();
        client.Send("Start", "{'job':'task'}");
        client.Send("SetEnvironment", "{'environment':['COLOUR=red']}");
        client.Send("Status", "{'job':'task'}");
        client.Send("Start", "{'job':'web'}");
        client.Send("Start", "{'job':'none'}");
        client.Send("GetEnvironment", "{'name':'COLOUR'}");
        follower.Send("Start", "{'job':'task','wait':true,'timeout':60000}");
        follower.Send("Events", "{}", "more");
        init.WaitForState("web", "running");
        _ = follower.Receive();
        Reexec(init, asker);
        Reexec(init, asker);
        init.Touch("go");
        Assert.Null(client.Receive().Error);
        Assert.Null(client.Receive().Error);
        Assert.Equal("task", client.Receive().Text("statuses.0.instance.job"));
        Assert.Equal("web", client.Receive().Text("instance.job"));
        Assert.Equal("NoSuchJob", client.Receive().Error);
        Assert.Equal("red", client.Receive().Text("value"));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_command_of_many_words_is_no_obstacle()
    {
        using Supervised init = Place.Pid1.Start(Controlled.Jobs);
        using VarlinkClient client = init.Connect();
        string words = string.Join(',', Enumerable.Repeat("'x'", 3000));
        string run = client.Ask("Run", $"{{'command':['sh','-c','exec sleep 1000',{words}],'environment':[],'directory':'/'}}").Text("job")!;
        Reexec(init, client);
        Assert.Equal("running", client.List()[run].GetProperty("state").GetString());
        _ = client.Ask("Stop", $"{{'job':'{run}'}}");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void What_is_wrong_in_the_files_by_then_changes_nothing()
    {
        using Supervised init = Place.Pid1.Start("""
            [init]
            output = "json"
            env = { COLOUR = "red" }
            [init.control]
            allow = [{ users = ["nobody"], methods = ["logs"] }]
            [job.web]
            script = 'echo $COLOUR; exec sleep 1000'
            """);
        using VarlinkClient client = init.Connect();
        using VarlinkClient nobody = init.Connect(new Identity(65534, 65534));
        init.WaitForOutput("red");
        init.Write("conf/miniinit.toml", """
            [init]
            output = "yaml"
            [job.web]
            script = 'echo blue; exec sleep 1000'
            respwan = true
            """);
        Reexec(init, client);
        _ = nobody.Ask("Logs", "{'patterns':['web']}");
        _ = client.Ask("Restart", "{'job':'web'}");
        init.Until(() => init.Output.Split('\n').Length == 3, "it has said so again");
        string[] lines = init.Output.Split('\n')[..^1];
        Assert.All(lines, line => Assert.Contains("\"red\"", line));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Control_groups_of_jobs_stay_theirs()
    {
        Needs.Root();
        using Supervised init = Place.Pid1.Start("""
            [init]
            cgroups = true
            [job.web]
            script = 'setsid sh -c "exec sleep 1000" & echo up >> {TRACE}; exec sleep 1000'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForTrace("up");
        init.WaitForState("web", "running");
        int web = init.Outer(client.List()["web"].GetProperty("mainPid").GetInt32());
        if (!System.IO.File.ReadAllText($"/proc/{web}/cgroup").Contains("/miniinit.", StringComparison.Ordinal))
        {
            Assert.Skip("needs control groups that can be written to");
        }

        Reexec(init, client);
        _ = client.Ask("Restart", "{'job':'web'}");
        int again = init.Outer(client.List()["web"].GetProperty("mainPid").GetInt32());
        string group = System.IO.File.ReadAllText($"/proc/{again}/cgroup");
        Assert.Contains("/miniinit.", group);
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal(0, init.Stop());
    }

    internal static void Reexec(Supervised init, VarlinkClient client)
    {
        VarlinkReply reply = client.Call("Reexec");
        Assert.True(reply.Error is null, $"{reply}; {init.Log}");
    }
}
