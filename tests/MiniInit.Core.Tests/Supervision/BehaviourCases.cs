using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// What Upstart's own tests expect of one job, in their order and by number: those of 64 that are a matter of the
/// supervisor. Left out are cases of the command line (11, 12), of tracing (35 to 39), of files (51, 52) and of output.
/// </summary>
public sealed class BehaviourCases
{
    private const string EndOfWatch = " UPSTART_EVENTS=stopped";

    private static JobDefinition Job => Rig.Service("test") with { IsManual = true };

    /// <summary>Its start shows with which variables the job stopped.</summary>
    private static JobDefinition Watch => Rig.Task("watch") with { StartOn = Rig.On("stopped test") };

    [Fact]
    public void Case_01_to_08_status_lines()
    {
        Rig rig = new(Job with { PreStart = Rig.Hook(), PostStart = Rig.Hook(), Ready = new Readiness.Notify(), Respawn = RespawnPolicy.Always });
        Assert.Equal("test stop/waiting", Line(rig));
        rig.Start("test");
        Assert.Equal("test start/pre-start, process 101", Line(rig));
        rig.Exit("test", 0, ProcessRole.PreStart);
        Assert.Equal("test start/spawned, process 102", Line(rig));
        rig.Notify("test", "READY=1");
        Assert.Equal("test start/post-start, process 102\n\tpost-start process 103", Line(rig));
        rig.Exit("test");
        Assert.Equal("test start/post-start, (post-start) process 103", Line(rig));
        rig.Exit("test", 0, ProcessRole.PostStart);
        rig.Pass(1);
        rig.Exit("test", 0, ProcessRole.PreStart);
        rig.Notify("test", "READY=1");
        rig.Exit("test", 0, ProcessRole.PostStart);
        Assert.Equal("test start/running, process 105", Line(rig));
    }

    [Fact]
    public void Case_02_the_status_of_a_named_instance()
    {
        Rig rig = new(Job with { Instance = Expand("$NAME") });
        rig.Start("test", new EventVariable("NAME", "beetroot"));
        Assert.Equal("test (beetroot) start/running, process 101", Line(rig));
    }

    [Fact]
    public void Case_03_no_process_while_stopping()
    {
        Rig rig = new(
            Job with { Type = JobType.State, Command = null }, Rig.Task("hook") with { StartOn = Rig.On("stopping test") });
        rig.Start("test");
        Assert.Null(rig.Stop("test"));
        Assert.Equal("test stop/stopping", Line(rig));
    }

    [Fact]
    public void Case_09_a_start_that_does_not_wait_is_answered_at_once()
    {
        Rig rig = new(Job with { PreStart = Rig.Hook() });
        Assert.Equal("", rig.Ask(new SupervisorRequest.Start(Rig.Target("test"), Waits: false)));
        Assert.Equal(JobGoal.Start, rig.Status.Single().Goal);
    }

    [Fact]
    public void Case_10_a_second_start_is_refused()
    {
        Rig rig = new(Job);
        rig.Start("test");
        Assert.Equal("AlreadyRunning test", rig.Start("test"));
    }

    [Fact]
    public void Case_13_a_stop_sends_term_and_is_done_when_it_is_gone()
    {
        Rig rig = new(Job);
        rig.Start("test");
        Assert.Null(rig.Stop("test"));
        Assert.Contains("test: TERM to main, tree", rig.Trace);
        rig.End("test", new ProcessEnd.Killed(Signal.Term));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Equal("test stop/waiting", Line(rig));
    }

    [Fact]
    public void Case_14_kill_follows_term_after_the_kill_timeout()
    {
        Rig rig = new(Job with { KillTimeout = TimeSpan.FromSeconds(1) });
        rig.Start("test");
        rig.Stop("test");
        Assert.DoesNotContain("test: KILL to main, tree", rig.Trace);
        rig.Pass(1);
        Assert.Contains("test: KILL to main, tree", rig.Trace);
    }

    [Fact]
    public void Case_15_and_16_what_is_not_there_is_not_stopped_and_what_is_stopped_not_restarted()
    {
        Rig rig = new(Job, Rig.Service("tty") with { Instance = Expand("$TTY") });
        Assert.Equal("NoSuchInstance tty (1)", rig.Stop("tty", new EventVariable("TTY", "1")));
        Assert.Equal("NotRunning test", rig.Restart("test"));

        // Upstart says "Unknown instance: " and nothing more of a job that is not up and has no named instances.
        Assert.Equal("NotRunning test", rig.Stop("test"));
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("USR1")]
    public void Case_17_to_19_a_reload_is_a_signal_to_the_main_process(string name)
    {
        Assert.True(Signal.TryParse(name, out Signal signal));
        Rig rig = new(Job with { ReloadSignal = signal });
        Assert.Equal("NotRunning test", rig.Ask(new SupervisorRequest.Reload(Rig.Target("test"))));
        rig.Start("test");
        Assert.Equal("", rig.Ask(new SupervisorRequest.Reload(Rig.Target("test"))));
        Assert.Contains($"test: {name} to main, process", rig.Trace);
        Assert.Equal("test start/running, process 101", Line(rig));
    }

    [Fact]
    public void Case_20_an_exit_with_1_fails_the_job_and_its_start()
    {
        Rig rig = new(Job with { Ready = new Readiness.Notify() }, Watch);
        Assert.Null(rig.Start("test"));
        rig.Exit("test", 1);
        Assert.Equal("Failed test: main process (101) terminated with status 1", rig.AnswerTo(1));
        Assert.Equal("RESULT=failed PROCESS=main EXIT_STATUS=1", Result(rig));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Case_21_and_22_a_service_that_is_respawned_is_so_whatever_its_code(int code)
    {
        Rig rig = new(Job with { Respawn = RespawnPolicy.Always }, Watch);
        rig.Start("test");
        rig.Pass(2);
        rig.Exit("test", code);
        Assert.Contains(
            code == 0 ? "test: message: main process (101) exited normally, respawning"
                : "test: warn: main process (101) terminated with status 1, respawning",
            rig.Trace);
        InstanceStatus status = rig.Status.First();
        Assert.Equal((JobGoal.Start, 102, 1), (status.Goal, status.MainPid, status.Respawns));
        Assert.Equal("", Result(rig));
    }

    [Theory]
    [InlineData(true, "RESULT=ok")]
    [InlineData(false, "RESULT=failed PROCESS=main EXIT_SIGNAL=TERM")]
    public void Case_23_and_24_a_signal_is_a_failure_unless_it_is_listed(bool isListed, string result)
    {
        Rig rig = new(Job with { NormalExit = isListed ? [new ProcessEnd.Killed(Signal.Term)] : [] }, Watch);
        rig.Start("test");
        rig.End("test", new ProcessEnd.Killed(Signal.Term));
        Assert.Equal(result, Result(rig));
    }

    [Fact]
    public void Case_25_the_end_of_the_main_process_while_stopping_is_no_failure()
    {
        Rig rig = new(Job, Watch, Rig.Task("hook") with { StartOn = Rig.On("stopping test") });
        rig.Start("test");
        rig.Stop("test");
        rig.Exit("test", 1);
        Assert.Equal("test stop/stopping", Line(rig));
        rig.Exit("hook");
        Assert.Equal("RESULT=ok", Result(rig));
    }

    [Fact]
    public void Case_26_and_27_a_pre_start_that_fails_keeps_main_from_running_and_post_stop_runs()
    {
        Rig rig = new(Job with { PreStart = Rig.Hook(), PostStop = Rig.Hook() }, Watch);
        rig.Start("test");
        rig.Exit("test", 1, ProcessRole.PreStart);
        rig.Exit("test", 0, ProcessRole.PostStop);
        Assert.DoesNotContain("test: spawn main", rig.Trace);
        Assert.Equal("RESULT=failed PROCESS=pre-start EXIT_STATUS=1", Result(rig));
        rig.Exit("watch");
        rig.Take();
        rig.Start("test");
        rig.End("test", new ProcessEnd.Killed(Signal.Kill), ProcessRole.PreStart);
        rig.Exit("test", 0, ProcessRole.PostStop);
        Assert.Equal("RESULT=failed PROCESS=pre-start EXIT_SIGNAL=KILL", Result(rig));
    }

    [Fact]
    public void Case_28_to_30_of_the_other_hooks_only_post_stop_can_fail_the_job()
    {
        Rig rig = new(Job with { PostStart = Rig.Hook(), PreStop = Rig.Hook(), PostStop = Rig.Hook() }, Watch);
        rig.Start("test");
        rig.Exit("test", 1, ProcessRole.PostStart);
        Assert.Equal("test start/running, process 101", Line(rig));
        rig.Stop("test");
        rig.Exit("test", 1, ProcessRole.PreStop);
        rig.Exit("test");
        rig.Exit("test", 3, ProcessRole.PostStop);
        Assert.Equal("RESULT=failed PROCESS=post-stop EXIT_STATUS=3", Result(rig));
    }

    [Fact]
    public void Case_31_a_stop_while_starting_spawns_nothing()
    {
        Rig rig = new(Job, Rig.Task("hook") with { StartOn = Rig.On("starting test") });
        Assert.Null(rig.Start("test"));
        Assert.Equal("test start/starting", Line(rig));
        Assert.Equal("", rig.Stop("test"));
        Assert.DoesNotContain("test: spawn main", rig.Trace);
        Assert.Contains("test: starting -> stopping", rig.Trace);
    }

    [Fact]
    public void Case_32_a_job_that_stops_itself_is_ready()
    {
        Rig rig = new(Job with { Ready = new Readiness.Stop() });
        Assert.Null(rig.Start("test"));
        rig.Ready("test");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void Too_many_respawns_are_a_failure_of_respawn_without_a_code()
    {
        Rig rig = new(Job with { Respawn = RespawnPolicy.Always, RespawnLimit = new() { Count = 0 } }, Watch);
        rig.Start("test");
        rig.Exit("test", 5);
        Assert.Equal("RESULT=failed PROCESS=respawn", Result(rig));
    }

    [Fact]
    public void A_program_that_cannot_be_started_has_neither_code_nor_signal()
    {
        Rig rig = new(Job, Watch);
        rig.Missing.Add("test main");
        rig.Start("test");
        Assert.Equal("RESULT=failed PROCESS=main", Result(rig));
    }

    [Fact]
    public void The_first_failure_is_kept()
    {
        Rig rig = new(Job with { PostStop = Rig.Hook() }, Watch);
        rig.Start("test");
        rig.Exit("test", 4);
        rig.Exit("test", 5, ProcessRole.PostStop);
        Assert.Equal("RESULT=failed PROCESS=main EXIT_STATUS=4", Result(rig));
    }

    private static string Line(Rig rig) => rig.Status.Single(status => status.Job is "test").ToString();

    /// <summary>Gives what the event of the stop said of its result; empty if there was none.</summary>
    private static string Result(Rig rig)
    {
        const string Start = "watch: spawn main JOB=test INSTANCE= ";
        string? line = rig.Trace.SingleOrDefault(line => line.StartsWith(Start, StringComparison.Ordinal));
        return line is null ? "" : line[Start.Length..^EndOfWatch.Length];
    }

    private static Core.Expansions.Expansion Expand(string text) =>
        Core.Expansions.Expansion.TryParse(text, out Core.Expansions.Expansion? expansion, out _) ? expansion : throw new ArgumentException(text);
}
