using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>The behaviour of one job: Upstart's cases, and the repairs.</summary>
public sealed class SupervisorTests
{
    [Fact]
    public void A_job_starts_at_boot_and_goes_through_its_states()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Equal(["web starting", "web pre-start", "web spawned", "web post-start", "web running"], rig.States());
        Assert.Single(rig.Alive);
    }

    [Fact]
    public void A_stop_asks_the_processes_to_end_and_is_answered_when_they_are_gone()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Take();
        Assert.Null(rig.Stop("web"));
        Assert.Contains("web: TERM to main, tree", rig.Trace);
        rig.End("web", new ProcessEnd.Killed(Signal.Term));
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["web pre-stop", "web stopping", "web killed", "web post-stop", "web waiting"], rig.States());
    }

    [Fact]
    public void What_ignores_the_kill_signal_is_killed_after_its_time()
    {
        Rig rig = new(Rig.Service("web") with { KillTimeout = TimeSpan.FromSeconds(3) });
        Assert.Null(rig.Stop("web"));
        rig.Take();
        rig.Pass(2.9);
        Assert.Empty(rig.Take());
        rig.Pass(0.2);
        Assert.Contains("web: KILL to main, tree", rig.Take());
        rig.End("web", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void What_even_kill_does_not_end_holds_nobody_and_is_not_started_until_it_is_gone()
    {
        Rig rig = new(Rig.Service("web") with { PostStop = Rig.Hook() });
        Assert.Null(rig.Stop("web"));
        rig.Pass(5 + 2);
        Assert.Equal("Failed web: process 101 is still there after SIGKILL", rig.AnswerTo(1));
        Assert.Equal("Refused web: process 101 is still there after SIGKILL", rig.Start("web"));
        rig.Take();
        rig.End("web", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal(["web waiting"], rig.States());
        Assert.Equal("", rig.Start("web"));
    }

    [Fact]
    public void A_failed_pre_start_fails_the_job_and_post_stop_runs()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, PreStart = Rig.Hook(), PostStop = Rig.Hook() });
        Assert.Null(rig.Start("web"));
        rig.Exit("web", 1, ProcessRole.PreStart);
        Assert.DoesNotContain("web: spawn main", rig.Trace);
        rig.Exit("web", 0, ProcessRole.PostStop);
        Assert.Equal("Failed web: pre-start process terminated with status 1", rig.AnswerTo(1));
    }

    [Fact]
    public void A_hanging_pre_start_is_ended_at_its_time_limit()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, PreStart = Rig.Hook(10) });
        Assert.Null(rig.Start("web"));
        rig.Pass(10);
        Assert.Contains("web: TERM to pre-start, tree", rig.Take());
        rig.Pass(5);
        Assert.Contains("web: KILL to pre-start, tree", rig.Take());
        rig.End("web", new ProcessEnd.Killed(Signal.Kill), ProcessRole.PreStart);
        Assert.Equal("Failed web: pre-start took longer than its time limit", rig.AnswerTo(1));
    }

    [Fact]
    public void A_stop_while_pre_start_hangs_ends_it_and_the_job_never_runs()
    {
        Rig rig = new(Rig.Service("web") with { PreStart = Rig.Hook() });
        rig.Take();
        Assert.Null(rig.Stop("web"));
        Assert.Contains("web: TERM to pre-start, tree", rig.Trace);
        rig.End("web", new ProcessEnd.Killed(Signal.Term), ProcessRole.PreStart);
        Assert.Equal("", rig.AnswerTo(1));
        Assert.DoesNotContain("web: spawn main", rig.Trace);
        Assert.DoesNotContain(rig.Trace, line => line.Contains("warn", StringComparison.Ordinal) && line.Contains("pre-start process killed", StringComparison.Ordinal) && line.Contains("failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ProcessRole.PostStart)]
    [InlineData(ProcessRole.PreStop)]
    public void The_result_of_post_start_and_pre_stop_is_ignored(ProcessRole role)
    {
        Rig rig = new(Rig.Service("web") with { PostStart = Rig.Hook(), PreStop = Rig.Hook() });
        rig.Exit("web", role == ProcessRole.PostStart ? 1 : 0, ProcessRole.PostStart);
        Assert.Contains("web: post-start -> running", rig.Take());
        Assert.Null(rig.Stop("web"));
        rig.Exit("web", 1, ProcessRole.PreStop);
        rig.Exit("web");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_program_that_is_missing_fails_the_start_with_the_reason()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true });
        rig.Missing.Add("web main");
        Assert.Equal(
            "Failed web: Failed to spawn web main process: unable to execute: No such file or directory",
            rig.Start("web"));
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void An_exit_without_respawn_fails_the_job_unless_it_is_normal()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db") with { NormalExit = [new ProcessEnd.Exited(3)] });
        rig.Exit("web", 1);
        rig.Exit("db", 3);
        Assert.Contains("web: warn: main process (102) terminated with status 1", rig.Trace);
        Assert.DoesNotContain("db: warn: main process (101) terminated with status 3", rig.Trace);
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_job_that_was_ready_for_long_is_respawned_at_once_again()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Pass(2);
        rig.Exit("web");
        rig.Exit("web");
        Assert.Empty(rig.Alive);
        rig.Pass(JobDefaults.RespawnDelayReset.TotalSeconds + 1);
        Assert.Single(rig.Alive);
        rig.Exit("web");
        Assert.Single(rig.Alive);
    }

    [Fact]
    public void A_respawn_of_a_job_that_was_up_is_at_once_and_later_ones_pause_longer_and_longer()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Pass(2);
        rig.Exit("web");
        Assert.Single(rig.Alive);
        double before = 0;
        for (int round = 0; round < 6; round++)
        {
            rig.Exit("web");
            Assert.Empty(rig.Alive);
            TimeSpan start = rig.Now;
            while (rig.Alive.Count == 0)
            {
                rig.Pass((rig.NextDeadline!.Value - rig.Now).TotalSeconds);
            }

            double pause = (rig.Now - start).TotalSeconds;
            Assert.InRange(pause, 0.1 * Math.Pow(2, round), 0.1 * Math.Pow(2, round) * 1.1);
            Assert.True(pause > before);
            before = pause;
        }
    }

    [Fact]
    public void No_event_is_lost_however_many_jobs_start_at_once()
    {
        const int Jobs = 10_500;
        Rig rig = new([.. Enumerable.Range(0, Jobs).Select(number => new JobDefinition($"s{number}") { Type = JobType.State })]);
        Assert.Equal(Jobs, rig.Status.Count(status => status.State == JobState.Running));
        Assert.DoesNotContain(rig.Trace, line => line.Contains("dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_goes_and_comes_back_unchanged_starts_nothing_again()
    {
        JobDefinition task = Rig.Task("migrate");
        Rig rig = new(task);
        rig.Exit("migrate");
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [], []));
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [task], []));
        Assert.Empty(rig.Alive);
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [], []));
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [task with { Description = "another" }], []));
        Assert.Single(rig.Alive);
    }

    [Theory]
    [InlineData(true, false, true)] // a limit was reached at the first start
    [InlineData(false, false, false)] // the program is not there at the first start
    [InlineData(false, true, true)] // it was there, and is being replaced
    public void A_respawned_job_is_tried_again_where_its_start_may_work_later(bool isPassing, bool hasRun, bool isTried)
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, IsManual = true });
        if (hasRun)
        {
            _ = rig.Start("web");
            rig.Missing.Add("web main");
            rig.Exit("web", 1);
            rig.Pass(0.2);
        }
        else
        {
            rig.Missing.Add("web main");
            rig.IsPassing = isPassing;
            _ = rig.Start("web");
        }

        Assert.Empty(rig.Alive);
        rig.Missing.Clear();
        rig.Pass(60);
        Assert.Equal(isTried ? 1 : 0, rig.Alive.Count);
    }

    [Fact]
    public void Jobs_that_go_round_in_circles_hold_up_nobody_elses_deadlines()
    {
        Rig rig = new(
            new JobDefinition("ping") { Type = JobType.State, StartOn = Rig.On("startup or stopped pong"), StopOn = Rig.On("started pong") },
            new JobDefinition("pong") { Type = JobType.State, StartOn = Rig.On("started ping"), StopOn = Rig.On("stopped ping") },
            Rig.Service("deaf") with { Ready = new Readiness.Notify(), StartTimeout = TimeSpan.FromSeconds(1) });
        rig.Take();
        for (int round = 0; round < 30; round++)
        {
            TimeSpan next = rig.NextDeadline ?? throw new InvalidOperationException("nothing is waited for");
            Assert.True(next > rig.Now, "a deadline that has passed makes the loop spin");
            rig.Pass((next - rig.Now).TotalSeconds);
        }

        Assert.Contains("deaf: warn: not ready within 1s", rig.Trace);
        Assert.DoesNotContain(rig.Trace, line => line.Contains("without end", StringComparison.Ordinal));
    }

    [Fact]
    public void A_job_that_comes_later_starts_as_it_would_have_at_boot()
    {
        JobDefinition web = Rig.Service("web");
        Rig rig = new(web);
        rig.Tell(new SupervisorInput.Configured(
            new InitDefinition(), [web, Rig.Service("late"), Rig.Service("by-hand") with { IsManual = true }], []));
        Assert.Equal(["web", "late"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void What_is_exported_is_what_the_job_sets_too()
    {
        Assert.True(Expansion.TryParse("red", out Expansion? red, out _));
        Rig rig = new(
            Rig.Service("first") with { Export = ["COLOUR"], Environment = [new EnvironmentEntry("COLOUR", red!)] },
            Rig.Service("second") with { StartOn = Rig.On("started first COLOUR=red") });
        Assert.Equal(["first", "second"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void Too_many_respawns_in_a_row_fail_the_job()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, RespawnLimit = new() { Count = 3 } });
        for (int round = 0; round < 4; round++)
        {
            rig.Exit("web", 7);
            rig.Pass(10);
        }

        Assert.Contains("web: warn: main process (104) terminated with status 7; respawning too fast, stopped", rig.Trace);
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_job_that_failed_too_often_is_tried_again_later_unless_it_is_stopped()
    {
        RespawnLimit limit = new() { Count = 1, Then = new RespawnEnd.Retry(TimeSpan.FromMinutes(5)) };
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, RespawnLimit = limit, IsMain = true });
        rig.Exit("web", 7);
        rig.Pass(10);
        rig.Exit("web", 7);
        rig.Pass(299);
        Assert.Empty(rig.Alive);
        Assert.Null(rig.ExitCode);
        rig.Pass(2);
        Assert.Single(rig.Alive);
        rig.Exit("web", 7);
        rig.Pass(5);
        rig.Exit("web", 7);
        Assert.Equal("", rig.Stop("web"));
        rig.Pass(600);
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void Upstarts_window_counts_when_it_is_given()
    {
        RespawnLimit limit = new() { Count = 3, Interval = TimeSpan.FromSeconds(5) };
        Rig rig = new(Rig.Service("web") with
        {
            Respawn = RespawnPolicy.Always,
            RespawnLimit = limit,
            RespawnDelay = new() { Min = TimeSpan.Zero, Max = TimeSpan.Zero },
        });
        for (int round = 0; round < 20; round++)
        {
            rig.Pass(2);
            rig.Exit("web", 1);
        }

        Assert.Single(rig.Alive);
        for (int round = 0; round < 4 && rig.Alive.Count > 0; round++)
        {
            rig.Exit("web", 1);
            rig.Pass(0.1);
        }

        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_start_that_is_not_ready_in_time_fails()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, Ready = new Readiness.Notify(), StartTimeout = TimeSpan.FromSeconds(9) });
        Assert.Null(rig.Start("web"));
        rig.Pass(9);
        Assert.Contains("web: TERM to main, tree", rig.Trace);
        rig.Exit("web");
        Assert.Equal("Failed web: not ready within 9s", rig.AnswerTo(1));
    }

    [Fact]
    public void A_start_waits_until_the_job_is_ready()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, Ready = new Readiness.Notify() });
        Assert.Null(rig.Start("web"));
        rig.Pass(30);
        Assert.Null(rig.AnswerTo(1));
        rig.Ready("web");
        Assert.Equal("", rig.AnswerTo(1));
        rig.Ready("web");
    }

    [Fact]
    public void The_start_of_a_task_is_done_when_it_ended_well()
    {
        Rig rig = new(Rig.Task("migrate") with { IsManual = true });
        Assert.Null(rig.Start("migrate"));
        rig.Exit("migrate");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Null(rig.Start("migrate"));
        rig.Exit("migrate", 2);
        Assert.Equal("Failed migrate: main process (102) terminated with status 2", rig.AnswerTo(2));
    }

    [Fact]
    public void A_state_is_up_without_a_process()
    {
        Rig rig = new(new JobDefinition("net") { Type = JobType.State, IsManual = true });
        Assert.Equal("", rig.Start("net"));
        Assert.Empty(rig.Alive);
        Assert.Equal("AlreadyRunning net", rig.Start("net"));
        Assert.Equal("", rig.Stop("net"));
        Assert.Equal("NotRunning net", rig.Stop("net"));
    }

    [Fact]
    public void A_restart_stops_and_starts_again()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Take();
        Assert.Null(rig.Restart("web"));
        rig.Exit("web");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Single(rig.Alive);
        Assert.Equal(102, rig.Alive[0].Pid);
    }

    [Fact]
    public void A_start_during_the_stop_turns_the_job_around_at_its_end()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Start("web"));
        rig.Exit("web");
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Single(rig.Alive);
    }

    [Fact]
    public void A_start_during_pre_stop_cancels_the_stop()
    {
        Rig rig = new(Rig.Service("web") with { PreStop = Rig.Hook() });
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Start("web"));
        rig.Exit("web", 0, ProcessRole.PreStop);
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Equal(101, Assert.Single(rig.Alive).Pid);
    }

    [Fact]
    public void Requests_for_what_is_not_there_are_refused()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("tty") with
        {
            Instance = Expand("$TTY"),
            Usage = "start tty TTY=ttyX",
        });
        Assert.Equal("NoSuchJob bew", rig.Start("bew"));
        Assert.Equal("MissingVariable tty TTY: start tty TTY=ttyX", rig.Start("tty"));
        Assert.Equal("NoSuchInstance tty (tty9)", rig.Stop("tty", new EventVariable("TTY", "tty9")));
        Assert.Equal("", rig.Start("tty", new EventVariable("TTY", "tty9")));
        Assert.Contains("tty (tty9): spawn main TTY=tty9", rig.Trace);
    }

    private static Core.Expansions.Expansion Expand(string text) =>
        Core.Expansions.Expansion.TryParse(text, out Core.Expansions.Expansion? expansion, out _) ? expansion : throw new ArgumentException(text);
}
