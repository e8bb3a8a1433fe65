using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Those who ask and wait: each is answered once, in every end.</summary>
public sealed class ClientTests
{
    private static JobDefinition Slow => Rig.Service("web") with { IsManual = true, Ready = new Readiness.Notify() };

    private static JobDefinition Tty => Rig.Service("tty") with { Instance = Expand("$TTY"), Usage = "TTY=ttyX" };

    [Fact]
    public void A_second_start_is_told_that_the_job_is_running_while_the_first_waits()
    {
        Rig rig = new(Slow);
        Assert.Null(rig.Start("web"));
        Assert.Equal("AlreadyRunning web", rig.Start("web"));
        rig.Ready("web");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_start_is_overtaken_by_a_stop()
    {
        Rig rig = new(Slow);
        Assert.Null(rig.Start("web"));
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.Equal("Overtaken web", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void A_stop_is_overtaken_by_a_start_before_it_has_begun()
    {
        Rig rig = new(Rig.Service("web") with { PreStop = Rig.Hook() });
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Start("web"));
        rig.Exit("web", 0, ProcessRole.PreStop);
        Assert.Equal("Overtaken web", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void A_second_stop_is_told_that_the_job_is_not_running_while_the_first_waits()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Null(rig.Stop("web"));
        Assert.Equal("NotRunning web", rig.Stop("web"));
        rig.Exit("web");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_start_that_has_failed_is_not_answered_by_the_next_one()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, PreStart = Rig.Hook(), PostStop = Rig.Hook() });
        Assert.Null(rig.Start("web"));
        rig.Exit("web", 1, ProcessRole.PreStart);
        Assert.Null(rig.Start("web"));
        Assert.Equal("Failed web: pre-start process terminated with status 1", rig.AnswerTo(1));
        rig.Exit("web", 0, ProcessRole.PostStop);
        rig.Exit("web", 0, ProcessRole.PreStart);
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void A_start_that_a_shutdown_comes_between_is_refused()
    {
        Rig rig = new(Slow);
        Assert.Null(rig.Start("web"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Exit("web");
        Assert.Equal("Refused web: init is shutting down", rig.AnswerTo(1));
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void Whoever_still_waits_when_init_exits_is_answered_before()
    {
        Rig rig = new(
            Rig.Service("web") with { StopOn = Rig.On("maintenance"), PostStop = Rig.Hook(100), KillTimeout = TimeSpan.FromSeconds(50) });
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Emit("maintenance"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.NotNull(rig.ExitCode);
        Assert.Equal("Refused web: init is shutting down", rig.AnswerTo(1));
        Assert.Equal("Refused : init is shutting down", rig.AnswerTo(2));
        Assert.True(rig.Trace.FindIndex(line => line.StartsWith("exit", StringComparison.Ordinal))
            > rig.Trace.FindLastIndex(line => line.StartsWith("answer", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_start_during_the_stop_is_refused_once_the_file_is_gone()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db"));
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Start("web"));
        Assert.Null(rig.Restart("db"));
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [], []));
        rig.Exit("web");
        rig.Exit("db");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal("Refused web: its file is gone", rig.AnswerTo(2));
        Assert.Equal("Refused db: its file is gone", rig.AnswerTo(3));
        Assert.Empty(rig.Alive);
        Assert.Empty(rig.Status);
    }

    [Fact]
    public void What_runs_without_its_file_is_only_stopped()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [], []));
        Assert.Equal("AlreadyRunning web", rig.Start("web"));
        Assert.Equal("Refused web: its file is gone", rig.Restart("web"));
        Assert.Null(rig.Stop("web"));
        Assert.Equal("Refused web: its file is gone", rig.Start("web"));
        rig.Exit("web");
        Assert.Equal("NoSuchJob web", rig.Start("web"));
    }

    [Fact]
    public void A_program_that_ends_well_before_it_is_ready_has_failed_to_start()
    {
        Rig rig = new(Slow);
        Assert.Null(rig.Start("web"));
        rig.Exit("web");
        Assert.Equal("Failed web: main process (101) exited normally before the job was up", rig.AnswerTo(1));
    }

    [Fact]
    public void A_start_is_overtaken_where_what_it_requires_is_stopped_and_fails_where_that_ends_by_itself()
    {
        Rig rig = new(Slow with { Requires = ["db"] }, Rig.Service("db"));
        Assert.Null(rig.Start("web"));
        Assert.Null(rig.Stop("db"));
        rig.Exit("web");
        Assert.Equal("Overtaken web", rig.AnswerTo(1));
        rig.Exit("db");
        Assert.Null(rig.Start("web"));
        rig.Exit("db");
        rig.Exit("web");
        Assert.Equal("Failed web: db, which it requires, is down", rig.AnswerTo(3));
    }

    [Fact]
    public void A_restart_is_overtaken_by_a_stop_and_what_was_to_come_with_it_stays_down_too()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"));
        Assert.Null(rig.Restart("db"));
        Assert.Null(rig.Stop("db"));
        rig.Exit("web");
        rig.Exit("db");
        Assert.Equal("Overtaken db", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Empty(rig.Alive);
        Assert.DoesNotContain(rig.Trace, line => line.Contains("did not start", StringComparison.Ordinal));
    }

    [Fact]
    public void A_restart_during_the_respawn_delay_starts_at_once()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Exit("web", 1);
        Assert.Empty(rig.Alive);
        Assert.Equal("", rig.Restart("web"));
        Assert.Single(rig.Alive);
    }

    [Fact]
    public void A_restart_takes_along_what_only_waits_for_the_job()
    {
        Rig rig = new(Slow, Rig.Service("shop") with { Requires = ["web"], IsManual = true });
        Assert.Null(rig.Start("shop"));
        Assert.Null(rig.Restart("web"));
        rig.Exit("web");
        rig.Ready("web");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Equal(["web", "shop"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_restart_that_cannot_kill_does_not_start_by_itself_later()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Null(rig.Restart("web"));
        rig.Pass(5 + 2);
        Assert.Equal("Failed web: process 101 is still there after SIGKILL", rig.AnswerTo(1));
        Assert.Equal("Refused web: process 101 is still there after SIGKILL", rig.Stop("web"));
        rig.End("web", new ProcessEnd.Killed(Core.Values.Signal.Kill));
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_stop_calls_off_the_respawn_and_the_retry()
    {
        RespawnLimit limit = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };
        Rig rig = new(
            Rig.Service("web") with { Respawn = RespawnPolicy.Always },
            Rig.Service("db") with { Respawn = RespawnPolicy.Always, RespawnLimit = limit });
        rig.Exit("web", 1);
        Assert.Equal("", rig.Stop("web"));
        rig.Exit("db", 1);
        rig.Pass(1);
        rig.Exit("db", 1);
        Assert.NotNull(rig.Status.Single(status => status.Job == "db").NextAttempt);
        Assert.Equal("", rig.Stop("db"));
        Assert.Null(rig.Status.Single(status => status.Job == "db").NextAttempt);
        Assert.Equal("NotRunning db", rig.Stop("db"));
        rig.Pass(1000);
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_stop_calls_off_the_retry_of_what_is_still_on_its_way_down_and_waits_for_that()
    {
        RespawnLimit limit = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, RespawnLimit = limit, PostStop = Rig.Hook(), IsMain = true });
        rig.Exit("web", 1);
        rig.Exit("web", 0, ProcessRole.PostStop);
        rig.Pass(1);
        rig.Exit("web", 1);
        Assert.Null(rig.Stop("web"));
        rig.Exit("web", 0, ProcessRole.PostStop);
        Assert.Equal("", rig.AnswerTo(1));
        rig.Pass(1000);
        Assert.Empty(rig.Alive);
        Assert.Null(rig.ExitCode);
    }

    [Fact]
    public void A_reset_leaves_the_retry_as_it_is()
    {
        RespawnLimit limit = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };
        Rig rig = new(Tty with { Respawn = RespawnPolicy.Always, RespawnLimit = limit });
        rig.Start("tty", new EventVariable("TTY", "1"));
        rig.Exit("tty (1)", 1);
        rig.Pass(1);
        rig.Exit("tty (1)", 1);
        Assert.Equal("", rig.Ask(new SupervisorRequest.Reset("tty")));
        rig.Pass(301);
        Assert.Equal("tty (1)", Assert.Single(rig.Alive).Title);
        Assert.Equal(JobState.Running, Assert.Single(rig.Status).State);
    }

    [Fact]
    public void Whoever_goes_gets_no_answer_and_changes_nothing()
    {
        Rig rig = new(Slow, Rig.Service("db"), Rig.Task("fix") with { StartOn = Rig.On("broken") });
        Assert.Null(rig.Start("web"));
        Assert.Null(rig.Stop("db"));
        Assert.Null(rig.Emit("broken"));
        rig.Go(1);
        rig.Go(2);
        rig.Go(3);
        rig.Go(3);
        rig.Go(77);
        rig.Take();
        rig.Ready("web");
        rig.Exit("db");
        rig.Exit("fix");
        Assert.DoesNotContain(rig.Trace, line => line.StartsWith("answer", StringComparison.Ordinal));
        Assert.Equal(
            [("db", JobState.Waiting), ("fix", JobState.Waiting), ("web", JobState.Running)],
            rig.Status.Select(status => (status.Job, status.State)));
    }

    [Fact]
    public void A_name_tells_an_instance_that_exists_and_a_start_makes_one()
    {
        Rig rig = new(Tty);
        Assert.Equal("NoSuchInstance tty (1)", rig.Ask(new SupervisorRequest.Stop(new JobTarget("tty", "1", []), true)));
        Assert.Equal("", rig.Ask(new SupervisorRequest.Start(new JobTarget("tty", "1", [new("SPEED", "9600")]), true)));
        Assert.Contains("tty (1): spawn main TTY=1 SPEED=9600", rig.Trace);
        Assert.Null(rig.Ask(new SupervisorRequest.Stop(new JobTarget("tty", "1", []), true)));
        rig.Exit("tty (1)");
        Assert.Equal("", rig.AnswerTo(3));
        Assert.Equal(
            "BadInstance tty: the variables tell the instance '2', and not '1'",
            rig.Ask(new SupervisorRequest.Start(new JobTarget("tty", "1", [new("TTY", "2")]), true)));
        Assert.Equal("", rig.Ask(new SupervisorRequest.Start(new JobTarget("tty", "1", [new("TTY", "1")]), true)));
    }

    [Fact]
    public void A_name_of_several_variables_tells_only_what_has_been_started_by_them()
    {
        Rig rig = new(Rig.Service("pair") with { Instance = Expand("$A-$B") });
        Assert.Equal("NoSuchInstance pair (1-2)", rig.Ask(new SupervisorRequest.Start(new JobTarget("pair", "1-2", []), true)));
        Assert.Equal("", rig.Start("pair", new EventVariable("A", "1"), new EventVariable("B", "2")));
        Assert.Null(rig.Ask(new SupervisorRequest.Stop(new JobTarget("pair", "1-2", []), true)));
        rig.Exit("pair (1-2)");
        rig.Take();
        Assert.Equal("", rig.Ask(new SupervisorRequest.Start(new JobTarget("pair", "1-2", []), true)));
        Assert.Contains("pair (1-2): spawn main A=1 B=2", rig.Trace);
    }

    [Fact]
    public void A_job_without_instances_has_the_one_without_a_name()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Equal("NoSuchInstance web (1)", rig.Ask(new SupervisorRequest.Start(new JobTarget("web", "1", []), true)));
        Assert.Equal("AlreadyRunning web", rig.Ask(new SupervisorRequest.Start(new JobTarget("web", "", []), true)));
    }

    [Fact]
    public void What_is_meant_is_told_without_asking_for_anything()
    {
        Supervisor supervisor = new(seed: 1);
        supervisor.Handle(new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("web"), Tty], []), TimeSpan.Zero);
        Assert.Null(supervisor.Resolve(new JobTarget("web", null, []), out string instance));
        Assert.Equal("", instance);
        Assert.Equal(new RequestOutcome.NoSuchJob("bew"), supervisor.Resolve(new JobTarget("bew", null, []), out _));
        Assert.Equal(new RequestOutcome.MissingVariable("tty", "TTY", "TTY=ttyX"), supervisor.Resolve(new JobTarget("tty", null, []), out _));
        Assert.Equal(new RequestOutcome.NoSuchInstance("tty", "1"), supervisor.Resolve(new JobTarget("tty", "1", []), out _));
        supervisor.Handle(
            new SupervisorInput.Asked(new ClientTicket(1), new SupervisorRequest.Start(new JobTarget("tty", "1", []), false)),
            TimeSpan.Zero);
        Assert.Null(supervisor.Resolve(new JobTarget("tty", null, [new("TTY", "1")]), out instance));
        Assert.Equal("1", instance);
        Assert.Equal(["tty", "web"], supervisor.JobNames());
        Assert.True(supervisor.Has("web") && !supervisor.Has("bew"));
        Assert.Equal("TTY=ttyX", supervisor.DefinitionOf("tty")?.Usage);
        Assert.Empty(supervisor.StatusOf("bew"));
        Assert.Null(supervisor.StatusOf("tty", "2"));
    }

    private static Expansion Expand(string text) =>
        Expansion.TryParse(text, out Expansion? expansion, out _) ? expansion : throw new ArgumentException(text);
}
