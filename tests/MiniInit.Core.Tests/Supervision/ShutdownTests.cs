using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

public sealed class ShutdownTests
{
    [Fact]
    public void All_go_down_in_order_and_init_exits()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"), Rig.Service("log"));
        rig.Take();
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Equal(
            ["log: TERM to main, tree", "web: TERM to main, tree"],
            rig.Take(line => line.Contains("TERM", StringComparison.Ordinal)).Order());
        rig.Exit("log");
        rig.Exit("web");
        Assert.Null(rig.ExitCode);
        rig.Exit("db");
        Assert.Equal(0, rig.ExitCode);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    public void The_end_of_the_main_job_is_the_end_of_init(int code, int expected)
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true }, Rig.Service("log"));
        rig.Exit("app", code);
        Assert.Null(rig.ExitCode);
        rig.Exit("log");
        Assert.Equal(expected, rig.ExitCode);
    }

    [Fact]
    public void The_main_jobs_signal_is_its_code_also_on_an_orderly_shutdown()
    {
        Rig rig = new(Rig.Service("app") with { IsMain = true });
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.End("app", new ProcessEnd.Killed(Signal.Term));
        Assert.Equal(143, rig.ExitCode);
    }

    [Fact]
    public void The_budget_holds_whatever_jobs_do_and_the_log_names_who_held_it_up()
    {
        Rig rig = new(Rig.Service("web") with { KillTimeout = TimeSpan.FromMinutes(5), Requires = ["db"] }, Rig.Service("db"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Pass(8);
        Assert.Contains(rig.Trace, line => line.Contains("it waited for db (running), web (killed)", StringComparison.Ordinal));
        Assert.Contains("kill all", rig.Trace);
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void What_cannot_be_killed_does_not_keep_init()
    {
        Rig rig = new(Rig.Service("web"));
        Assert.Single(rig.Alive).IsStuck = true;
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Pass(60);
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void Asked_again_it_hurries_and_a_third_time_it_kills()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Take();
        rig.Pass(1);
        Assert.Contains("web: KILL to main, tree", rig.Take());
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Contains("kill all", rig.Trace);
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void Nothing_starts_during_a_shutdown()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("rescue") with { StartOn = Rig.On("stopping web") });
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Equal("Refused rescue: init is shutting down", rig.Start("rescue"));
        rig.Exit("web");
        Assert.Equal(0, rig.ExitCode);
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_respawn_that_is_under_way_is_given_up()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Exit("web", 1);
        Assert.Empty(rig.Alive);
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void A_state_waits_for_those_that_come_after_it()
    {
        Rig rig = new(new JobDefinition("network") { Type = JobType.State }, Rig.Service("web") with { Requires = ["network"] });
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Contains(rig.Status, status => status is { Job: "network", State: JobState.Running });
        rig.End("web", new ProcessEnd.Killed(Signal.Term));
        Assert.NotNull(rig.ExitCode);
    }

    [Fact]
    public void The_order_of_stops_goes_across_a_job_that_is_down()
    {
        Rig rig = new(
            Rig.Service("database"),
            Rig.Service("application") with { After = ["database"], IsMain = true },
            Rig.Service("proxy") with { Requires = ["application"] });
        rig.Exit("application", 5);
        Assert.Contains("proxy: TERM to main, tree", rig.Trace);
        Assert.DoesNotContain("database: TERM to main, tree", rig.Trace);
        rig.End("proxy", new ProcessEnd.Killed(Signal.Term));
        Assert.Contains("database: TERM to main, tree", rig.Trace);
        rig.End("database", new ProcessEnd.Killed(Signal.Term));
        Assert.Equal(5, rig.ExitCode);
    }
}
