using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What Upstart's own tests expect of events, configurations and the end, by the numbers of <see cref="BehaviourCases"/>.</summary>
public sealed class BehaviourCasesOfEvents
{
    [Fact]
    public void Case_40_and_41_events_merge_their_variables()
    {
        Rig rig = new(Rig.Service("test") with { StartOn = Rig.On("a and b") });
        rig.Emit("c");
        rig.Emit("b", new EventVariable("X", "1"), new EventVariable("Y", "2"));
        Assert.Empty(rig.Alive);
        rig.Emit("a", new EventVariable("X", "3"));
        Assert.Contains("test: spawn main X=1 Y=2 UPSTART_EVENTS=a b", rig.Trace.Select(line => line.Replace("X=3 ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Case_42_an_instance_without_a_name_is_not_started_and_that_is_said()
    {
        Rig rig = new(Rig.Service("test") with { StartOn = Rig.On("a"), Instance = Expand("$TTY") });
        Assert.Equal("", rig.Emit("a"));
        Assert.Empty(rig.Alive);
        Assert.Contains(": error: cannot start test: variable TTY, which tells its instances apart, is not set", rig.Trace);
    }

    [Fact]
    public void Case_43_an_emitter_waits_for_tasks_to_end_and_services_to_run()
    {
        Rig rig = new(
            Rig.Task("task") with { StartOn = Rig.On("a") },
            Rig.Service("service") with { StartOn = Rig.On("a"), Ready = new Readiness.Notify() });
        Assert.Null(rig.Emit("a"));
        rig.Exit("task");
        Assert.Null(rig.AnswerTo(1));
        rig.Ready("service");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Theory]
    [InlineData("up IFACE=eth*", true)]
    [InlineData("up IFACE=eth[12]", false)]
    [InlineData("up IFACE!=lo", true)]
    [InlineData("up IFACE!=eth0", false)]
    [InlineData("up NOTHERE!=x", false)]
    [InlineData("up eth0", true)]
    [InlineData("up eth0 inet", true)]
    [InlineData("up eth0 FAMILY=inet", true)]
    [InlineData("up inet", false)]
    [InlineData("up or x and y", false)]
    public void Case_44_to_46_values_are_matched_by_glob_place_and_name(string text, bool starts)
    {
        Rig rig = new(Rig.Service("test") with { StartOn = Rig.On(text) });
        rig.Emit("up", new EventVariable("IFACE", "eth0"), new EventVariable("FAMILY", "inet"));
        Assert.Equal(starts, rig.Alive.Count == 1);
    }

    [Fact]
    public void Case_48_to_50_a_job_keeps_its_definition_until_it_stops_and_goes_when_its_file_is_gone()
    {
        JobDefinition old = Rig.Service("test") with { KillSignal = Signal.Hup };
        Rig rig = new(old);
        Configure(rig, old with { KillSignal = Signal.Kill }, Rig.Service("new") with { IsManual = true });
        Assert.Equal("", rig.Start("new"));
        Assert.Contains("test: message: its file has changed; it runs by the old one until it is stopped", rig.Trace);

        // Upstart's restart keeps the old definition, which users took for a fault; here it is a stop and a start.
        Assert.Null(rig.Restart("test"));
        Assert.Contains("test: HUP to main, tree", rig.Trace);
        rig.Exit("test");
        Configure(rig);
        Assert.Equal(2, rig.Alive.Count);
        Assert.Null(rig.Stop("test"));
        Assert.Contains("test: KILL to main, tree", rig.Trace);
        rig.Exit("test");
        Assert.Equal("NoSuchJob test", rig.Start("test"));
    }

    [Fact]
    public void Case_53_a_reload_does_not_lose_what_is_half_matched()
    {
        JobDefinition job = Rig.Service("test") with { StartOn = Rig.On("a and b") };
        Rig rig = new(job);
        rig.Emit("a");
        Configure(rig, job with { Nice = 5 });
        rig.Emit("b");
        Assert.Single(rig.Alive);
    }

    [Fact]
    public void Case_60_to_62_the_end_comes_without_jobs_and_with_those_that_must_be_killed()
    {
        Rig none = new();
        none.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Equal(0, none.ExitCode);

        Rig rig = new(Rig.Service("long") with { KillTimeout = TimeSpan.FromSeconds(1) });
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Contains("long: TERM to main, tree", rig.Trace);
        rig.Pass(1);
        Assert.Contains("long: KILL to main, tree", rig.Trace);
        rig.End("long", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void Helpers_on_the_way_down_have_the_variables_of_the_stop()
    {
        Rig rig = new(Rig.Service("test") with
        {
            StartOn = Rig.On("up"),
            StopOn = Rig.On("down"),
            PreStop = Rig.Hook(),
            PostStop = Rig.Hook(),
            PreStart = Rig.Hook(),
        });
        rig.Emit("up", new EventVariable("A", "1"));
        rig.Exit("test", 0, ProcessRole.PreStart);
        rig.Emit("down", new EventVariable("B", "2"));
        rig.Exit("test", 0, ProcessRole.PreStop);
        rig.Exit("test");
        rig.Exit("test", 0, ProcessRole.PostStop);
        Assert.Contains("test: spawn pre-start A=1 UPSTART_EVENTS=up", rig.Trace);
        Assert.Contains("test: spawn main A=1 UPSTART_EVENTS=up", rig.Trace);
        Assert.Contains("test: spawn pre-stop A=1 UPSTART_EVENTS=up B=2 UPSTART_STOP_EVENTS=down", rig.Trace);
        Assert.Contains("test: spawn post-stop A=1 UPSTART_EVENTS=up B=2 UPSTART_STOP_EVENTS=down", rig.Trace);
    }

    [Fact]
    public void A_start_by_hand_has_no_events_and_nothing_of_the_start_before()
    {
        Rig rig = new(Rig.Service("test") with { StartOn = Rig.On("up"), StopOn = Rig.On("down") });
        rig.Emit("up", new EventVariable("A", "1"));
        rig.Emit("down");
        rig.Exit("test");
        rig.Take();
        rig.Start("test");
        Assert.Contains("test: spawn main", rig.Trace);
    }

    [Fact]
    public void Neither_a_restart_nor_a_respawn_is_an_event_of_having_stopped()
    {
        Rig rig = new(
            Rig.Service("test") with { Respawn = RespawnPolicy.Always, Export = ["A"] },
            Rig.Task("watch") with { StartOn = Rig.On("stopped test") });
        rig.Pass(2);
        rig.Exit("test");
        rig.Restart("test");
        rig.Exit("test");
        Assert.Equal(["test"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_start_event_turns_a_job_that_is_stopping_and_is_ignored_by_one_that_runs()
    {
        Rig rig = new(Rig.Service("test") with { StartOn = Rig.On("up") });
        rig.Emit("up");
        Assert.Equal("", rig.Emit("up", new EventVariable("A", "1")));
        Assert.Null(rig.Stop("test"));
        Assert.Null(rig.Emit("up", new EventVariable("A", "2")));
        rig.Exit("test");
        Assert.Equal("", rig.AnswerTo(4));
        Assert.Contains("test: spawn main A=2 UPSTART_EVENTS=up", rig.Trace);
        Assert.DoesNotContain("test: spawn main A=1 UPSTART_EVENTS=up", rig.Trace);
    }

    [Fact]
    public void An_event_stops_jobs_before_it_starts_others()
    {
        Rig rig = new(
            Rig.Service("a") with { StartOn = Rig.On("switch") }, Rig.Service("b") with { StopOn = Rig.On("switch") });
        rig.Take();
        rig.Emit("switch");
        string[] goals = rig.Take(line => line.Contains("goal changed", StringComparison.Ordinal));
        Assert.Equal(["b: info: goal changed from start to stop", "a: info: goal changed from stop to start"], goals);
    }

    private static void Configure(Rig rig, params JobDefinition[] jobs) =>
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), jobs, []));

    private static Core.Expansions.Expansion Expand(string text) =>
        Core.Expansions.Expansion.TryParse(text, out Core.Expansions.Expansion? expansion, out _) ? expansion : throw new ArgumentException(text);
}
