using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

public sealed class RemainsTests
{
    [Fact]
    public void A_job_is_started_again_only_once_what_its_main_process_left_behind_is_gone()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Leaving.Add("web");
        rig.Pass(2);
        rig.End("web", new ProcessEnd.Killed(Signal.Kill));
        Assert.Contains("web: TERM to what 101 left", rig.Trace);
        Assert.Empty(rig.Alive);
        rig.LetGo("web", 101);
        Assert.Single(rig.Alive);
    }

    [Fact]
    public void What_does_not_end_is_killed_and_then_left()
    {
        Rig rig = new(Rig.Service("web") with { KillTimeout = TimeSpan.FromSeconds(3), Respawn = RespawnPolicy.Always });
        rig.Leaving.Add("web");
        rig.Exit("web", 1);
        rig.Pass(2.9);
        Assert.DoesNotContain("web: KILL to what 101 left", rig.Trace);
        rig.Pass(0.2);
        Assert.Contains("web: KILL to what 101 left", rig.Trace);
        Assert.Empty(rig.Alive);
        rig.Pass(3);
        Assert.Contains("web: error: some of its processes are still there after SIGKILL; going on without them", rig.Trace);
        Assert.Single(rig.Alive);
    }

    [Theory]
    [InlineData(KillMode.Tree, "TERM")]
    [InlineData(KillMode.Group, "TERM")]
    [InlineData(KillMode.Mixed, "KILL")]
    public void After_a_stop_what_is_left_is_asked_and_waited_for(KillMode mode, string signal)
    {
        Rig rig = new(Rig.Service("web") with { KillMode = mode });
        rig.Leaving.Add("web");
        _ = rig.Stop("web");
        rig.End("web", new ProcessEnd.Killed(Signal.Term));
        Assert.Contains($"web: {signal} to what 101 left", rig.Trace);
        Assert.Contains(rig.Status, status => status.State == JobState.Killed);
        rig.LetGo("web", 101);
        Assert.Contains(rig.Status, status => status.State == JobState.Waiting);
    }

    [Fact]
    public void Where_only_the_main_process_counts_nobody_looks_for_others()
    {
        Rig rig = new(Rig.Service("web") with { KillMode = KillMode.Main });
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.DoesNotContain(rig.Trace, line => line.Contains("left", StringComparison.Ordinal));
        Assert.Contains(rig.Status, status => status.State == JobState.Waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_post_stop_leaves_behind_is_ended_too_before_the_job_is_down_or_up_again(bool isRespawned)
    {
        Rig rig = new(Rig.Service("web") with { PostStop = Rig.Hook(), Respawn = isRespawned ? RespawnPolicy.Always : RespawnPolicy.Never });
        rig.Exit("web", 1);
        rig.Leaving.Add("web");
        rig.Exit("web", role: ProcessRole.PostStop);
        Assert.Contains("web: TERM to what 0 left", rig.Trace);
        Assert.Equal(JobState.Killed, rig.Status.Single().State);
        Assert.Empty(rig.Alive);
        rig.LetGo("web", 0);
        rig.Pass(1);
        Assert.Equal(isRespawned ? 1 : 0, rig.Alive.Count);
        Assert.Single(rig.Spawns, spawn => spawn.Role == ProcessRole.PostStop);
    }

    /// <summary>They were left by a run that ended by itself; a start that comes to nothing is no reason to end them.</summary>
    [Fact]
    public void What_is_kept_of_a_former_run_outlives_a_start_that_fails()
    {
        Rig rig = new(Rig.Service("web") with { Adoption = Adoption.Keep });
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
        rig.IsSlow = true;
        _ = rig.Start("web");
        rig.Tell(new SupervisorInput.SpawnFailed(rig.Spawns[^1].Process, "unable to execute: No such file or directory"));
        Assert.Empty(rig.Ends);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
        _ = rig.Stop("web");
        Assert.Single(rig.Ends);
    }

    [Theory]
    [InlineData(KillMode.Group, null)]
    [InlineData(KillMode.Main, null)]
    [InlineData(KillMode.Tree, Adoption.Keep)]
    public void What_post_stop_leaves_behind_lives_on_where_what_others_leave_does(KillMode mode, Adoption? adoption)
    {
        Rig rig = new(Rig.Service("web") with { PostStop = Rig.Hook(), KillMode = mode, Adoption = adoption });
        rig.Exit("web", 1);
        rig.Leaving.Add("web");
        rig.Exit("web", role: ProcessRole.PostStop);
        Assert.DoesNotContain(rig.Ends, end => end.Pid == 0);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
    }

    [Fact]
    public void What_helpers_left_behind_is_ended_also_where_the_stop_came_before_the_main_process()
    {
        Rig rig = new(Rig.Service("web") with { PreStart = Rig.Hook(), PostStop = Rig.Hook() });
        rig.IsSlow = true;
        rig.Leaving.Add("web");
        rig.Exit("web", role: ProcessRole.PreStart);
        _ = rig.Stop("web");
        rig.Tell(new SupervisorInput.SpawnFailed(rig.Spawns[^1].Process, "unable to execute: No such file or directory"));
        Assert.Contains("web: TERM to what 0 left", rig.Trace);
        Assert.Equal(JobState.Killed, rig.Status.Single().State);

        // What cleans up after them comes when they are gone.
        Assert.DoesNotContain(rig.Spawns, spawn => spawn.Role == ProcessRole.PostStop);
        rig.IsSlow = false;
        rig.LetGo("web", 0);
        Assert.Equal(JobState.PostStop, rig.Status.Single().State);
        rig.Exit("web", role: ProcessRole.PostStop);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
    }

    [Fact]
    public void News_of_an_earlier_run_do_not_count()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        rig.Leaving.Add("web");
        rig.Exit("web", 1);
        rig.Tell(new SupervisorInput.ProcessesGone("web", "", 100));
        Assert.Contains(rig.Status, status => status.State == JobState.Killed);
    }
}
