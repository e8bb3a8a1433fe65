using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

public sealed class InvocationTests
{
    [Fact]
    public void Each_start_has_a_number_and_all_its_processes_have_it()
    {
        Rig rig = new(Rig.Service("web") with
        {
            PreStart = Rig.Hook(),
            PostStop = Rig.Hook(),
            Respawn = RespawnPolicy.Always,
        });
        rig.Exit("web", role: ProcessRole.PreStart);
        rig.Exit("web", 1);
        rig.Exit("web", role: ProcessRole.PostStop);
        rig.Pass(1);
        rig.Exit("web", role: ProcessRole.PreStart);
        Assert.Equal(
            ["pre-start 1", "main 1", "post-stop 1", "pre-start 2", "main 2"],
            rig.Spawns.Select(spawn => $"{Supervisor.Text(spawn.Role)} {spawn.Invocation}"));
        Assert.Equal(2, rig.Status.Single().Invocation);
    }

    [Fact]
    public void They_are_counted_over_all_jobs_and_there_is_none_before_the_first_start()
    {
        Rig rig = new(Rig.Service("a") with { IsManual = true }, Rig.Service("b"));
        Assert.Equal([0, 1], rig.Status.Select(status => status.Invocation));
        _ = rig.Start("a");
        Assert.Equal([2, 1], rig.Status.Select(status => status.Invocation));
    }

    [Fact]
    public void A_signal_to_the_tree_of_a_main_process_names_whose_tree_that_is()
    {
        Rig rig = new(Rig.Service("web"));
        _ = rig.Stop("web");
        Assert.Equal("web", Assert.Single(rig.Sends).Job);
    }

    [Fact]
    public void A_helper_that_is_late_does_not_take_the_main_process_along()
    {
        Rig rig = new(Rig.Service("web") with { PostStart = Rig.Hook(1) });
        rig.Pass(2);
        SupervisorEffect.Send send = Assert.Single(rig.Sends);
        Assert.Equal(SignalScope.Tree, send.Scope);
        Assert.Equal("", send.Job);
    }

    [Fact]
    public void A_signal_that_is_asked_for_reaches_the_whole_tree_once()
    {
        Rig rig = new(Rig.Service("web") with { PostStart = Rig.Hook() });
        _ = rig.Ask(new SupervisorRequest.SendSignal(Rig.Target("web"), Signal.Hup, SignalScope.Tree));
        Assert.Equal("web", Assert.Single(rig.Sends).Job);
    }
}
