using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>start</c>, <c>stop</c>, <c>restart</c> and <c>kill</c>.</summary>
public sealed class ChangeTests
{
    [Theory]
    [InlineData("start", "db", "db start/running, process 4321\n")]
    [InlineData("stop", "web", "web stop/waiting\n")]
    [InlineData("restart", "web", "web start/running, process 4321\n")]
    [InlineData("kill", "web", "web stop/waiting\n")]
    public void What_became_of_the_job_is_said_as_initctl_says_it(string verb, string job, string line)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, line, ""), init.Run(verb, job));
        Assert.Equal(new Tool(0, "", ""), init.Run(verb, "-q", job));
        Assert.Equal(new Tool(0, line, ""), init.Run("--compat", verb, job));
    }

    [Fact]
    public void Variables_go_with_the_job()
    {
        using FakeInit init = FakeInit.With(Instances.Stopped("getty"));
        Assert.Equal(0, init.Run("start", "getty", "TTY=tty1", "SPEED=").ExitCode);
        ControlCall.Start start = Assert.IsType<ControlCall.Start>(Assert.Single(init.Calls));
        Assert.Equal(["TTY=tty1", "SPEED="], start.Target.Environment);
        Assert.Null(start.Target.Instance);
        Assert.Equal(new Waiting(true, null), start.Waiting);
    }

    [Fact]
    public void An_instance_can_be_named()
    {
        using FakeInit init = FakeInit.With(Instances.Running("getty", 5, "tty1"));
        Assert.Equal(new Tool(0, "getty (tty1) stop/waiting\n", ""), init.Run("stop", "-I", "tty1", "getty"));
        Assert.Equal("tty1", Assert.IsType<ControlCall.Stop>(Assert.Single(init.Calls)).Target.Instance);
        Assert.Equal(2, init.Run("stop", "--instance", "tty1", "getty", "web").ExitCode);
    }

    [Theory]
    [InlineData("-n", false, null)]
    [InlineData("--no-wait", false, null)]
    [InlineData("--timeout=90", true, 90_000L)]
    [InlineData("--timeout=250ms", true, 250L)]
    public void Init_is_told_whether_and_how_long_to_wait(string option, bool waits, long? timeout)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12));
        Assert.Equal(0, init.Run("stop", option, "web").ExitCode);
        Assert.Equal(new Waiting(waits, timeout), Assert.IsType<ControlCall.Stop>(Assert.Single(init.Calls)).Waiting);
    }

    [Fact]
    public void Several_jobs_are_asked_for_at_once_and_told_in_order()
    {
        using FakeInit init = FakeInit.With([.. Enumerable.Range(0, 40).Select(i => Instances.Stopped($"job{i}"))]);
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"job{i}")];
        Tool tool = init.Run(["start", .. names]);
        Assert.Equal(string.Concat(names.Select(name => $"{name} start/running, process 4321\n")), tool.Output);
        Assert.Equal(names, init.Calls.Cast<ControlCall.Start>().Select(call => call.Target.Job));
    }

    [Fact]
    public void Not_more_than_16_calls_are_in_flight_and_none_waits_for_another()
    {
        List<Caller> held = [];
        using ManualResetEventSlim isFull = new();
        using FakeInit init = new((call, caller) =>
        {
            lock (held)
            {
                held.Add(caller);
                if (held.Count == 16)
                {
                    isFull.Set();
                }

                if (held.Count > 16)
                {
                    caller.Reply(new ControlReply.Changed(Instances.Running("later", 1)));
                }
            }
        });
        using Running tool = Running.Start(Binaries.MiniInitCtl, ["start", .. Enumerable.Range(0, 20).Select(i => $"job{i}")], init.Environment);
        Assert.True(isFull.Wait(Wait.Limit, TestContext.Current.CancellationToken));
        lock (held)
        {
            Assert.Equal(16, held.Count);
            held[..16].ForEach(caller => caller.Reply(new ControlReply.Changed(Instances.Running("first", 1))));
        }

        Assert.Equal(0, tool.WaitForExit());
        Assert.Equal(16, tool.Output.Split('\n').Count(line => line.StartsWith("first ", StringComparison.Ordinal)));
        Assert.Equal(4, tool.Output.Split('\n').Count(line => line.StartsWith("later ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_exit_code_is_that_of_the_worst()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Tool tool = init.Run("stop", "web", "db", "nope");
        Assert.Equal(4, tool.ExitCode);
        Assert.Equal("web stop/waiting\n", tool.Output);
        Assert.Equal(
            "miniinitctl: cannot stop db: it is not running; --ok-if-stopped takes that for success\n"
            + "miniinitctl: cannot stop nope: there is no job of that name; did you mean \"web\"?\n",
            tool.Error);
        Assert.Equal(3, init.Run("stop", "web", "db").ExitCode);
        Assert.Equal(3, init.Run("restart", "db").ExitCode);
        Assert.Equal(1, init.Run("start", "web").ExitCode);
    }

    [Theory]
    [InlineData("start", "--ok-if-running", "web", "web start/running, process 12\n")]
    [InlineData("stop", "--ok-if-stopped", "db", "db stop/waiting\n")]
    [InlineData("kill", "--ok-if-stopped", "db", "db stop/waiting\n")]
    public void What_is_so_already_can_be_success(string verb, string option, string job, string line)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, line, ""), init.Run(verb, option, job));
    }

    [Fact]
    public void A_glob_starts_what_is_down_and_is_content_with_what_is_up()
    {
        using FakeInit init = FakeInit.With(Instances.Running("worker1", 12), Instances.Stopped("worker2"), Instances.Stopped("web"));
        Assert.Equal(
            new Tool(0, "worker2 start/running, process 4321\nworker1 start/running, process 12\n", ""),
            init.Run("start", "worker*"));
        Assert.Equal(["worker*"], Assert.IsType<ControlCall.List>(init.Calls[0]).Patterns);
    }

    [Fact]
    public void A_glob_stops_the_instances_that_are_up()
    {
        using FakeInit init = FakeInit.With(Instances.Running("w", 1, "a"), Instances.Running("w", 2, "b"), Instances.Stopped("x"));
        Assert.Equal(new Tool(0, "w (a) stop/waiting\nw (b) stop/waiting\n", ""), init.Run("stop", "*"));
        Assert.Equal(["a", "b"], init.Calls.OfType<ControlCall.Stop>().Select(call => call.Target.Instance));
    }

    [Fact]
    public void A_glob_that_matches_nothing_is_an_unknown_job()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 1));
        Assert.Equal(
            new Tool(4, "", "miniinitctl: cannot stop \"x*\": no job matches; \"miniinitctl list\" shows them all\n"),
            init.Run("stop", "x*"));
    }

    [Fact]
    public void A_group_is_inits_to_resolve()
    {
        using FakeInit init = new((call, caller) =>
        {
            if (call is ControlCall.List list)
            {
                Assert.Equal(["@web"], list.Patterns);
                caller.Reply(new ControlReply.Instances([Instances.Running("nginx", 1)]), continues: true);
                caller.Reply(new ControlReply.Instances([Instances.Running("php", 2)]));
            }
            else
            {
                caller.Reply(new ControlReply.Changed(Instances.Running(((ControlCall.Restart)call).Target.Job, 9)));
            }
        });
        Assert.Equal(new Tool(0, "nginx start/running, process 9\nphp start/running, process 9\n", ""), init.Run("restart", "@web"));
    }

    [Fact]
    public void One_job_by_name_is_one_document_and_several_are_a_list()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Running("db", 13));
        using JsonDocument one = JsonDocument.Parse(init.Run("--json", "restart", "web").Output);
        Assert.Equal(4321, one.RootElement.GetProperty("instance").GetProperty("mainPid").GetInt32());
        Tool tool = init.Run("restart", "web", "nope", "--json");
        Assert.Equal(4, tool.ExitCode);
        using JsonDocument several = JsonDocument.Parse(tool.Output);
        Assert.Equal("web", several.RootElement[0].GetProperty("instance").GetProperty("job").GetString());
        Assert.Equal("org.miniinit.Control.NoSuchJob", several.RootElement[1].GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(init.Run("restart", "d*", "--json").Output).RootElement.ValueKind);
    }

    [Fact]
    public void What_init_sends_is_passed_on_as_it_is()
    {
        using FakeInit init = new((_, caller) => caller.SendRaw(
            "{\"parameters\": {\"new\":[1, 2.50],\"instance\":{\"job\":\"web\",\"instance\":\"\",\"goal\":\"start\",\"state\":\"flying\",\"isReady\":true}}}\0"));
        Assert.Equal(
            "{\"new\":[1, 2.50],\"instance\":{\"job\":\"web\",\"instance\":\"\",\"goal\":\"start\",\"state\":\"flying\",\"isReady\":true}}\n",
            init.Run("start", "web", "--json").Output);
    }

    [Fact]
    public void Inside_a_job_it_is_that_job_and_nothing_waits()
    {
        using FakeInit init = FakeInit.With(Instances.Running("getty", 5, "tty1"));
        Dictionary<string, string> inside = new(init.Environment) { ["MINIINIT_JOB"] = "getty", ["MINIINIT_INSTANCE"] = "tty1" };
        Assert.Equal("getty (tty1) stop/waiting\n", Tool.Run(inside, "stop").Output);
        ControlCall.Stop stop = Assert.IsType<ControlCall.Stop>(Assert.Single(init.Calls));
        Assert.Equal("tty1", stop.Target.Instance);
        Assert.False(stop.Waiting.IsWanted);
        Assert.Equal(4, Tool.Run(inside, "stop", "web").ExitCode);
    }

    [Fact]
    public void Outside_of_a_job_one_must_be_named()
    {
        Tool tool = Tool.Run("stop");
        Assert.Equal(2, tool.ExitCode);
        Assert.Equal(
            "miniinitctl: a job is missing; \"miniinitctl list\" shows them all\nTry `miniinitctl --help' for more information.\n",
            tool.Error);
    }

    [Theory]
    [InlineData("start", "web")]
    [InlineData("stop", "--no-wait", "web")]
    [InlineData("restart", "worker*")]
    [InlineData("reload", "web")]
    [InlineData("emit", "net-up", "A=1")]
    [InlineData("reload-configuration")]
    public void Offline_nothing_is_done_and_that_is_success(params string[] arguments)
    {
        Assert.Equal(new Tool(0, "", ""), Tool.Run(["--offline", .. arguments]));
        Assert.Equal(new Tool(0, "", ""), Tool.Run(new Dictionary<string, string> { ["MINIINIT_OFFLINE"] = "1" }, arguments));
        Assert.StartsWith("miniinitctl: offline: did not ", Tool.Run(["--offline", "-v", .. arguments]).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "web")]
    [InlineData("kill", "web")]
    [InlineData("list")]
    [InlineData("logs")]
    public void Offline_what_needs_an_answer_is_refused(params string[] arguments)
    {
        Tool tool = Tool.Run(["--offline", .. arguments]);
        Assert.Equal(5, tool.ExitCode);
        Assert.Contains(": offline (--offline or MINIINIT_OFFLINE) there is no init to ask\n", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_start_shows_what_failed_and_the_last_words()
    {
        using FakeInit init = FakeInit.That(new ControlError.Failed(
            "web", "", new FailureInfo("main", 3, null, "main process (12) terminated with status 3"), ["no port", "\u001b[31mbye"]));
        Assert.Equal(
            new Tool(1, "", "miniinitctl: cannot start web: main process (12) terminated with status 3; its last output was:\n  no port\n  \\u001B[31mbye\n"),
            init.Run("start", "web"));
    }

    [Theory]
    [InlineData("start", "Job failed to start")]
    [InlineData("stop", "Job failed while stopping")]
    [InlineData("restart", "Job failed to restart")]
    public void Initctl_says_less_of_it(string verb, string text)
    {
        using FakeInit init = FakeInit.That(new ControlError.Failed("web", "", new FailureInfo("main", 3, null, "x"), ["y"]));
        Assert.Equal(new Tool(1, "", $"initctl: {text}\n"), init.Run("--compat", verb, "web"));
    }

    [Fact]
    public void An_init_that_goes_away_is_told()
    {
        using FakeInit init = new((_, caller) => caller.Close());
        Assert.Equal(new Tool(5, "", "miniinitctl: cannot start web: init ended the connection\n"), init.Run("start", "web", "db"));
    }

    [Fact]
    public void What_is_no_init_is_told()
    {
        using FakeInit init = new((_, caller) => caller.SendRaw("HTTP/1.1 400 Bad Request\r\n\r\n\0"));
        Tool tool = init.Run("start", "web");
        Assert.Equal(5, tool.ExitCode);
        Assert.StartsWith("miniinitctl: cannot start web: cannot read the reply: ", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_init_that_hangs_is_not_waited_for_without_end()
    {
        using FakeInit init = new((_, _) => { });
        Assert.Equal(
            new Tool(1, "", "miniinitctl: cannot show web: init gave no answer within 50ms\n"),
            init.Run("status", "--timeout", "50ms", "web"));
    }

    [Fact]
    public void A_refusal_before_anything_was_asked_is_told()
    {
        // As a server does that has too many clients: it says so and closes.
        using FakeInit init = new((_, caller) =>
        {
            caller.Refuse(new ControlError.Busy("there are too many clients"));
            caller.Close();
        });
        Assert.Equal(
            "miniinitctl: cannot start web: there are too many clients; try again\nminiinitctl: cannot start db: init ended the connection\n",
            init.Run("start", "web", "db").Error);
    }

    [Fact]
    public void Who_interrupts_the_waiting_is_told_that_the_job_goes_on()
    {
        using ManualResetEventSlim isAsked = new();
        using FakeInit init = new((_, _) => isAsked.Set());
        using Running tool = Running.Start(Binaries.MiniInitCtl, ["start", "web"], init.Environment);
        Assert.True(isAsked.Wait(Wait.Limit, TestContext.Current.CancellationToken));

        // Only from a little later on it is told: nobody is faster.
        Wait.Until(() => CatchesInterrupt(tool.Pid), "the tool catches SIGINT");
        tool.Signal(2);
        Assert.Equal(130, tool.WaitForExit());
        Assert.Equal("miniinitctl: init goes on starting web; \"miniinitctl status\" shows how far it is\n", tool.Errors);
        Assert.Equal("", tool.Output);
    }

    [Fact]
    public void Before_that_an_interrupt_ends_the_tool_all_the_same()
    {
        using ManualResetEventSlim isAsked = new();
        using FakeInit init = new((_, _) => isAsked.Set());
        using Running tool = Running.Start(Binaries.MiniInitCtl, ["start", "-n", "web"], init.Environment);
        Assert.True(isAsked.Wait(Wait.Limit, TestContext.Current.CancellationToken));
        tool.Signal(2);
        Assert.Equal(130, tool.WaitForExit());
    }

    [Fact]
    public void A_person_sees_how_far_it_is()
    {
        using FakeInit init = new((call, caller) =>
        {
            if (call is ControlCall.Watch watch)
            {
                Assert.Equal(["web"], watch.Patterns);
                caller.Reply(new ControlReply.Watched([new InstanceInfo("web", "", "start", "pre_start", null, new HelperInfo("pre_start", 3), IsReady: false)], []), continues: true);
            }
        });
        using Pty terminal = Pty.Open();
        Dictionary<string, string> environment = new(init.Environment) { ["TERM"] = "xterm" };
        using Running tool = terminal.Start([Binaries.MiniInitCtl, "start", "web"], environment);
        terminal.ReadUntil("waiting ");
        terminal.ReadUntil(": web start/pre-start");
        terminal.Type("\u0003");
        terminal.ReadUntil("init goes on starting web");
        Assert.Equal(130, tool.WaitForExit());
    }

    private static bool CatchesInterrupt(int pid)
    {
        string? caught = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("SigCgt:", StringComparison.Ordinal));
        return caught is not null && (Convert.ToUInt64(caught[7..].Trim(), 16) & 2) != 0;
    }
}
