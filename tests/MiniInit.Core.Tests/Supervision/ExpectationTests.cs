using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// Upstart's table of what comes of a wrong expectation: how often a program forks, and what its job says. There a wrong
/// one hung the job or lost the process; here each comes to an end that is right or in words.
/// </summary>
public sealed class ExpectationTests
{
    private const string Hint = "its main process (101) ended with status 0 and left others behind; if it is a daemon, write ready = \"fork\" or run it in the foreground";
    private const string Late = "expected a daemon; the first process (101) is still running after 1m; treating it as main";

    /// <param name="ready">What the job says.</param>
    /// <param name="forks">How often the program forks; each parent ends, and each child but the last leads a session.</param>
    /// <param name="isSlow">Whether each of the parents is still there when the main process is looked for.</param>
    /// <param name="line">What becomes of it.</param>
    /// <param name="said">What the log says of it; null for nothing.</param>
    [Theory]
    [InlineData("exec", 0, false, "web start/running, process 101", null)]
    [InlineData("exec", 1, false, "web stop/waiting", Hint)]
    [InlineData("exec", 2, false, "web stop/waiting", Hint)]
    [InlineData("exec", 3, false, "web stop/waiting", Hint)]
    [InlineData("fork", 0, false, "web start/running, process 101", Late)]
    [InlineData("fork", 1, false, "web start/running, process 201", null)]
    [InlineData("fork", 2, false, "web start/running, process 202", null)]
    [InlineData("fork", 3, false, "web start/running, process 203", null)]
    [InlineData("fork", 2, true, "web start/running, process 202", "process 201 forked again and ended; process 202 is the main process")]
    [InlineData("fork", 3, true, "web start/running, process 203", "process 202 forked again and ended; process 203 is the main process")]
    [InlineData("daemon", 0, false, "web start/running, process 101", Late)]
    [InlineData("daemon", 1, false, "web start/running, process 201", null)]
    [InlineData("daemon", 2, false, "web start/running, process 202", null)]
    [InlineData("daemon", 3, false, "web start/running, process 203", null)]
    [InlineData("daemon", 1, true, "web start/running, process 201", null)]
    [InlineData("daemon", 2, true, "web start/running, process 202", "process 201 forked again and ended; process 202 is the main process")]
    [InlineData("daemon", 3, true, "web start/running, process 203", "process 202 forked again and ended; process 203 is the main process")]
    public void Each_wrong_expectation_ends_well(string ready, int forks, bool isSlow, string line, string? said)
    {
        Daemon daemon = new(ready switch { "exec" => new Readiness.Exec(), "fork" => new Readiness.Fork(), _ => new Readiness.Daemon() });
        if (forks > 0)
        {
            daemon.End(Daemon.First);
            int found = isSlow ? 1 : forks;
            daemon.Find(200 + found, leads: found < forks || forks == 1);
            for (; found < forks; found++)
            {
                daemon.Rig.Pass(0.05);
                daemon.End(200 + found);
                daemon.Find(201 + found, leads: found + 1 < forks);
            }
        }

        daemon.Rig.Pass(100);
        Assert.Equal(line, daemon.Line);
        Assert.Equal(said is null ? 0 : 1, daemon.Rig.Trace.Count(entry => said is not null && entry.EndsWith(said, StringComparison.Ordinal)));
        _ = daemon.Rig.Stop("web");
        if (daemon.Status.MainPid is int pid and not 0)
        {
            daemon.Kill(pid);
        }

        Assert.Equal("web stop/waiting", daemon.Line);
    }

    [Fact]
    public void A_task_may_leave_others_without_a_word()
    {
        Daemon daemon = new(new Readiness.Exec(), job => job with { Type = JobType.Task });
        daemon.End(Daemon.First);
        Assert.False(daemon.Said("left others behind"));
    }

    [Fact]
    public void What_has_run_for_long_is_taken_for_no_daemon()
    {
        Daemon daemon = new(new Readiness.Exec());
        daemon.Rig.Pass(6);
        daemon.End(Daemon.First);
        Assert.False(daemon.Said("left others behind"));
    }
}
