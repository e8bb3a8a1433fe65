using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>How a daemon becomes ready, and which process is its main one.</summary>
public sealed class DaemonTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static JobDefinition WithFile(JobDefinition job) => job with { PidFile = "/run/web.pid" };

    [Fact]
    public void It_is_ready_when_its_first_process_has_ended_and_the_main_one_is_found()
    {
        Daemon daemon = Daemon.Fork();
        Assert.Equal("web start/spawned, process 101", daemon.Line);
        Assert.Empty(daemon.Searches);
        daemon.End(Daemon.First);
        Assert.Equal("web start/spawned", daemon.Line);
        Assert.Equal([MainSearch.Patient], daemon.Searches);
        daemon.Find(13, leads: true);
        Assert.Equal("web start/running, process 13", daemon.Line);
        Assert.True(daemon.Status.IsReady);
    }

    [Fact]
    public void One_that_forks_twice_is_ready_at_once_with_a_process_that_leads_no_session()
    {
        Daemon daemon = Daemon.Twice();
        daemon.End(Daemon.First);
        daemon.Find(13);
        Assert.Equal("web start/running, process 13", daemon.Line);
    }

    [Fact]
    public void A_process_that_leads_its_session_is_looked_at_for_a_while()
    {
        Daemon daemon = Daemon.Twice();
        daemon.End(Daemon.First);
        daemon.Find(13, leads: true);
        Assert.Equal("web start/spawned, process 13", daemon.Line);
        Assert.StartsWith("waits whether process 13", daemon.Rig.Why("web")[0], StringComparison.Ordinal);
        daemon.Rig.Pass(0.099);
        Assert.Equal("web start/spawned, process 13", daemon.Line);
        daemon.Rig.Pass(0.001);
        Assert.Equal("web start/running, process 13", daemon.Line);
    }

    [Fact]
    public void If_it_ends_in_that_time_the_next_one_counts_at_once()
    {
        Daemon daemon = Daemon.Twice(job => job with { StartTimeout = s_minute });
        TimeSpan? limit = daemon.Rig.NextDeadline;
        daemon.End(Daemon.First);
        daemon.Find(13, leads: true);
        daemon.End(13);
        Assert.Equal([MainSearch.Patient, MainSearch.AtOnce], daemon.Searches);
        Assert.Equal(limit, daemon.Rig.NextDeadline);
        daemon.Find(14, leads: true);
        Assert.Equal("web start/running, process 14", daemon.Line);
        Assert.Contains("web: message: process 13 forked again and ended; process 14 is the main process", daemon.Rig.Trace);
    }

    [Fact]
    public void It_is_not_looked_at_beyond_the_limit_of_the_start()
    {
        Daemon daemon = Daemon.Twice(job => job with { StartTimeout = TimeSpan.FromMilliseconds(50) });
        daemon.End(Daemon.First);
        daemon.Find(13, leads: true);
        daemon.Rig.Pass(0.05);
        Assert.Equal("web start/running, process 13", daemon.Line);
    }

    [Fact]
    public void A_request_for_more_time_does_not_make_the_look_longer_but_the_start()
    {
        Daemon daemon = Daemon.Twice(job => job with { StartTimeout = TimeSpan.FromSeconds(1) });
        daemon.End(Daemon.First);
        daemon.Find(13, leads: true);
        daemon.Rig.Notify(daemon.Ticket, "EXTEND_TIMEOUT_USEC=30000000");
        daemon.End(13);
        Assert.Equal(daemon.Rig.Now + TimeSpan.FromSeconds(30), daemon.Rig.NextDeadline);
    }

    [Fact]
    public void Neither_a_message_nor_a_descriptor_makes_it_ready()
    {
        Daemon daemon = Daemon.Fork();
        daemon.Rig.Notify("web", "READY=1");
        daemon.Rig.Ready("web");
        Assert.Equal("web start/spawned, process 101", daemon.Line);
    }

    [Fact]
    public void A_first_process_that_ends_badly_fails_the_job()
    {
        Daemon daemon = Daemon.Fork();
        daemon.End(Daemon.First, 3);
        Assert.Empty(daemon.Searches);
        Assert.Equal("main process (101) terminated with status 3", daemon.Status.LastResult?.Failure?.Sentence);
    }

    [Theory]
    [InlineData(RespawnPolicy.Never, false)]
    [InlineData(RespawnPolicy.OnSuccess, false)]
    [InlineData(RespawnPolicy.OnFailure, true)]
    [InlineData(RespawnPolicy.OnAbnormal, true)]
    [InlineData(RespawnPolicy.Always, true)]
    public void Where_nothing_is_left_the_start_has_failed(RespawnPolicy policy, bool isRespawned)
    {
        const string Sentence = "expected a daemon; the first process ended and left no process behind";
        Daemon daemon = Daemon.Fork(job => job with { Respawn = policy });
        daemon.End(Daemon.First);
        daemon.Miss();
        Assert.True(daemon.Said(Sentence));
        Assert.Equal(isRespawned ? JobGoal.Start : JobGoal.Stop, daemon.Status.Goal);
        Assert.Equal(isRespawned ? null : Sentence, daemon.Status.LastResult?.Failure?.Sentence);
        daemon.Rig.Pass(1);
        Assert.Equal(isRespawned ? 2 : 1, daemon.Rig.Spawns.Count);
    }

    [Fact]
    public void A_main_job_of_which_nothing_is_left_ends_init_with_a_code_that_says_so()
    {
        Daemon daemon = Daemon.Fork(job => job with { IsMain = true });
        daemon.End(Daemon.First);
        daemon.Miss();
        Assert.Equal(1, daemon.Rig.ExitCode);
    }

    [Fact]
    public void What_is_wrong_with_the_pid_file_is_part_of_the_failure()
    {
        Daemon daemon = Daemon.Fork(WithFile);
        daemon.End(Daemon.First);
        daemon.Miss("does not exist");
        Assert.EndsWith("no process behind, and its pid-file /run/web.pid does not exist", daemon.Status.LastResult?.Failure?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_process_that_does_not_end_is_taken_as_main_when_the_time_is_over()
    {
        Daemon daemon = Daemon.Fork(job => job with { StartTimeout = s_minute });
        daemon.Rig.Pass(61);
        Assert.Equal("web start/running, process 101", daemon.Line);
        Assert.Contains("web: warn: expected a daemon; the first process (101) is still running after 1m; treating it as main", daemon.Rig.Trace);
        Assert.Null(daemon.Rig.NextDeadline);
    }

    [Fact]
    public void While_its_pid_file_is_waited_for_the_end_of_the_time_asks_for_an_answer()
    {
        Daemon daemon = Daemon.Fork(job => WithFile(job) with { StartTimeout = s_minute });
        daemon.End(Daemon.First);
        Assert.Equal(
            "waits for its pid-file /run/web.pid to name its main process, since process 101 has ended; whoever is left is taken for it in 1m",
            daemon.Rig.Why("web")[0]);
        daemon.Rig.Pass(60);
        Assert.Equal([MainSearch.Patient, MainSearch.AtOnce], daemon.Searches);
        Assert.Equal("web start/spawned", daemon.Line);
        daemon.Find(13, leads: true, problem: "does not exist");
        Assert.Equal("web start/running, process 13", daemon.Line);
        Assert.Contains("web: warn: its pid-file /run/web.pid does not exist; process 13 is taken for the main process", daemon.Rig.Trace);
    }

    [Fact]
    public void A_search_that_is_never_answered_fails_the_start()
    {
        Daemon daemon = Daemon.Fork(job => job with { StartTimeout = s_minute });
        daemon.End(Daemon.First);
        daemon.Rig.Pass(60);
        daemon.Rig.Pass(2);
        Assert.Equal("expected a daemon; its main process was not found within 1m", daemon.Status.LastResult?.Failure?.Sentence);
        Assert.Contains("stop finding", daemon.Rig.Trace);
        Assert.Equal(SignalScope.Tree, Assert.Single(daemon.Rig.Ends).Scope);
    }

    [Fact]
    public void A_process_that_is_named_is_the_main_one_and_nobody_looks_for_another()
    {
        Daemon daemon = Daemon.Twice(WithFile);
        daemon.Find(13, leads: true);
        Assert.Equal("web start/spawned, process 13", daemon.Line);
        daemon.End(Daemon.First);
        Assert.Equal("web start/running, process 13", daemon.Line);
        Assert.Empty(daemon.Searches);
    }

    [Fact]
    public void It_may_be_named_before_its_first_process_is_told_of()
    {
        Daemon daemon = Daemon.Fork(job => job with { PreStart = Rig.Hook() });
        daemon.Rig.IsSlow = true;
        daemon.Rig.Exit("web", role: ProcessRole.PreStart);
        daemon.Ticket = daemon.Rig.Spawns[^1].Process;
        daemon.Find(13);
        daemon.Rig.Tell(new SupervisorInput.ChildStarted(daemon.Ticket, 102));
        Assert.Equal("web start/spawned, process 13", daemon.Line);
        daemon.End(102);
        Assert.Equal("web start/running, process 13", daemon.Line);
    }

    [Fact]
    public void A_named_process_that_is_gone_before_the_first_one_counts_no_more()
    {
        Daemon daemon = Daemon.Fork();
        daemon.Find(13);
        daemon.End(13);
        Assert.Equal("web start/spawned, process 101", daemon.Line);
        daemon.End(Daemon.First);
        Assert.Equal([MainSearch.Patient], daemon.Searches);
    }

    [Fact]
    public void A_first_process_that_ends_badly_takes_the_one_that_it_named_along()
    {
        Daemon daemon = Daemon.Fork(job => job with { Respawn = RespawnPolicy.Always });
        daemon.Find(13);
        daemon.End(Daemon.First, 3);
        Assert.True(daemon.Said("TERM to main, tree"));
        daemon.Kill(13);
        Assert.Equal("is respawned in 1s: main process (101) terminated with status 3", daemon.Rig.Why("web")[0]);
    }

    [Fact]
    public void A_process_that_is_named_while_another_is_looked_for_ends_the_search()
    {
        Daemon daemon = Daemon.Fork(WithFile);
        daemon.End(Daemon.First);
        daemon.Find(13);
        Assert.Contains("stop finding", daemon.Rig.Trace);
        daemon.Miss("is empty");
        Assert.Equal("web start/running, process 13", daemon.Line);
    }

    [Fact]
    public void What_is_not_looked_for_is_not_missed()
    {
        Daemon daemon = Daemon.Fork();
        daemon.Miss();
        Assert.Equal("web start/spawned, process 101", daemon.Line);
    }

    [Fact]
    public void The_first_process_may_name_itself_again_and_is_what_it_was()
    {
        Daemon daemon = Daemon.Fork();
        daemon.Find(13);
        daemon.Find(Daemon.First);
        Assert.Equal("web start/spawned, process 101", daemon.Line);
        daemon.Rig.Pass(10);
        daemon.End(Daemon.First);
        Assert.Equal([MainSearch.Patient], daemon.Searches);
        daemon.End(13);
        Assert.Equal("web start/spawned", daemon.Line);
    }
}
