using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision.Reasons;

/// <summary>Why jobs are up, or on their way up or down.</summary>
public sealed class WayReasonsTests
{
    private static JobDefinition ByHand(string name) => Rig.Service(name) with { IsManual = true };

    [Fact]
    public void A_running_job_tells_since_when_and_by_what()
    {
        Rig rig = new(
            ByHand("web") with { Requires = ["db"] }, ByHand("db"), Rig.Service("boot"), Rig.Service("net") with { StartOn = Rig.On("net-up") },
            new JobDefinition("level") { Type = JobType.State, StartOn = Rig.On("job:net") });
        rig.Start("web");
        rig.Emit("net-up");
        rig.Pass(65);
        Assert.Equal(["has been running for 1m5s", "was started by request"], rig.Why("web"));
        Assert.Equal(["has been running for 1m5s", "was started at boot"], rig.Why("boot"));
        Assert.Equal(["has been running for 1m5s", "was started by its start-on: net-up"], rig.Why("net"));
        Assert.Equal(["has been up for 1m5s", "was started by its start-on: job:net"], rig.Why("level"));
        Assert.Equal(
            ["has been running for 1m5s", "was started since web needs it", "goes down once nothing needs it any more, as now: web"],
            rig.Why("db"));
    }

    [Fact]
    public void A_job_that_was_respawned_or_tried_again_tells_so()
    {
        RespawnLimit limit = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, RespawnLimit = limit });
        rig.Exit("web", 1);
        rig.Pass(1);
        Assert.Equal(["has been running for a moment", "was started at boot", "was respawned once"], rig.Why("web"));
        rig.Exit("web", 1);
        rig.Pass(301);
        Assert.Equal("was started again after it had failed", rig.Why("web")[1]);
    }

    [Fact]
    public void A_respawn_waits_for_its_delay()
    {
        RespawnDelay delay = new() { Min = TimeSpan.FromSeconds(9), Max = TimeSpan.FromSeconds(9) };
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, RespawnDelay = delay });
        rig.Exit("web", 3);
        Assert.Equal(["is respawned in 10s: main process (101) terminated with status 3", "was started at boot"], rig.Why("web"));
        rig.Pass(12);
        rig.Exit("web", 1);
        rig.Pass(12);
        Assert.Equal("was respawned 2 times in a row", rig.Why("web")[^1]);
    }

    [Fact]
    public void A_job_that_waits_to_start_tells_for_whom()
    {
        Rig rig = new(
            ByHand("web") with { Requires = ["db"], After = ["log"], Conflicts = ["old"] },
            ByHand("db") with { Ready = new Readiness.Notify() },
            ByHand("log") with { PreStart = Rig.Hook() },
            ByHand("old"));
        rig.Start("old");
        rig.Start("log");
        rig.Start("web");
        rig.Pass(3);
        Assert.Equal(
            [
                "has been waiting to start for 3s",
                "was started by request",
                "requires db, which is not ready: process 103 has run for 3s without saying so by notify; the start fails in 57s",
                "comes after log, which waits for its pre-start process 102, which has run for 3s and is ended in 57s",
                "conflicts with old, which waits for the end of process 101, which was sent TERM and is killed in 2s",
                "db was started since web needs it",
                "log was started by request",
                "old was stopped, since web was started, which conflicts with it",
            ],
            rig.Why("web"));
    }

    [Fact]
    public void Conditions_are_looked_at()
    {
        Supervisor supervisor = new(seed: 1);
        supervisor.Handle(
            new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("web") with { IfPathExists = ["/there"] }], []), TimeSpan.Zero);
        Assert.Equal(["has its conditions looked at", "was started at boot"], supervisor.Why("web", ""));
    }

    [Fact]
    public void A_hook_waits_for_what_it_started()
    {
        Rig rig = new(
            Rig.Service("web"), Rig.Task("before") with { StartOn = Rig.On("starting web"), StopOn = Rig.On("never") },
            Rig.Task("after") with { StartOn = Rig.On("stopping web") });
        rig.Pass(2);
        Assert.Equal(
            [
                "waits for what its starting event started or stopped; it goes on in 58s at the latest",
                "was started at boot",
                "waits for before, which has been running for 2s",
                "before was started by its start-on: starting",
            ],
            rig.Why("web"));
        rig.Exit("before");
        Assert.Null(rig.Stop("web"));
        Assert.Equal(
            [
                "waits for what its stopping event started or stopped; it goes on in 5s at the latest",
                "was stopped by request",
                "waits for after, which has been running for a moment",
                "after was started by its start-on: stopping",
            ],
            rig.Why("web"));
    }

    [Fact]
    public void A_process_that_is_being_spawned_is_told()
    {
        Supervisor supervisor = new(seed: 1);
        supervisor.Handle(
            new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("web"), Rig.Service("db") with { PreStart = Rig.Hook() }], []), TimeSpan.Zero);
        Assert.Equal("is being spawned", supervisor.Why("web", "")[0]);
        Assert.Equal("is in pre-start, which is being spawned", supervisor.Why("db", "")[0]);
    }

    [Fact]
    public void A_helper_is_waited_for_until_it_is_ended_and_killed()
    {
        Rig rig = new(ByHand("web") with { PreStart = Rig.Hook(10) });
        rig.Start("web");
        rig.Pass(4);
        Assert.Equal(["waits for its pre-start process 101, which has run for 4s and is ended in 6s", "was started by request"], rig.Why("web"));
        rig.Pass(7);
        Assert.Equal("waits for its pre-start process 101, which was asked to end and is killed in 4s", rig.Why("web")[0]);
        rig.Pass(5);
        Assert.Equal("waits for its pre-start process 101, which was killed and is not gone yet", rig.Why("web")[0]);
    }

    [Fact]
    public void A_start_that_turned_tells_what_turned_it()
    {
        Rig rig = new(ByHand("web") with { PreStart = Rig.Hook(10) }, Rig.Service("db") with { PostStart = Rig.Hook(), Respawn = RespawnPolicy.Always });
        rig.Start("web");
        rig.Stop("web");
        Assert.Equal("was stopped by request", rig.Why("web")[1]);
        rig.Exit("db", 1);
        Assert.Equal("is respawned: main process (101) terminated with status 1", rig.Why("db")[1]);
    }

    [Fact]
    public void A_reload_is_told()
    {
        Rig rig = new(Rig.Service("web") with { ReloadCommand = new JobCommand.Program(["reload"]) });
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        Assert.Equal("is being reloaded: waits for its reload process 102, which has run for a moment and is ended in 5s", rig.Why("web")[2]);
        rig.Stop("web");
        Assert.Equal("waits for its reload process 102, which was asked to end and is killed in 5s", rig.Why("web")[0]);
    }

    [Fact]
    public void A_stop_waits_for_those_that_come_later()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"], PreStop = Rig.Hook() }, Rig.Service("db"));
        rig.Stop("db");
        Assert.Equal(
            [
                "waits to go down until those are down that come after it",
                "was stopped by request",
                "comes before web, which waits for its pre-stop process 103, which has run for a moment and is ended in 1m",
                "web was stopped, since db went down",
            ],
            rig.Why("db"));
    }

    [Fact]
    public void A_stop_waits_for_processes_and_for_what_they_left()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Leaving.Add("web");
        rig.Stop("web");
        rig.Pass(1);
        Assert.Equal(["waits for the end of process 101, which was sent TERM and is killed in 4s", "was stopped by request"], rig.Why("web"));
        rig.Exit("web");
        Assert.Equal("waits for the end of what process 101 left behind, which was sent TERM and is killed in 4s", rig.Why("web")[0]);
        rig.Pass(5);
        Assert.Equal("waits for the end of what process 101 left behind, which was killed", rig.Why("web")[0]);
    }

    [Fact]
    public void What_cannot_be_killed_is_told()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Stop("web");
        rig.Pass(5);
        Assert.Equal("waits for the end of process 101, which was killed", rig.Why("web")[0]);
        rig.Pass(2);
        Assert.Equal(["cannot be killed: process 101 is still there after SIGKILL", "was stopped by request"], rig.Why("web"));
    }

    [Fact]
    public void A_job_that_comes_again_tells_so()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db"), Rig.Service("bad") with { PostStop = Rig.Hook() }, Rig.Service("flaky") with { Respawn = RespawnPolicy.Always, PostStop = Rig.Hook() });
        rig.Stop("web");
        rig.Start("web");
        Assert.Equal("starts again once it is down", rig.Why("web")[1]);
        rig.Restart("db");
        Assert.Equal("is being restarted", rig.Why("db")[1]);
        rig.Exit("bad", 1);
        Assert.Equal("failed: main process (101) terminated with status 1", rig.Why("bad")[1]);
        rig.Exit("flaky", 1);
        Assert.Equal("is respawned: main process (103) terminated with status 1", rig.Why("flaky")[1]);
    }

    [Fact]
    public void Why_does_not_change_anything()
    {
        Rig rig = new(Rig.Service("web"));
        InstanceStatus before = Assert.Single(rig.Status);
        rig.Why("web");
        Assert.Equal(before, Assert.Single(rig.Status));
    }

    [Fact]
    public void A_daemon_tells_whose_end_it_waits_for_and_then_for_whom()
    {
        Daemon daemon = Daemon.Fork(job => job with { StartTimeout = TimeSpan.FromMinutes(1) });
        daemon.Rig.Pass(10);
        Assert.Equal(
            "is not ready: its first process 101 has run for 10s and is to end first; it is taken for the main process in 50s",
            daemon.Rig.Why("web")[0]);
        daemon.End(Daemon.First);
        Assert.Equal(
            "looks for its main process among those that process 101 left behind; whoever is left is taken for it in 50s",
            daemon.Rig.Why("web")[0]);
        daemon.Rig.Pass(50);
        Assert.Equal(
            "looks for its main process among those that process 101 left behind; the start fails in 2s", daemon.Rig.Why("web")[0]);
    }
}
