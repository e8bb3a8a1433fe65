using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Schedules;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision.Reasons;

/// <summary>Why jobs are down.</summary>
public sealed class RestReasonsTests
{
    private static readonly RespawnLimit s_retry = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };

    private static JobDefinition ByHand => Rig.Service("web") with { IsManual = true };

    [Fact]
    public void Nobody_asked_for_it()
    {
        Rig rig = new(ByHand);
        Assert.Equal(["has not been started", "is manual, and nobody has asked for it"], rig.Why("web"));
        Assert.Empty(rig.Why("bew"));
        Assert.Empty(rig.Why("web", "1"));
    }

    [Fact]
    public void It_was_stopped_by_request()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db") with { IsManual = true });
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.Equal(["was stopped by request just now", "starts by itself at boot only"], rig.Why("web"));
        rig.Pass(310.5);
        Assert.Equal("was stopped by request 5m10s ago", rig.Why("web")[0]);
        Assert.Equal("", rig.Start("db"));
        Assert.Null(rig.Kill("db"));
        rig.End("db", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal(["was stopped by request just now", "is manual: it starts when it is asked for, or needed"], rig.Why("db"));
    }

    [Fact]
    public void Its_retry_was_called_off()
    {
        Rig rig = new(ByHand with { Respawn = RespawnPolicy.Always, RespawnLimit = s_retry });
        rig.Start("web");
        rig.Exit("web", 1);
        rig.Pass(1);
        rig.Exit("web", 1);
        rig.Pass(10);
        Assert.Equal(
            [
                "reached its respawn limit 10s ago: main process (102) terminated with status 1; respawning too fast, stopped",
                "is started again in 4m50s",
            ],
            rig.Why("web"));
        Assert.Equal("", rig.Stop("web"));
        Assert.Equal(
            [
                "reached its respawn limit 10s ago: main process (102) terminated with status 1; respawning too fast, stopped",
                "was stopped by request",
                "is manual: it starts when it is asked for, or needed",
            ],
            rig.Why("web"));
    }

    [Fact]
    public void It_failed()
    {
        Rig rig = new(ByHand with { PreStart = Rig.Hook() });
        rig.Start("web");
        rig.Exit("web", 1, ProcessRole.PreStart);
        rig.Pass(3);
        Assert.Equal(
            ["failed 3s ago: pre-start process terminated with status 1", "is manual: it starts when it is asked for, or needed"],
            rig.Why("web"));
    }

    [Fact]
    public void It_was_skipped()
    {
        Rig rig = new(ByHand with { IfPathExists = ["/there"] });
        rig.Unmet["web"] = "/there does not exist";
        rig.Start("web");
        rig.Pass(3);
        Assert.Equal("was skipped 3s ago: /there does not exist", rig.Why("web")[0]);
    }

    [Fact]
    public void It_is_done_or_has_ended_by_itself()
    {
        Rig rig = new(Rig.Task("task"), Rig.Service("web"));
        rig.Exit("task");
        rig.Exit("web");
        rig.Pass(4);
        Assert.Equal(["is a task, and was done 4s ago", "starts by itself at boot only"], rig.Why("task"));
        Assert.Equal(["ended 4s ago: main process (102) exited normally", "starts by itself at boot only"], rig.Why("web"));
    }

    [Fact]
    public void A_reset_leaves_how_long_it_is_down()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Exit("web", 1);
        rig.Ask(new SupervisorRequest.Reset("web"));
        rig.Pass(4);
        Assert.Equal("has been down for 4s", rig.Why("web")[0]);
    }

    [Fact]
    public void An_event_or_a_level_stopped_it()
    {
        Rig rig = new(
            Rig.Service("web") with { StopOn = Rig.On("maintenance or job:dry") },
            Rig.Service("db") with { StopOn = Rig.On("job:dry") },
            new JobDefinition("dry") { Type = JobType.State, IsManual = true });
        rig.Emit("maintenance");
        rig.Exit("web");
        Assert.Equal("was stopped just now by its stop-on: maintenance", rig.Why("web")[0]);
        rig.Start("dry");
        rig.Exit("db");
        Assert.Equal("was stopped just now by its stop-on: job:dry", rig.Why("db")[0]);
    }

    [Fact]
    public void It_went_down_with_what_it_requires_or_is_part_of()
    {
        Rig rig = new(
            Rig.Service("web") with { Requires = ["db"] }, Rig.Service("worker") with { PartOf = ["db"] }, Rig.Service("db"));
        Assert.Null(rig.Stop("db"));
        rig.Exit("web");
        Assert.Equal(
            [
                "was stopped just now, since db went down",
                "starts by itself at boot only",
                "requires db, which waits for the end of process 101, which was sent TERM and is killed in 5s",
                "db was stopped by request",
            ],
            rig.Why("web"));
        rig.Exit("worker");
        rig.Exit("db");
        rig.Pass(5);
        Assert.Equal(
            [
                "was stopped 5s ago, since db went down", "starts by itself at boot only",
                "is part of db, which was stopped by request 5s ago",
            ],
            rig.Why("worker"));
        rig.Start("db");
        Assert.Equal(["was stopped 5s ago, since db went down", "starts by itself at boot only"], rig.Why("worker"));
    }

    [Fact]
    public void A_conflict_or_want_of_need_stopped_it()
    {
        Rig rig = new(
            Rig.Service("x") with { IsManual = true, Conflicts = ["y"], Requires = ["z"] }, Rig.Service("y"), Rig.Service("z") with { IsManual = true });
        Assert.Null(rig.Start("x"));
        rig.Exit("y");
        Assert.Equal("was stopped just now, since x was started, which conflicts with it", rig.Why("y")[0]);
        Assert.Null(rig.Stop("x"));
        rig.Exit("x");
        rig.Exit("z");
        Assert.Equal("was stopped just now, since nothing needed it any more", rig.Why("z")[0]);
    }

    [Fact]
    public void What_it_requires_failed_and_what_that_requires()
    {
        Rig rig = new(
            Rig.Service("web") with { IsManual = true, Requires = ["db"] },
            Rig.Service("db") with { IsManual = true, Requires = ["disk"] },
            Rig.Service("disk") with { IsManual = true, PreStart = Rig.Hook(), Respawn = RespawnPolicy.Always });
        Assert.Null(rig.Start("web"));
        rig.Exit("disk", 1, ProcessRole.PreStart);
        rig.Pass(2);
        Assert.Equal(
            [
                "failed 2s ago: db, which it requires, did not start",
                "is manual: it starts when it is asked for, or needed",
                "requires db, which failed 2s ago: disk, which it requires, did not start",
                "db requires disk, which failed 2s ago: pre-start process terminated with status 1",
            ],
            rig.Why("web"));
    }

    [Fact]
    public void What_it_requires_is_no_valid_job()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, Requires = ["db"] });
        Assert.Equal("requires db, which is no valid job", rig.Why("web")[1]);
        rig.Start("web");
        Assert.Equal("failed just now: db, which it requires, is no valid job", rig.Why("web")[0]);
    }

    [Fact]
    public void It_waits_for_events_and_levels_of_which_some_have_come()
    {
        Rig rig = new(
            Rig.Service("web") with { StartOn = Rig.On("started db and net-up IFACE!=lo and job:cache") },
            Rig.Service("db") with { IsManual = true });
        Assert.Equal(["has not been started", "waits for started db and net-up IFACE!=lo and job:cache"], rig.Why("web"));
        rig.Start("db");
        Assert.Equal(
            "waits for started db and net-up IFACE!=lo and job:cache, of which is missing: net-up IFACE!=lo, job:cache",
            rig.Why("web")[1]);
    }

    [Fact]
    public void A_level_that_holds_already_starts_nothing()
    {
        Rig rig = new(Rig.Service("web") with { StartOn = Rig.On("job:db") }, Rig.Service("db"));
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.Equal("starts on job:db, which holds already; it has to cease and come again", rig.Why("web")[1]);
    }

    [Fact]
    public void Clocks_and_instances_start_it()
    {
        Assert.True(CronSchedule.TryParse("0 4 * * *", out CronSchedule? nightly, out _));
        Assert.True(Expansion.TryParse("$TTY", out Expansion? key, out _));
        Rig rig = new(
            Rig.Task("nightly") with { Schedule = nightly },
            Rig.Task("often") with { Every = TimeSpan.FromMinutes(5) },
            Rig.Service("tty") with { Instance = key });
        Assert.Equal(["has not been started", "starts by its schedule: 0 4 * * *"], rig.Why("nightly"));
        Assert.Equal(["has not been started", "starts every 5m"], rig.Why("often"));
        Assert.Equal(["has no instance", "starts when an instance is asked for, told by $TTY"], rig.Why("tty"));
        rig.Start("tty", new EventVariable("TTY", "1"));
        Assert.Empty(rig.Why("tty"));
        rig.Exit("tty (1)", 2);
        Assert.Equal("failed just now: main process (101) terminated with status 2", rig.Why("tty", "1")[0]);
    }

    [Fact]
    public void Init_is_shutting_down()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Exit("web");
        Assert.Equal(
            ["was stopped just now, since init is shutting down", "cannot be started, since init is shutting down"], rig.Why("web"));
    }

    [Fact]
    public void A_page_is_enough()
    {
        Rig rig = new([
            Rig.Service("web") with { IsManual = true, Requires = [.. Enumerable.Range(0, 50).Select(at => $"db{at:00}")] },
            .. Enumerable.Range(0, 50).Select(at => Rig.Service($"db{at:00}") with { IsManual = true, PreStart = Rig.Hook() }),
        ]);
        Assert.Null(rig.Start("web"));
        string[] why = rig.Why("web");
        Assert.Equal(SupervisorLimits.Reasons, why.Length);
        Assert.Contains("requires others too, 40 more", why);
    }

    [Fact]
    public void What_requires_each_other_is_said_once()
    {
        Rig rig = new(
            Rig.Service("a") with { IsManual = true, Requires = ["b"] }, Rig.Service("b") with { IsManual = true, Requires = ["a"] });
        rig.Missing.Add("a main");
        rig.Missing.Add("b main");
        rig.Start("a");
        Assert.InRange(rig.Why("a").Length, 1, 5);
    }
}
