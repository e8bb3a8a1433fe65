using System;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Whoever may start instances cannot fill init's memory with their variables.</summary>
public sealed class VariableTextTests
{
    private static readonly string s_long = new('x', 60_000);

    [Fact]
    public void Long_variables_are_refused_once_instances_hold_a_great_many()
    {
        Rig rig = Filled(out int started);

        Assert.InRange(started, 5, SupervisorLimits.AllVariableText / s_long.Length);
        Assert.StartsWith("Refused", rig.Start("n", new EventVariable("N", "more"), new EventVariable("BIG", s_long)), StringComparison.Ordinal);
        Assert.StartsWith("Refused", rig.Stop("n", new EventVariable("N", "0"), new EventVariable("BIG", s_long)), StringComparison.Ordinal);
        Assert.Equal("", rig.Start("n", new EventVariable("N", "small")));
        Assert.Equal("", rig.Stop("n", new EventVariable("N", "0")));
    }

    [Fact]
    public void What_is_forgotten_makes_room()
    {
        Rig rig = Filled(out int started);
        for (int i = 0; i < started; i++)
        {
            Assert.Equal("", rig.Stop("n", new EventVariable("N", $"{i}")));
        }

        _ = rig.Ask(new SupervisorRequest.Reset("n"));

        Assert.Equal("", rig.Start("n", new EventVariable("N", "more"), new EventVariable("BIG", s_long)));
    }

    [Fact]
    public void Names_that_are_taken_away_count_too()
    {
        Rig rig = Empty();
        int taken = 0;
        while (Unset(rig, $"{taken}") is "")
        {
            taken++;
            Assert.InRange(taken, 0, 1000);
        }

        Assert.InRange(taken, 5, SupervisorLimits.AllVariableText / s_long.Length);
        Assert.StartsWith("Refused", Unset(rig, "more"), StringComparison.Ordinal);
    }

    private static string? Unset(Rig rig, string name)
    {
        Assert.Equal("", rig.Start("n", new EventVariable("N", name)));
        return rig.Ask(new SupervisorRequest.ChangeVariables(new JobTarget("n", name, []), [], [s_long], Retains: false));
    }

    private static Rig Empty()
    {
        Assert.True(Expansion.TryParse("$N", out Expansion? name, out _));
        return new(Rig.Service("n") with { Type = JobType.State, Command = null, Instance = name, IsManual = true });
    }

    private static Rig Filled(out int started)
    {
        Rig rig = Empty();
        started = 0;
        while (rig.Start("n", new EventVariable("N", $"{started}"), new EventVariable("BIG", s_long)) is "")
        {
            started++;
            Assert.InRange(started, 0, 1000);
        }

        return rig;
    }
}
