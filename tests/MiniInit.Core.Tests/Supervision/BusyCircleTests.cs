using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// Two jobs without processes start and stop each other without end. All others come to their turn in each round; nobody
/// waits for a round that never comes.
/// </summary>
public sealed class BusyCircleTests
{
    /// <summary>In seconds: what needs more than this has waited for a time limit, or for ever.</summary>
    private const double Soon = 0.25;

    private static JobDefinition[] Circle =>
        [State("tick", "startup or stopped tock", "started tick"), State("tock", "stopped tick", "started tock")];

    [Fact]
    public void A_client_is_answered_beside_it()
    {
        Rig rig = Busy(Rig.Service("web") with { IsManual = true, PreStart = Rig.Hook() });
        rig.Start("web");
        rig.Exit("web", 0, ProcessRole.PreStart);
        rig.Pass(Soon);
        Assert.Equal("", rig.AnswerTo(1));
        rig.Stop("web");
        rig.Pass(Soon);
        rig.Exit("web");
        rig.Pass(Soon);
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void An_event_is_handled_beside_it()
    {
        Rig rig = Busy(Rig.Task("job") with { StartOn = Rig.On("ping") });
        rig.Emit("ping");
        rig.Pass(Soon);
        rig.Exit("job");
        rig.Pass(Soon);
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void Jobs_that_wait_for_each_other_are_found_beside_it()
    {
        Rig rig = Busy(
            Rig.Service("a") with { IsManual = true },
            Rig.Service("b") with { StartOn = Rig.On("starting a"), Requires = ["a"] });
        rig.Start("a");
        rig.Pass(Soon);
        Assert.Equal(["a", "b"], rig.Alive.Select(child => child.Title).Order());
    }

    [Fact]
    public void One_that_dies_and_dies_is_respawned_beside_it_and_held_up_by_nobody()
    {
        Rig rig = Busy(
            Rig.Service("storm") with { Respawn = RespawnPolicy.Always, RespawnLimit = new() { Count = null }, RespawnDelay = new() { Min = TimeSpan.Zero } });
        rig.Pass(Soon);
        for (int time = 0; time < 5; time++)
        {
            rig.Exit("storm", 1);
            rig.Pass(Soon);
            Assert.Single(rig.Alive);
        }
    }

    [Fact]
    public void Init_ends_in_the_middle_of_it()
    {
        Rig rig = Busy(Rig.Service("web"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Exit("web");
        rig.Pass(Soon);
        Assert.Equal(0, rig.ExitCode);
    }

    private static Rig Busy(params JobDefinition[] others)
    {
        Rig rig = new([.. Circle, .. others]);
        rig.Pass(Soon);
        Assert.Single(rig.Trace, line => line.Contains("without end", StringComparison.Ordinal));
        Assert.True(rig.NextDeadline - rig.Now <= SupervisorLimits.PauseOfARound);
        rig.Take();
        return rig;
    }

    private static JobDefinition State(string name, string startOn, string stopOn) =>
        new(name) { Type = JobType.State, StartOn = Rig.On(startOn), StopOn = Rig.On(stopOn) };
}
