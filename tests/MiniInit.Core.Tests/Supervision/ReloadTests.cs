using System;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>The command of a reload has a time limit and an end.</summary>
public sealed class ReloadTests
{
    private static JobDefinition Web => Rig.Service("web") with { ReloadCommand = new JobCommand.Program(["reload"]) };

    [Fact]
    public void A_reload_that_hangs_is_ended_and_the_job_lives_on()
    {
        Rig rig = new(Web);
        Assert.Equal("", rig.Ask(new SupervisorRequest.Reload(Rig.Target("web"))));
        Assert.Equal("Refused web: it is being reloaded already", rig.Ask(new SupervisorRequest.Reload(Rig.Target("web"))));
        rig.Pass(5);
        Assert.Contains("web: TERM to reload, tree", rig.Take());
        rig.Pass(5);
        Assert.Contains("web: KILL to reload, tree", rig.Take());
        rig.End("web", new ProcessEnd.Killed(Signal.Kill), ProcessRole.Reload);
        Assert.Equal("web start/running, process 101", Assert.Single(rig.Status).ToString());
        Assert.Null(rig.NextDeadline);
        Assert.Equal("", rig.Ask(new SupervisorRequest.Reload(Rig.Target("web"))));
        rig.Exit("web", 3, ProcessRole.Reload);
        Assert.Contains("web: warn: reload process (103) terminated with status 3", rig.Trace);
        Assert.Null(rig.NextDeadline);
    }

    [Fact]
    public void A_stop_ends_the_reload_first()
    {
        Rig rig = new(Web);
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        Assert.Null(rig.Stop("web"));
        Assert.Contains("web: TERM to reload, tree", rig.Trace);
        Assert.DoesNotContain("web: TERM to main, tree", rig.Trace);
        rig.End("web", new ProcessEnd.Killed(Signal.Term), ProcessRole.Reload);
        Assert.Contains("web: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void A_shutdown_does_not_wait_for_a_reload_beyond_its_budget()
    {
        Rig rig = new(Web);
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Contains("web: TERM to reload, tree", rig.Trace);
        rig.Pass(8);
        Assert.Equal(0, rig.ExitCode);
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void The_end_of_the_main_process_ends_the_reload_before_the_respawn()
    {
        Rig rig = new(Web with { Respawn = RespawnPolicy.Always });
        rig.Pass(2);
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        rig.Exit("web", 1);
        Assert.Contains("web: TERM to reload, tree", rig.Trace);
        rig.End("web", new ProcessEnd.Killed(Signal.Term), ProcessRole.Reload);
        Assert.Equal(ProcessRole.Main, Assert.Single(rig.Alive).Role);
    }

    [Fact]
    public void What_is_not_up_is_not_reloaded()
    {
        Rig rig = new(Rig.Service("web") with { Ready = new Readiness.Notify() });
        Assert.Equal("NotRunning web", rig.Ask(new SupervisorRequest.Reload(Rig.Target("web"))));
        rig.Ready("web");
        Assert.Equal("", rig.Ask(new SupervisorRequest.Reload(Rig.Target("web"))));
        Assert.Contains("web: HUP to main, process", rig.Trace);
    }
}
