using System;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>When init ends by itself, and with which code.</summary>
public sealed class ExitTests
{
    private static readonly InitDefinition s_whenIdle = new() { ExitWhenIdle = true };

    [Fact]
    public void Idle_is_the_end_where_that_is_wanted()
    {
        Rig rig = new(s_whenIdle, Rig.Task("build"), new JobDefinition("net") { Type = JobType.State, PostStop = Rig.Hook() });
        rig.Exit("build");
        Assert.Null(rig.ExitCode);
        rig.Exit("net", 0, ProcessRole.PostStop);
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void Idle_is_not_the_end_where_that_is_not_wanted()
    {
        Rig rig = new(Rig.Task("build"));
        rig.Exit("build");
        rig.Pass(1000);
        Assert.Null(rig.ExitCode);
    }

    [Fact]
    public void The_first_failure_is_the_code_of_an_idle_end()
    {
        Rig rig = new(s_whenIdle, Rig.Task("a"), Rig.Task("b"), Rig.Task("c"), Rig.Task("d"));
        rig.Exit("c", 0);
        rig.Exit("b", 7);
        rig.Exit("a", 8);
        Assert.Null(rig.ExitCode);
        rig.Exit("d", 0);
        Assert.Equal(7, rig.ExitCode);
    }

    [Fact]
    public void A_failure_without_an_end_is_one()
    {
        Rig rig = new(s_whenIdle, Rig.Task("a"), Rig.Task("b") with { IsManual = true });
        rig.Missing.Add("b main");
        rig.Start("b");
        rig.Exit("a");
        Assert.Equal(1, rig.ExitCode);
    }

    [Fact]
    public void What_pauses_before_its_respawn_is_not_idle()
    {
        Rig rig = new(s_whenIdle, Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Exit("web", 1);
        Assert.Empty(rig.Alive);
        Assert.Null(rig.ExitCode);
        rig.Pass(1);
        Assert.Single(rig.Alive);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_clock_keeps_init_unless_the_job_is_manual(bool isManual, bool ends)
    {
        Rig rig = new(s_whenIdle, Rig.Task("sweep") with { Every = TimeSpan.FromHours(1), IsManual = isManual });
        Assert.Equal(ends, rig.ExitCode is not null);
    }

    [Fact]
    public void A_main_job_that_cannot_start_is_the_end_too()
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true, PreStart = Rig.Hook() }, Rig.Service("log"));
        rig.Exit("app", 5, ProcessRole.PreStart);
        rig.Exit("log");
        Assert.Equal(5, rig.ExitCode);
    }

    [Fact]
    public void A_main_job_that_goes_down_with_what_it_requires_is_the_end_too()
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true, Requires = ["db"] }, Rig.Service("db"));
        rig.Exit("db", 1);
        rig.End("app", new ProcessEnd.Killed(Signal.Term));
        Assert.Equal(143, rig.ExitCode);
    }

    [Fact]
    public void A_main_job_that_somebody_stops_or_restarts_is_not_the_end()
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true, Requires = ["db"] }, Rig.Service("db"));
        rig.Restart("app");
        rig.Exit("app");
        rig.Stop("db");
        rig.Exit("app");
        rig.Exit("db");
        Assert.Null(rig.ExitCode);
        rig.Start("app");
        rig.Exit("app", 9);
        rig.Exit("db");
        Assert.Equal(9, rig.ExitCode);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 4)]
    public void A_job_that_is_to_end_init_gives_its_last_code_and_one_for_zero(int code, int expected)
    {
        RespawnLimit limit = new() { Count = 0, Then = new RespawnEnd.Exit() };
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always, RespawnLimit = limit, IsMain = code == 0 });
        rig.Exit("web", code);
        Assert.Equal(expected, rig.ExitCode);
    }

    [Fact]
    public void A_code_that_was_asked_for_outranks_those_of_jobs()
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true }, Rig.Service("log"));
        rig.Exit("app", 3);
        rig.Tell(new SupervisorInput.ShutdownAsked(17));
        rig.Exit("log");
        Assert.Equal(17, rig.ExitCode);
    }

    [Fact]
    public void The_code_of_a_main_job_counts_also_where_everything_had_to_be_killed()
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true, KillTimeout = TimeSpan.FromHours(1) });
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Pass(8);
        Assert.Equal(137, rig.ExitCode);
    }
}
