using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Calls that are answered once something has come about.</summary>
public sealed class WaitingTests : IDisposable
{
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs + """
        [job.slow]
        manual = true
        ready = "notify"
        kill-timeout = "100ms"
        script = '{AWAIT} {DIR}/go; exec {CHILD} notify READY=1 -- sleep 1000'
        [job.first]
        manual = true
        ready = "notify"
        script = '{AWAIT} {DIR}/second; exec {CHILD} notify READY=1 -- sleep 1000'
        [job.second]
        manual = true
        script = ': > {DIR}/second; exec sleep 1000'
        [job.lasting]
        manual = true
        type = "task"
        script = '{AWAIT} {DIR}/go; exit 3'
        [job.on-event]
        start-on = "wanted"
        type = "task"
        script = '{AWAIT} {DIR}/go'
        [job.many]
        manual = true
        type = "state"
        instance = "$N"
        requires = ["slow"]
        """);

    [Fact]
    public void Start_is_answered_when_the_job_is_ready()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'slow'}");
        _ = _init.WaitForMain("slow");
        _init.AssertAnswers();
        Assert.Equal("AlreadyRunning", CallElsewhere("Start", "{'job':'slow'}").Error);
        Assert.Equal(0, client.Socket.Available);
        _init.Touch("go");
        VarlinkReply reply = client.Receive();
        Assert.Equal(("start", "running", "true"), (reply.Text("instance.goal"), reply.Text("instance.state"), reply.Text("instance.isReady")?.ToLowerInvariant()));
    }

    [Fact]
    public void A_task_is_waited_for_to_its_end_and_tells_how_it_failed()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'lasting'}");
        _ = _init.WaitForMain("lasting");
        _init.Touch("go");
        VarlinkReply reply = client.Receive();
        Assert.Equal(("Failed", "lasting", "main", "3"), (reply.Error, reply.Text("job"), reply.Text("process"), reply.Text("exitCode")));
    }

    [Fact]
    public void An_event_is_waited_for_until_what_it_started_is_there()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Emit", "{'event':'wanted','environment':[]}");
        _ = _init.WaitForMain("on-event");
        Assert.Equal(0, client.Socket.Available);
        _init.Touch("go");
        Assert.Null(client.Receive().Error);
    }

    [Fact]
    public void Whoever_does_not_want_to_wait_is_answered_at_once()
    {
        using VarlinkClient client = _init.Connect();
        Assert.Equal("start", client.Ask("Start", "{'job':'slow','wait':false}").Text("instance.goal"));
        Assert.Equal("stop", client.Ask("Stop", "{'job':'slow','wait':false}").Text("instance.goal"));
        _ = client.Ask("Emit", "{'event':'wanted','environment':[],'wait':false}");
    }

    [Theory]
    [InlineData("Start", "{'job':'slow','timeout':50}", "slow")]
    [InlineData("Start", "{'job':'slow','timeout':0}", "slow")]
    [InlineData("Emit", "{'event':'wanted','environment':[],'timeout':50}", null)]
    public void Waiting_has_an_end_where_the_client_wants_one(string method, string parameters, string? job)
    {
        using VarlinkClient client = _init.Connect();
        VarlinkReply reply = client.Call(method, parameters);
        Assert.Equal(("Timeout", job), (reply.Error, reply.Text("job")));

        // What it waited for goes on.
        _init.Touch("go");
        _init.WaitForState(job ?? "on-event", job is null ? "waiting" : "running");
        Assert.Null(client.Call("GetVersion").Error);
    }

    [Fact]
    public void A_time_that_is_longer_than_anything_is_as_good_as_none()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'slow','timeout':3153600000000}");
        _ = _init.WaitForMain("slow");
        _init.Touch("go");
        Assert.Null(client.Receive().Error);
    }

    [Fact]
    public void Calls_of_one_connection_are_answered_in_order_also_those_that_could_be_at_once()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'slow'}");
        client.Send("Status", "{'job':'slow'}");
        client.Send("Start", "{'job':'nothing'}");
        client.Send("NoSuchMethod");
        client.Send("GetVersion");
        _ = _init.WaitForMain("slow");
        Assert.Equal(0, client.Socket.Available);
        _init.Touch("go");
        Assert.Equal("running", client.Receive().Text("instance.state"));
        Assert.Equal("running", client.Receive().Text("statuses.0.instance.state"));
        Assert.Equal("nothing", client.Receive().Text("job"));
        Assert.Equal("MethodNotFound", client.Receive().Error);
        Assert.NotNull(client.Receive().Text("version"));
    }

    [Fact]
    public void Starts_of_one_connection_run_together()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'first'}"); // is ready when the second one runs
        client.Send("Start", "{'job':'second'}");
        Assert.Equal("first", client.Receive().Text("instance.job"));
        Assert.Equal("second", client.Receive().Text("instance.job"));
    }

    [Theory]
    [InlineData("Stop")]
    [InlineData("Kill")]
    public void A_start_that_is_waited_for_is_overtaken_by_a_stop(string method)
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'slow'}");
        _ = _init.WaitForMain("slow");
        Assert.Null(CallElsewhere(method, "{'job':'slow'}").Error);
        VarlinkReply reply = client.Receive();
        Assert.Equal(("Overtaken", "slow"), (reply.Error, reply.Text("job")));
    }

    [Fact]
    public void When_the_client_goes_only_the_waiting_ends()
    {
        using (VarlinkClient client = _init.Connect())
        {
            client.Send("Start", "{'job':'slow'}");
            _ = _init.WaitForMain("slow");
        }

        _init.Touch("go");
        _init.WaitForState("slow", "running");
    }

    [Fact]
    public void Whoever_only_ends_its_sending_is_answered_still()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'slow'}");
        client.EndSending();
        _ = _init.WaitForMain("slow");
        _init.AssertAnswers();
        _init.Touch("go");
        Assert.Equal("running", client.Receive().Text("instance.state"));
        client.AssertEnds();
    }

    [Fact]
    public void A_call_one_way_is_done_and_neither_answered_nor_waited_for()
    {
        using VarlinkClient client = _init.Connect();
        client.Send("Start", "{'job':'slow'}", "oneway");
        client.Send("Start", "{'job':'nothing'}", "oneway");
        client.Send("NoSuchMethod", "{}", "oneway");
        client.Send("Start", "{'nothing':1}", "oneway");
        Assert.NotNull(client.Call("GetVersion").Text("version"));
        _ = _init.WaitForMain("slow");
        _init.Touch("go");
        _init.WaitForState("slow", "running");
    }

    [Theory]
    [InlineData("oneway")]
    [InlineData("")]
    public void What_was_asked_for_before_the_client_went_is_done(string flags)
    {
        using (VarlinkClient client = _init.Connect())
        {
            for (int i = 0; i < 40; i++)
            {
                client.Send("Start", "{'job':'slow'}", flags);
            }

            client.Send("Start", "{'job':'second'}", flags);
        }

        _init.WaitForState("second", "running");
    }

    [Fact]
    public void Ten_thousand_who_wait_and_go_leave_nothing_behind()
    {
        using (VarlinkClient starter = _init.Connect())
        {
            starter.Send("Start", "{'job':'slow'}"); // never ready: all that require it wait
            _ = _init.WaitForMain("slow");
        }

        Footprint footprint = Footprint.Of(_init);
        for (int round = 0; round < 100; round++)
        {
            VarlinkClient[] clients = [.. Enumerable.Range(0, 10).Select(_ => _init.Connect())];
            for (int i = 0; i < 100; i++)
            {
                clients[i % 10].Send("Start", $"{{'job':'many','instance':'{i}'}}");
            }

            // They have begun to wait when init says that all are to run.
            using VarlinkClient client = _init.Connect();
            _init.Until(
                () => client.Ask("List", "{'patterns':['many']}").Rows("instances").Count(
                    row => row.GetProperty("goal").GetString() == "start") == 100,
                "a hundred instances wait");
            Array.ForEach(clients, gone => gone.Dispose());
            for (int i = 0; i < 100; i++)
            {
                _ = client.Ask("Stop", $"{{'job':'many','instance':'{i}'}}");
            }

            _ = client.Ask("Reset", "{'job':'many'}");
        }

        footprint.AssertKept();
    }

    [Fact]
    public void A_shutdown_is_answered_and_ends_all_waiting()
    {
        using VarlinkClient waiting = _init.Connect();
        waiting.Send("Start", "{'job':'slow'}");
        _ = _init.WaitForMain("slow");
        using VarlinkClient client = _init.Connect();
        Assert.Null(client.Call("Shutdown", "{'exitCode':7}").Error);
        Assert.Equal("Refused", waiting.Receive().Error);
        waiting.AssertEnds();
        client.AssertEnds();
        Assert.Equal(7, _init.WaitForExit());
    }

    public void Dispose() => _init.Dispose();

    private VarlinkReply CallElsewhere(string method, string parameters)
    {
        using VarlinkClient client = _init.Connect();
        return client.Call(method, parameters);
    }
}
