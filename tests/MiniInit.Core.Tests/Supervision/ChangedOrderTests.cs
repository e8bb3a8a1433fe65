using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A configuration that is read again changes who waits for whom, and nobody goes on waiting for what no more holds him.</summary>
public sealed class ChangedOrderTests
{
    private static JobDefinition Slow => Rig.Service("slow") with { Ready = new Readiness.Notify() };

    [Fact]
    public void A_job_that_comes_after_nobody_any_more_starts()
    {
        Rig rig = new(Slow, Rig.Service("web") with { After = ["slow"], IsManual = true });
        Assert.Null(rig.Start("web"));
        Configure(rig, Slow, Rig.Service("web") with { IsManual = true });
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_job_that_is_in_nobodys_way_any_more_lets_the_other_start()
    {
        Rig rig = new(Rig.Service("blue"), Rig.Service("green") with { Conflicts = ["blue"], IsManual = true });
        Assert.Null(rig.Start("green"));
        Configure(rig, Rig.Service("blue"), Rig.Service("green") with { IsManual = true });
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_job_that_is_in_the_way_now_is_stopped_for_one_that_waits()
    {
        Rig rig = new(Slow, Rig.Service("blue"), Rig.Service("green") with { After = ["slow"], IsManual = true });
        Assert.Null(rig.Start("green"));
        Configure(rig, Slow, Rig.Service("blue"), Rig.Service("green") with { Conflicts = ["blue"], IsManual = true });
        rig.Exit("blue");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_job_that_came_into_the_way_while_both_ran_is_stopped_by_a_respawn()
    {
        JobDefinition green = Rig.Service("green") with { Respawn = RespawnPolicy.Always };
        Rig rig = new(Rig.Service("blue"), green);
        Configure(rig, Rig.Service("blue"), green with { Conflicts = ["blue"] });
        Assert.Equal(2, rig.Alive.Count);
        rig.Pass(2);
        rig.Exit("green", 1);
        Assert.Contains("blue: TERM to main, tree", rig.Trace);
        rig.Exit("blue");
        Assert.Equal("green", Assert.Single(rig.Alive).Title);
    }

    [Fact]
    public void A_job_that_nobody_comes_after_any_more_stops()
    {
        Rig rig = new(Rig.Service("db"), Rig.Service("web") with { Requires = ["db"] });
        Assert.Null(rig.Stop("db"));
        Assert.DoesNotContain("db: TERM to main, tree", rig.Trace);
        Configure(rig, Rig.Service("db"), Rig.Service("web"));
        Assert.Contains("db: TERM to main, tree", rig.Trace);
    }

    private static void Configure(Rig rig, params JobDefinition[] jobs) =>
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), jobs, []));
}
