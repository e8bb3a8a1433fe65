using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Signals that are asked for, and stops that do not ask the processes.</summary>
public sealed class KillTests
{
    private static readonly ProcessEnd s_killed = new ProcessEnd.Killed(Signal.Kill);

    [Fact]
    public void A_kill_comes_at_once_without_pre_stop_and_the_hooks_after_it_run()
    {
        Rig rig = new(
            Rig.Service("web") with { PreStop = Rig.Hook(), PostStop = Rig.Hook() }, Rig.Task("tidy") with { StartOn = Rig.On("stopping web") });
        rig.Take();
        Assert.Null(rig.Kill("web"));
        Assert.Contains("web: KILL to main, tree", rig.Trace);
        Assert.DoesNotContain("web: spawn pre-stop", rig.Trace);
        rig.End("web", s_killed);
        rig.Exit("tidy");
        rig.Exit("web", 0, ProcessRole.PostStop);
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["web stopping", "web killed", "web post-stop", "web waiting"], rig.States().Where(line => line.StartsWith("web", StringComparison.Ordinal)));
        Assert.Null(rig.Status.Single(status => status.Job == "web").LastResult?.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_start_that_hangs_is_given_up_when_a_process_would_be_unkillable(bool isAnswered)
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, KillTimeout = TimeSpan.FromSeconds(5) }) { IsSlow = true };
        Assert.Null(rig.Start("web"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Pass(6.9);
        Assert.DoesNotContain("web: give up main", rig.Trace);
        rig.Pass(0.2);
        Assert.Contains("web: give up main", rig.Trace);
        Assert.Null(rig.ExitCode);
        if (isAnswered)
        {
            rig.Tell(new SupervisorInput.SpawnFailed(rig.Spawns.Single().Process, "it hangs"));
            Assert.Equal(["web killed", "web post-stop", "web waiting"], rig.States()[^3..]);
        }
        else
        {
            rig.Pass(2);
            Assert.Equal("web unkillable", rig.States()[^1]);
        }

        Assert.Equal(0, rig.ExitCode);
        Assert.Single(rig.Spawns);
    }

    [Fact]
    public void A_process_that_starts_after_the_stop_is_asked_to_end_all_the_same()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true }) { IsSlow = true };
        Assert.Null(rig.Start("web"));
        Assert.Null(rig.Stop("web"));
        Assert.Empty(rig.Sends);
        rig.Tell(new SupervisorInput.ChildStarted(rig.Spawns.Single().Process, 200));
        Assert.Equal((200, Signal.Term), (rig.Sends.Single().Pid, rig.Sends.Single().Signal));
    }

    [Fact]
    public void A_start_that_is_only_late_is_killed_as_what_it_became()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, KillTimeout = TimeSpan.FromSeconds(5) }) { IsSlow = true };
        Assert.Null(rig.Start("web"));
        Assert.Null(rig.Stop("web"));
        rig.Pass(7.1);
        Assert.Contains("web: give up main", rig.Trace);
        rig.Tell(new SupervisorInput.ChildStarted(rig.Spawns.Single().Process, 200));
        Assert.Equal((200, Signal.Kill), (rig.Sends.Single().Pid, rig.Sends.Single().Signal));
        rig.Tell(new SupervisorInput.ChildExited(200, s_killed));
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void A_kill_is_for_all_processes_whatever_the_mode_of_a_stop()
    {
        Rig rig = new(Rig.Service("web") with { KillMode = KillMode.Main });
        rig.Leaving.Add("web");
        Assert.Null(rig.Kill("web"));
        Assert.Contains("web: KILL to main, tree", rig.Trace);
        rig.End("web", s_killed);
        Assert.Contains("web: KILL to what 101 left", rig.Trace);
        Assert.Null(rig.AnswerTo(1));
        rig.LetGo("web", 101);
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_kill_hastens_a_stop_that_is_under_way()
    {
        Rig rig = new(Rig.Service("web") with { KillTimeout = TimeSpan.FromMinutes(5) });
        Assert.Null(rig.Stop("web"));
        Assert.Contains("web: TERM to main, tree", rig.Take());
        Assert.Null(rig.Kill("web"));
        Assert.Contains("web: KILL to main, tree", rig.Take());
        rig.End("web", s_killed);
        Assert.Equal("", rig.AnswerTo(1) ?? "");
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Theory]
    [InlineData(ProcessRole.PreStop)]
    [InlineData(ProcessRole.PostStop)]
    public void A_kill_ends_a_helper_that_hangs_on_the_way_down(ProcessRole role)
    {
        Rig rig = new(Rig.Service("web") with { PreStop = Rig.Hook(), PostStop = Rig.Hook() });
        Assert.Null(rig.Stop("web"));
        if (role == ProcessRole.PostStop)
        {
            rig.Exit("web", 0, ProcessRole.PreStop);
            rig.Exit("web");
        }

        rig.Take();
        Assert.Null(rig.Kill("web"));
        Assert.Contains($"web: KILL to {Supervisor.Text(role)}, tree", rig.Trace);
        rig.End("web", s_killed, role);
        if (role == ProcessRole.PreStop)
        {
            rig.End("web", s_killed);
            rig.Exit("web", 0, ProcessRole.PostStop);
        }

        Assert.Equal("", rig.AnswerTo(2));
    }

    [Theory]
    [InlineData(ProcessRole.PreStart)]
    [InlineData(ProcessRole.Main)]
    [InlineData(ProcessRole.PostStart)]
    public void A_kill_ends_a_start(ProcessRole role)
    {
        Rig rig = new(Rig.Service("web") with { PreStart = Rig.Hook(), PostStart = Rig.Hook(), Ready = new Readiness.Notify(), IsManual = true });
        Assert.Null(rig.Start("web"));
        if (role != ProcessRole.PreStart)
        {
            rig.Exit("web", 0, ProcessRole.PreStart);
        }

        if (role == ProcessRole.PostStart)
        {
            rig.Ready("web");
        }

        rig.Take();
        Assert.Null(rig.Kill("web"));
        Assert.Contains($"web: KILL to {Supervisor.Text(role)}, tree", rig.Trace);
        foreach (Child child in rig.Alive)
        {
            rig.End("web", s_killed, child.Role);
        }

        Assert.Equal("Overtaken web", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.DoesNotContain(rig.Trace, line => line.Contains("still there", StringComparison.Ordinal));
    }

    [Fact]
    public void A_helper_that_is_killed_for_being_late_keeps_its_time_when_a_stop_comes()
    {
        Rig rig = new(Rig.Service("web") with { PreStart = Rig.Hook(10), KillTimeout = TimeSpan.FromSeconds(1), IsManual = true });
        Assert.Null(rig.Start("web"));
        rig.Pass(11);
        Assert.Contains("web: KILL to pre-start, tree", rig.Take());
        Assert.Null(rig.Stop("web"));
        Assert.DoesNotContain(rig.Trace, line => line.Contains("still there", StringComparison.Ordinal));
        rig.End("web", s_killed, ProcessRole.PreStart);
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void A_kill_does_not_wait_for_those_that_come_later()
    {
        Rig rig = new(
            Rig.Service("web") with { Requires = ["db", "net"] }, Rig.Service("db"), new JobDefinition("net") { Type = JobType.State });
        Assert.Null(rig.Stop("db"));
        Assert.Null(rig.Stop("net"));
        rig.Take();
        Assert.Null(rig.Kill("db"));
        Assert.Contains("db: KILL to main, tree", rig.Trace);
        Assert.Equal("", rig.Kill("net"));
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void A_start_during_a_kill_brings_the_job_up_again()
    {
        Rig rig = new(Rig.Service("web") with { ReloadCommand = new JobCommand.Program(["reload"]) });
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        Assert.Null(rig.Kill("web"));
        Assert.Null(rig.Start("web"));
        rig.End("web", s_killed, ProcessRole.Reload);
        rig.End("web", s_killed);
        rig.Pass(1);
        Assert.Equal("", rig.AnswerTo(3));
        Assert.Equal(103, Assert.Single(rig.Alive).Pid);
        Assert.DoesNotContain(rig.Trace, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_down_cannot_be_killed_but_its_next_start_can_be_called_off()
    {
        RespawnLimit limit = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };
        Rig rig = new(
            Rig.Service("web") with { IsManual = true }, Rig.Service("db") with { Respawn = RespawnPolicy.Always, RespawnLimit = limit });
        Assert.Equal("NotRunning web", rig.Kill("web"));
        rig.Exit("db", 1);
        rig.Pass(1);
        rig.Exit("db", 1);
        Assert.Equal("", rig.Kill("db"));
        rig.Pass(1000);
        Assert.Empty(rig.Alive);
        Assert.Equal("NotRunning db", rig.Kill("db"));
    }

    [Fact]
    public void What_even_kill_does_not_end_fails_the_kill()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Null(rig.Kill("web"));
        rig.Pass(2);
        Assert.Equal("Failed web: process 101 is still there after SIGKILL", rig.AnswerTo(1));
        Assert.Equal("Refused web: process 101 is still there after SIGKILL", rig.Kill("web"));
    }

    [Fact]
    public void A_kill_calls_off_a_restart()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Null(rig.Restart("web"));
        Assert.Null(rig.Kill("web"));
        rig.End("web", s_killed);
        Assert.Equal("Overtaken web", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Empty(rig.Alive);
    }

    [Theory]
    [InlineData(SignalScope.Process, "web: HUP to main, process")]
    [InlineData(SignalScope.Tree, "web: HUP to main, tree")]
    public void A_signal_goes_to_the_main_process_or_to_all(SignalScope scope, string sent)
    {
        Rig rig = new(Rig.Service("web") with { PostStart = Rig.Hook() });
        rig.Take();
        Assert.Equal("", rig.Ask(new SupervisorRequest.SendSignal(Rig.Target("web"), Signal.Hup, scope)));
        Assert.Equal([sent], rig.Take(line => line.StartsWith("web", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_signal_needs_a_process()
    {
        Rig rig = new(Rig.Service("web") with { PreStart = Rig.Hook() });
        Assert.Equal("NotRunning web", rig.Ask(new SupervisorRequest.SendSignal(Rig.Target("web"), Signal.Hup, SignalScope.Process)));
        Assert.Equal("", rig.Ask(new SupervisorRequest.SendSignal(Rig.Target("web"), Signal.Hup, SignalScope.Tree)));
        Assert.Equal("NoSuchJob bew", rig.Ask(new SupervisorRequest.SendSignal(Rig.Target("bew"), Signal.Hup, SignalScope.Tree)));
    }

    [Fact]
    public void What_a_signal_ends_is_respawned_as_if_it_had_ended_by_itself()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Pass(2);
        Assert.Equal("", rig.Ask(new SupervisorRequest.SendSignal(Rig.Target("web"), Signal.Kill, SignalScope.Process)));
        rig.End("web", s_killed);
        Assert.Equal(102, Assert.Single(rig.Alive).Pid);
    }
}
