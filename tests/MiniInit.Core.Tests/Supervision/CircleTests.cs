using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Jobs that wait for each other through hooks and order: found at once, without a time limit passing.</summary>
public sealed class CircleTests
{
    [Fact]
    public void A_job_does_not_wait_for_one_that_requires_it()
    {
        Rig rig = new(
            Rig.Service("a") with { IsManual = true },
            Rig.Service("b") with { StartOn = Rig.On("starting a"), Requires = ["a"] });
        Assert.Equal("", rig.Start("a"));
        Assert.Equal(["a", "b"], rig.Alive.Select(child => child.Title));
        Assert.Contains("a: warn: does not wait for b: they wait for each other in a circle (a, b)", rig.Trace);
    }

    [Fact]
    public void A_job_does_not_wait_for_one_that_comes_after_it()
    {
        Rig rig = new(
            Rig.Service("a") with { IsManual = true, Before = ["b"] }, Rig.Service("b") with { StartOn = Rig.On("starting a") });
        Assert.Equal("", rig.Start("a"));
        Assert.Equal(["a", "b"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_circle_may_go_through_several_hooks()
    {
        Rig rig = new(
            Rig.Service("a") with { IsManual = true },
            Rig.Service("b") with { StartOn = Rig.On("starting a") },
            Rig.Service("c") with { StartOn = Rig.On("starting b"), After = ["a"] });
        Assert.Equal("", rig.Start("a"));
        Assert.Equal(["b", "a", "c"], rig.Alive.Select(child => child.Title));
        Assert.Contains("b: warn: does not wait for c: they wait for each other in a circle (a, b, c)", rig.Trace);
    }

    [Fact]
    public void A_job_does_not_wait_to_stop_for_one_that_stops_after_it()
    {
        Rig rig = new(
            Rig.Service("a") with { After = ["b"] }, Rig.Service("b") with { StopOn = Rig.On("stopping a") });
        rig.Take();
        Assert.Null(rig.Stop("a"));
        Assert.Contains("a: TERM to main, tree", rig.Trace);
        Assert.DoesNotContain("b: TERM to main, tree", rig.Trace);
        rig.Exit("a");
        Assert.Contains("b: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void A_job_does_not_wait_to_stop_for_one_that_starts_after_it()
    {
        Rig rig = new(
            Rig.Service("a"), Rig.Task("t") with { StartOn = Rig.On("stopping a"), After = ["a"] });
        Assert.Null(rig.Stop("a"));
        Assert.Contains("a: TERM to main, tree", rig.Trace);
        rig.Exit("a");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["t"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void The_youngest_wait_is_the_one_that_is_dropped()
    {
        Rig rig = new(
            Rig.Service("a") with { IsManual = true },
            Rig.Service("b") with
            {
                StartOn = Rig.On("starting a"),
                After = ["c"],
                Ready = new Readiness.Notify(),
                Respawn = RespawnPolicy.Always,
            },
            Rig.Service("c") with { IsManual = true, After = ["a"] });
        Assert.Null(rig.Start("a"));
        Assert.Null(rig.Start("c"));
        rig.Take();
        rig.Exit("b", 1);
        rig.Pass(1);
        Assert.Contains("b: warn: does not wait for c: they wait for each other in a circle (a, b, c)", rig.Trace);
        rig.Ready("b");
        Assert.Equal(["a", "b", "c"], rig.Alive.Select(child => child.Title).Order());
    }

    [Fact]
    public void A_conflict_is_no_wait_that_may_be_dropped()
    {
        Rig rig = new(
            Rig.Service("x") with { IsManual = true, Conflicts = ["y"] },
            Rig.Service("y"),
            Rig.Service("z") with { StartOn = Rig.On("stopping y"), After = ["x"] });
        Assert.Null(rig.Start("x"));
        Assert.Equal(["y"], rig.Alive.Select(child => child.Title));
        Assert.Contains("y: warn: does not wait for z: they wait for each other in a circle (y, z, x)", rig.Trace);
        rig.Exit("y");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["x", "z"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void An_order_that_is_a_circle_is_none()
    {
        Rig rig = new(
            Rig.Service("a") with { After = ["b"] }, Rig.Service("b") with { After = ["a"] }, Rig.Service("c") with { After = ["a"] });
        Assert.Equal(["a", "b", "c"], rig.Alive.Select(child => child.Title));
        rig.Take();
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Equal(
            ["b: TERM to main, tree", "c: TERM to main, tree"],
            rig.Take(line => line.Contains("TERM", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_restart_that_a_conflict_comes_between_does_not_start_again()
    {
        Rig rig = new(Rig.Service("x") with { IsManual = true, Conflicts = ["y"] }, Rig.Service("y"));
        Assert.Null(rig.Restart("y"));
        Assert.Null(rig.Start("x"));
        rig.Exit("y");
        Assert.Equal("Overtaken y", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Equal(["x"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_start_that_overtakes_a_stop_that_waits_for_others_is_answered()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"));
        Assert.Null(rig.Stop("db"));
        Assert.Equal("", rig.Start("db"));
        Assert.Equal("Overtaken db", rig.AnswerTo(1));
    }

    [Fact]
    public void A_start_while_a_helper_of_a_dead_job_ends_brings_it_up_again()
    {
        Rig rig = new(Rig.Service("web") with { PostStart = Rig.Hook() });
        rig.Exit("web", 1);
        Assert.Null(rig.Start("web"));
        rig.Exit("web", 0, ProcessRole.PostStart);
        rig.Pass(1);
        rig.Exit("web", 0, ProcessRole.PostStart);
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(ProcessRole.Main, Assert.Single(rig.Alive).Role);
    }

    [Fact]
    public void A_stop_that_is_overtaken_by_a_start_is_answered()
    {
        Rig rig = new(Rig.Service("web") with { PreStop = Rig.Hook() });
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Start("web"));
        rig.Exit("web", 0, ProcessRole.PreStop);
        Assert.Equal("Overtaken web", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
        Assert.Null(rig.Stop("web"));
        rig.Exit("web", 0, ProcessRole.PreStop);
        Assert.Null(rig.Start("web"));
        rig.Exit("web");
        Assert.Equal("", rig.AnswerTo(3));
        Assert.Equal("", rig.AnswerTo(4));
    }
}
