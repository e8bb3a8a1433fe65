using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>The variables of an instance, changed while it is not down.</summary>
public sealed class VariableTests
{
    [Fact]
    public void Changed_variables_are_for_the_next_process_on_and_survive_respawns_and_restarts()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true, Respawn = RespawnPolicy.Always, PreStop = Rig.Hook() });
        Assert.Equal("", rig.Start("web", new("PORT", "80"), new("MODE", "fast")));
        rig.Take();
        Assert.Equal("", Change(rig, ["PORT=81", "DEBUG=1"], ["MODE"]));
        Assert.Empty(rig.Take(line => line.Contains("spawn", StringComparison.Ordinal)));
        rig.Pass(2);
        rig.Exit("web", 1);
        Assert.Contains("web: spawn main PORT=81 DEBUG=1 -MODE", rig.Take());
        Assert.Null(rig.Restart("web"));
        Assert.Contains("web: spawn pre-stop PORT=81 DEBUG=1 -MODE", rig.Take());
        rig.Exit("web", 0, ProcessRole.PreStop);
        rig.Exit("web");
        Assert.Contains("web: spawn main PORT=81 DEBUG=1 -MODE", rig.Take());
        InstanceStatus status = Assert.Single(rig.Status);
        Assert.Equal([new EventVariable("PORT", "81"), new EventVariable("DEBUG", "1")], status.Variables);
        Assert.Equal(["MODE"], status.Removed);
    }

    [Fact]
    public void A_start_begins_with_those_that_it_gives()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true });
        rig.Start("web", new EventVariable("PORT", "80"));
        Assert.Equal("", Change(rig, ["PORT=81"], ["MODE"]));
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        rig.Take();
        Assert.Equal("", rig.Start("web"));
        Assert.Contains("web: spawn main", rig.Take());
    }

    [Fact]
    public void A_reset_gives_those_of_the_start_back()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true });
        rig.Start("web", new EventVariable("PORT", "80"));
        Assert.Equal("", Change(rig, ["PORT=81", "DEBUG=1"], ["MODE"]));
        Assert.Equal("", rig.Ask(new SupervisorRequest.ResetVariables(Rig.Target("web"))));
        rig.Take();
        Assert.Null(rig.Restart("web"));
        rig.Exit("web");
        Assert.Contains("web: spawn main PORT=80", rig.Take());
    }

    [Fact]
    public void What_is_set_stays_where_that_is_asked_for()
    {
        Assert.True(Expansion.TryParse("red", out Expansion? red, out _));
        Rig rig = new(Rig.Service("web") with { IsManual = true, Environment = [new EnvironmentEntry("COLOUR", red!)] });
        rig.Start("web", new EventVariable("PORT", "80"));
        Assert.Equal("", Change(rig, ["PORT=81", "COLOUR=blue", "NEW=1"], [], retains: true));
        Assert.Equal([new EventVariable("PORT", "80"), new EventVariable("NEW", "1")], Assert.Single(rig.Status).Variables);
        Assert.Equal("", Change(rig, [], ["COLOUR"]));
        Assert.Equal("", Change(rig, ["COLOUR=blue"], [], retains: true));
        Assert.Equal("COLOUR=blue", Assert.Single(rig.Status).Variables[^1].ToString());
        Assert.Empty(Assert.Single(rig.Status).Removed);
    }

    [Fact]
    public void They_can_be_changed_while_the_job_waits_to_go_up()
    {
        Rig rig = new(
            Rig.Service("web") with { IsManual = true, Requires = ["db"] }, Rig.Service("db") with { IsManual = true, Ready = new Readiness.Notify() });
        Assert.Null(rig.Start("web", new EventVariable("PORT", "80")));
        Assert.Equal("", Change(rig, ["PORT=81"], []));
        rig.Ready("db");
        Assert.Contains("web: spawn main PORT=81", rig.Trace);
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void What_is_down_has_none()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true });
        Assert.Equal("NotRunning web", Change(rig, ["A=1"], []));
        Assert.Equal("NotRunning web", rig.Ask(new SupervisorRequest.ResetVariables(Rig.Target("web"))));
    }

    [Fact]
    public void They_do_not_grow_without_a_bound()
    {
        Rig rig = new(Rig.Service("web"));
        string half = new('x', SupervisorLimits.VariableText / 2);
        Assert.Equal("", Change(rig, [$"A={half}"], []));
        Assert.Equal("Refused web: its variables would be longer than 65536 characters", Change(rig, [$"B={half}"], []));
        Assert.Equal("Refused web: its variables would be longer than 65536 characters", Change(rig, [], [half]));
        Assert.Equal("", Change(rig, [$"A={half}"], []));
        Assert.Equal("A", Assert.Single(Assert.Single(rig.Status).Variables).Name);
    }

    private static string? Change(Rig rig, string[] set, string[] unset, bool retains = false) => rig.Ask(
        new SupervisorRequest.ChangeVariables(
            Rig.Target("web"),
            [.. set.Select(pair => new EventVariable(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))],
            [.. unset],
            retains));
}
