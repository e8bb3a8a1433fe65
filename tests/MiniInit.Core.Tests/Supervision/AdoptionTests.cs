using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What becomes of processes that outlive the main process, and helpers.</summary>
public sealed class AdoptionTests
{
    private static JobDefinition Web(Adoption? adoption, KillMode mode) => Rig.Service("web") with { Adoption = adoption, KillMode = mode };

    [Theory]
    [InlineData(null, KillMode.Tree, "tree")]
    [InlineData(null, KillMode.Mixed, "tree")]
    [InlineData(null, KillMode.Group, "group")]
    [InlineData(null, KillMode.Main, null)]
    [InlineData(Adoption.Kill, KillMode.Main, "tree")]
    [InlineData(Adoption.Kill, KillMode.Group, "group")]
    [InlineData(Adoption.Keep, KillMode.Tree, null)]
    [InlineData(Adoption.Warn, KillMode.Mixed, null)]
    public void After_an_end_of_its_own_the_job_says_what_becomes_of_what_is_left(Adoption? adoption, KillMode mode, string? scope)
    {
        Rig rig = new(Web(adoption, mode));
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Equal(scope, rig.Ends.SingleOrDefault()?.Scope.ToString().ToLowerInvariant());
        Assert.Equal(scope is null ? JobState.Waiting : JobState.Killed, rig.Status.Single().State);
        Assert.Equal(adoption == Adoption.Warn, rig.Trace.Contains("web: tell strays"));
    }

    [Theory]
    [InlineData(Adoption.Keep)]
    [InlineData(Adoption.Warn)]
    public void A_stop_does_what_the_kill_mode_says_whoever_would_be_kept(Adoption adoption)
    {
        Rig rig = new(Web(adoption, KillMode.Tree));
        rig.Leaving.Add("web");
        _ = rig.Stop("web");
        rig.End("web", new ProcessEnd.Killed(Signal.Term));
        Assert.Single(rig.Ends);
        Assert.DoesNotContain("web: tell strays", rig.Trace);
    }

    [Fact]
    public void A_stop_of_the_main_process_alone_leaves_the_others_also_where_they_would_be_ended_after_its_own_end()
    {
        Rig rig = new(Web(Adoption.Kill, KillMode.Main));
        rig.Leaving.Add("web");
        _ = rig.Stop("web");
        rig.End("web", new ProcessEnd.Killed(Signal.Term));
        Assert.Empty(rig.Ends);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
    }

    [Fact]
    public void What_a_helper_left_that_ended_after_the_main_process_is_kept_and_ended_by_a_stop()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree) with { PostStart = Rig.Hook() });
        rig.Exit("web");
        rig.Leaving.Add("web");
        rig.Exit("web", role: ProcessRole.PostStart);
        Assert.Empty(rig.Ends);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
        _ = rig.Stop("web");
        Assert.Single(rig.Ends);
    }

    [Fact]
    public void What_is_kept_does_not_hold_up_the_next_start()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree) with { Respawn = RespawnPolicy.Always, PreStart = Rig.Hook() });
        rig.Leaving.Add("web");
        rig.Exit("web", role: ProcessRole.PreStart);
        rig.Exit("web", 1);
        rig.Pass(1);
        Assert.Equal(ProcessRole.PreStart, Assert.Single(rig.Alive).Role);
        Assert.Empty(rig.Ends);
    }

    [Fact]
    public void A_kill_ends_all_of_the_tree_whatever_the_kill_mode()
    {
        Rig rig = new(Web(null, KillMode.Group));
        rig.Leaving.Add("web");
        _ = rig.Kill("web");
        rig.End("web", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal(SignalScope.Tree, Assert.Single(rig.Ends).Scope);
    }

    [Theory]
    [InlineData(KillMode.Tree, true)]
    [InlineData(KillMode.Mixed, true)]
    [InlineData(KillMode.Group, false)]
    [InlineData(KillMode.Main, false)]
    public void What_helpers_left_is_ended_at_the_stop_of_a_job_without_a_main_process(KillMode mode, bool isEnded)
    {
        Rig rig = new(new JobDefinition("net") { Type = JobType.State, PreStart = Rig.Hook(), KillMode = mode });
        rig.Exit("net", role: ProcessRole.PreStart);
        rig.Leaving.Add("net");
        _ = rig.Stop("net");
        Assert.Equal(isEnded, rig.Ends.Any(end => end.Pid == 0 && end.Scope == SignalScope.Tree));
        if (isEnded)
        {
            Assert.Equal("waits for the end of what its helpers left behind, which was sent TERM and is killed in 5s", rig.Why("net")[0]);
            rig.LetGo("net", 0);
        }

        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
    }

    [Fact]
    public void What_helpers_left_and_does_not_end_is_killed_and_then_left()
    {
        Rig rig = new(new JobDefinition("net") { Type = JobType.State, PreStart = Rig.Hook() });
        rig.Exit("net", role: ProcessRole.PreStart);
        rig.Leaving.Add("net");
        _ = rig.Stop("net");
        rig.Pass(6);
        Assert.Contains("net: warn: Sending KILL signal to what its helpers left behind", rig.Trace);
        rig.Pass(3);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
    }

    [Fact]
    public void Where_nothing_is_left_the_stop_is_over_at_once()
    {
        Rig rig = new(new JobDefinition("net") { Type = JobType.State, PreStart = Rig.Hook() });
        rig.Exit("net", role: ProcessRole.PreStart);
        Assert.Equal("", rig.Stop("net"));
        Assert.Null(rig.NextDeadline);
    }

    [Theory]
    [InlineData(KillMode.Tree)]
    [InlineData(KillMode.Mixed)]
    public void A_stop_of_a_job_that_is_down_ends_what_was_kept_of_it(KillMode mode)
    {
        Rig rig = new(Web(Adoption.Keep, mode) with { PostStop = Rig.Hook() });
        rig.Leaving.Add("web");
        rig.Exit("web");
        rig.Exit("web", role: ProcessRole.PostStop);
        _ = rig.States();
        Assert.Null(rig.Stop("web"));
        Assert.Equal(SignalScope.Tree, Assert.Single(rig.Ends).Scope);
        Assert.Equal("waits for the end of what a former run left behind, which was sent TERM and is killed in 5s", rig.Why("web")[0]);
        Assert.Null(rig.Stop("web"));
        rig.LetGo("web", 0);
        Assert.Equal(("", ""), (rig.AnswerTo(1), rig.AnswerTo(2)));
        Assert.Equal(["web killed", "web waiting"], rig.States());
        Assert.Equal("NotRunning web", rig.Stop("web"));
    }

    [Fact]
    public void Those_that_were_kept_and_do_not_end_are_killed_and_then_left()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree));
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Null(rig.Stop("web"));
        rig.Pass(6);
        Assert.Contains("web: warn: Sending KILL signal to what a former run left behind", rig.Trace);
        rig.Pass(3);
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
        Assert.Null(rig.NextDeadline);
    }

    [Fact]
    public void A_stop_in_the_pause_before_a_respawn_ends_what_was_kept()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree) with { Respawn = RespawnPolicy.Always });
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Null(rig.Stop("web"));
        rig.LetGo("web", 0);
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Single(rig.Ends);
        Assert.Equal((JobState.Waiting, JobGoal.Stop), (rig.Status.Single().State, rig.Status.Single().Goal));
        Assert.Null(rig.NextDeadline);
    }

    [Fact]
    public void A_start_waits_until_what_a_stop_has_asked_is_gone()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree));
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Null(rig.Stop("web"));
        Assert.Null(rig.Start("web"));
        Assert.Empty(rig.Alive);
        rig.LetGo("web", 0);
        Assert.Single(rig.Alive);
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Theory]
    [InlineData(KillMode.Group)]
    [InlineData(KillMode.Main)]
    public void What_the_kill_mode_leaves_alone_is_left_by_a_stop_of_a_job_that_is_down_and_ended_by_a_kill(KillMode mode)
    {
        Rig rig = new(Web(Adoption.Keep, mode));
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Equal("NotRunning web", rig.Stop("web"));
        Assert.Empty(rig.Ends);
        Assert.Null(rig.Kill("web"));
        Assert.Equal((Signal.Kill, SignalScope.Tree), (Assert.Single(rig.Ends).Signal, rig.Ends[0].Scope));
        rig.LetGo("web", 0);
        Assert.Equal("", rig.AnswerTo(2));
    }

    [Fact]
    public void Those_that_were_kept_and_ended_since_are_nothing_to_stop()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree));
        rig.Leaving.Add("web");
        rig.Exit("web");
        Assert.Null(rig.Stop("web"));
        rig.Tell(new SupervisorInput.ProcessesGone("web", "", 0) { HadNone = true });
        Assert.Equal("NotRunning web", rig.AnswerTo(1));
    }

    [Fact]
    public void Those_that_were_kept_are_asked_at_a_shutdown()
    {
        Rig rig = new(Web(Adoption.Keep, KillMode.Tree));
        rig.Leaving.Add("web");
        rig.Exit("web");
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Null(rig.ExitCode);
        Assert.Equal(Signal.Term, Assert.Single(rig.Ends).Signal);
        rig.LetGo("web", 0);
        Assert.Equal(0, rig.ExitCode);
    }
}
