using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Stops, kills and the shutdown while the main process of a daemon is looked for.</summary>
public sealed class DaemonStopTests
{
    [Theory]
    [InlineData(KillMode.Tree)]
    [InlineData(KillMode.Group)]
    [InlineData(KillMode.Main)]
    [InlineData(KillMode.Mixed)]
    public void A_stop_ends_all_that_is_left_where_nobody_knows_the_main_process(KillMode mode)
    {
        Daemon daemon = Daemon.Fork(job => job with { KillMode = mode });
        daemon.Rig.Leaving.Add("web");
        daemon.End(Daemon.First);
        Assert.Null(daemon.Rig.Stop("web"));
        Assert.Contains("stop finding", daemon.Rig.Trace);
        SupervisorEffect.EndRemains end = Assert.Single(daemon.Rig.Ends);
        Assert.Equal((Daemon.First, SignalScope.Tree), (end.Pid, end.Scope));
        daemon.Find(13);
        Assert.Equal("web stop/killed", daemon.Line);
        daemon.Rig.LetGo("web", Daemon.First);
        Assert.Equal("web stop/waiting", daemon.Line);
        Assert.Equal("", daemon.Rig.AnswerTo(1));
    }

    [Fact]
    public void A_stop_of_one_that_runs_and_is_looked_for_is_no_other()
    {
        Daemon daemon = Daemon.Running(13);
        daemon.End(13);
        Assert.Equal("", daemon.Rig.Stop("web"));
        Assert.Equal("web stop/waiting", daemon.Line);
        Assert.Null(daemon.Rig.NextDeadline);
    }

    [Fact]
    public void One_that_is_found_on_the_way_down_is_ended_like_any_other()
    {
        Daemon daemon = Daemon.Running(13, job => job with { PreStop = Rig.Hook() });
        daemon.End(13);
        _ = daemon.Rig.Stop("web");
        daemon.Find(14);
        daemon.Rig.Exit("web", role: ProcessRole.PreStop);
        Assert.Equal(14, Assert.Single(daemon.Rig.Sends).Pid);
        daemon.Kill(14, mayHaveLeft: false);
        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void One_that_is_missed_on_the_way_down_is_down()
    {
        Daemon daemon = Daemon.Running(13, job => job with { PreStop = Rig.Hook() });
        daemon.End(13);
        _ = daemon.Rig.Stop("web");
        daemon.Miss();
        daemon.Rig.Exit("web", role: ProcessRole.PreStop);
        Assert.Equal("web stop/waiting", daemon.Line);
        Assert.Null(daemon.Status.LastResult?.Failure);
    }

    [Fact]
    public void A_kill_does_not_ask()
    {
        Daemon daemon = Daemon.Running(13, job => job with { KillMode = KillMode.Main });
        daemon.End(13);
        Assert.Equal("", daemon.Rig.Kill("web"));
        SupervisorEffect.EndRemains end = Assert.Single(daemon.Rig.Ends);
        Assert.Equal((Core.Values.Signal.Kill, SignalScope.Tree), (end.Signal, end.Scope));
    }

    [Fact]
    public void A_restart_starts_anew()
    {
        Daemon daemon = Daemon.Fork();
        daemon.End(Daemon.First);
        _ = daemon.Rig.Restart("web");
        Assert.Equal("web start/spawned, process 102", daemon.Line);
        daemon.Find(13);
        Assert.Equal("web start/spawned, process 102", daemon.Line);
    }

    [Fact]
    public void A_stop_in_the_middle_of_the_start_ends_the_process_that_was_to_be_main_whatever_the_kill_mode()
    {
        Daemon daemon = Daemon.Fork(job => job with { KillMode = KillMode.Main });
        _ = daemon.Rig.Stop("web");
        daemon.Kill(Daemon.First);
        Assert.Equal(SignalScope.Tree, Assert.Single(daemon.Rig.Ends).Scope);
        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void A_stop_while_the_first_process_and_the_one_it_named_are_there_waits_for_both()
    {
        Daemon daemon = Daemon.Fork(job => job with { KillMode = KillMode.Main });
        daemon.Find(13);
        _ = daemon.Rig.Stop("web");
        Assert.Equal([13], daemon.Rig.Sends.Select(send => send.Pid));
        daemon.Kill(13, mayHaveLeft: false);
        Assert.Equal([13, Daemon.First], daemon.Rig.Sends.Select(send => send.Pid));
        Assert.Equal("web stop/killed, process 101", daemon.Line);
        daemon.Kill(Daemon.First, mayHaveLeft: false);
        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void The_shutdown_ends_whoever_is_looked_for()
    {
        Daemon daemon = Daemon.Fork();
        daemon.End(Daemon.First);
        daemon.Rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Equal(0, daemon.Rig.ExitCode);
    }

    [Fact]
    public void A_shutdown_that_kills_everything_waits_for_no_answer()
    {
        Daemon daemon = Daemon.Running(13, job => job with { PreStop = Rig.Hook() });
        daemon.End(13);
        for (int asked = 0; asked < 3; asked++)
        {
            daemon.Rig.Tell(new SupervisorInput.ShutdownAsked(null));
        }

        Assert.Contains("stop finding", daemon.Rig.Trace);
        Assert.NotNull(daemon.Rig.ExitCode);
    }

    [Fact]
    public void A_bug_ends_what_is_left_of_one_that_is_looked_for()
    {
        Daemon daemon = Daemon.Running(13);
        daemon.End(13);
        daemon.Rig.Inside("web").Deadline = null;
        _ = daemon.Rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        Assert.True(daemon.Said("the job is given up: looks for its main process without a limit"));
        Assert.Equal("web stop/waiting", daemon.Line);
        Assert.Equal(Core.Values.Signal.Kill, Assert.Single(daemon.Rig.Ends).Signal);
        Assert.Contains("stop finding", daemon.Rig.Trace);
        Assert.Equal("NotRunning web", daemon.Rig.Kill("web"));
    }
}
