using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Main processes of daemons that end and leave another in their place, or nobody.</summary>
public sealed class HandoverTests
{
    private static JobDefinition WithFile(JobDefinition job) => job with { PidFile = "/run/web.pid" };

    [Fact]
    public void A_process_that_ends_soon_after_it_was_chosen_hands_over()
    {
        Daemon daemon = Daemon.Running(13);
        daemon.Rig.Pass(5);
        daemon.End(13);
        Assert.Equal("web start/running", daemon.Line);
        Assert.Equal(MainSearch.AtOnce, daemon.Searches[^1]);
        Assert.Contains("looks for its main process among those that process 13 left behind", daemon.Rig.Why("web"));
        daemon.Find(14);
        Assert.Equal("web start/running, process 14", daemon.Line);
        Assert.Null(daemon.Rig.NextDeadline);
    }

    [Fact]
    public void Later_its_end_is_that_of_the_job()
    {
        Daemon daemon = Daemon.Running(13);
        daemon.Rig.Pass(5.1);
        daemon.End(13);
        Assert.Equal("web stop/waiting", daemon.Line);
        Assert.Single(daemon.Searches);
    }

    [Fact]
    public void Later_its_pid_file_may_name_another()
    {
        Daemon daemon = Daemon.Running(13, WithFile);
        daemon.Rig.Pass(3600);
        daemon.End(13);
        Assert.Equal(MainSearch.ByFile, daemon.Searches[^1]);
        daemon.Find(14);
        Assert.Equal("web start/running, process 14", daemon.Line);
        Assert.Contains("web: message: process 13 ended; process 14 is the main process", daemon.Rig.Trace);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3600)]
    public void Where_nobody_took_over_it_has_ended_well(int seconds)
    {
        Daemon daemon = Daemon.Running(13, WithFile);
        daemon.Rig.Pass(seconds);
        daemon.End(13);
        daemon.Miss("names process 13, which is not there or is none of this job's");
        Assert.Equal("web stop/waiting", daemon.Line);
        Assert.Equal(new ProcessEnd.Exited(0), daemon.Status.LastResult?.MainEnd);
        Assert.Null(daemon.Status.LastResult?.Failure);
    }

    [Fact]
    public void A_bad_end_is_no_handover()
    {
        Daemon daemon = Daemon.Running(13, WithFile);
        daemon.End(13, 1);
        Assert.Single(daemon.Searches);
        Assert.Equal("main process (13) terminated with status 1", daemon.Status.LastResult?.Failure?.Sentence);
    }

    [Fact]
    public void An_end_that_nobody_saw_is_no_handover()
    {
        Daemon daemon = Daemon.Running(13, WithFile);
        daemon.Rig.Tell(new SupervisorInput.ChildExited(13, new ProcessEnd.Exited(0)) { IsUnseen = true });
        Assert.Single(daemon.Searches);
        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void A_process_that_was_no_daemon_has_no_successor()
    {
        Rig rig = new(Rig.Service("web") with { PidFile = "/run/web.pid" });
        rig.Exit("web");
        Assert.Empty(rig.Searches);
        Assert.Equal(JobState.Waiting, rig.Status.Single().State);
    }

    [Fact]
    public void A_program_that_forks_and_ends_for_ever_has_an_end()
    {
        Daemon daemon = Daemon.Running(200);
        for (int pid = 200; daemon.Status.Goal == JobGoal.Start; pid++)
        {
            Assert.InRange(pid, 200, 200 + SupervisorLimits.DaemonHandovers);
            daemon.End(pid);
            daemon.Find(pid + 1);
        }

        Assert.Equal(1 + SupervisorLimits.DaemonHandovers, daemon.Searches.Length);
    }

    [Fact]
    public void One_that_hands_over_now_and_then_may_do_so_for_ever()
    {
        Daemon daemon = Daemon.Running(200, WithFile);
        for (int pid = 200; pid < 250; pid++)
        {
            daemon.Rig.Pass(pid % 10 == 0 ? 60 : 1);
            daemon.End(pid);
            daemon.Find(pid + 1);
        }

        Assert.Equal("web start/running, process 250", daemon.Line);
    }

    [Fact]
    public void A_search_that_is_never_answered_ends_as_if_nobody_had_been_found()
    {
        Daemon daemon = Daemon.Running(13);
        daemon.End(13);
        daemon.Rig.Pass(2);
        Assert.Contains("stop finding", daemon.Rig.Trace);
        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void A_search_goes_on_beside_a_helper()
    {
        Daemon daemon = Daemon.Fork(job => job with { PostStart = Rig.Hook() });
        daemon.End(Daemon.First);
        daemon.Find(13);
        daemon.End(13);
        Assert.Equal("web start/post-start, (post-start) process 102", daemon.Line);
        daemon.Rig.Exit("web", role: ProcessRole.PostStart);
        Assert.Equal("web start/running", daemon.Line);
        Assert.NotNull(daemon.Rig.NextDeadline);
        daemon.Find(14);
        Assert.Equal("web start/running, process 14", daemon.Line);
    }

    [Fact]
    public void A_reload_is_refused_while_nobody_knows_whom_to_ask()
    {
        Daemon daemon = Daemon.Running(13);
        daemon.End(13);
        Assert.Equal("NotRunning web", daemon.Rig.Ask(new SupervisorRequest.Reload(Rig.Target("web"))));
    }

    [Fact]
    public void A_search_outlives_a_reload_that_hangs()
    {
        Daemon daemon = Daemon.Running(13, job => job with { ReloadCommand = new JobCommand.Program(["reload"]) });
        _ = daemon.Rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        daemon.End(13);
        daemon.Rig.Pass(5);
        Assert.True(daemon.Said("TERM to reload"));
        daemon.Rig.Exit("web", 1, ProcessRole.Reload);
        daemon.Rig.Pass(2);
        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void One_that_was_taken_as_main_since_it_did_not_end_may_still_become_a_daemon()
    {
        Daemon daemon = Daemon.Fork();
        daemon.Rig.Pass(61);
        daemon.End(Daemon.First);
        daemon.Find(13);
        Assert.Equal("web start/running, process 13", daemon.Line);
    }
}
