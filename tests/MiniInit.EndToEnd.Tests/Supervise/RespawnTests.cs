using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>The end of a main process: a failure, an end, or a respawn.</summary>
public sealed class RespawnTests
{
    /// <summary>Says how another job came out.</summary>
    private const string Witness = """
        [job.witness]
        start-on = "stopped web"
        type = "task"
        script = 'echo "result $RESULT $PROCESS $EXIT_STATUS$EXIT_SIGNAL" >> {TRACE}'

        """;

    [Fact]
    public void Case_20_a_job_that_exits_with_1_and_is_not_respawned_has_failed()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            script = 'exit 1'
            """);
        init.WaitForTrace("result failed main 1");
        init.WaitForStatus("web stop/waiting\n");
        Assert.Equal(0, init.Stop());
        Assert.Matches("miniinit: warn: web: main process \\([0-9]+\\) terminated with status 1\n", init.Log);
        Assert.Equal(1, init.Entered("web", "spawned"));
    }

    [Fact]
    public void Case_21_a_job_that_exits_with_1_is_respawned_and_keeps_its_goal()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            respawn = true
            script = 'echo run >> {TRACE}; {AWAIT} {DIR}/go; rm {DIR}/go; exit 1'
            """);
        int first = init.WaitForMain("web");
        init.WaitForState("web", "running");
        init.Touch("go");
        init.WaitForState("web", "running", 2);
        init.WaitForTrace("run", "run");
        int second = init.WaitForMain("web");
        Assert.NotEqual(first, second);
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
        Assert.Matches("miniinit: warn: web: main process \\([0-9]+\\) terminated with status 1, respawning\n", init.Log);

        // A respawn is no stop: the witness has seen one only, at the shutdown, when nothing is started any more.
        init.AssertTrace("run", "run");
    }

    [Fact]
    public void Case_22_a_service_that_exits_with_0_is_respawned()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            respawn = true
            script = 'echo run >> {TRACE}; {AWAIT} {DIR}/go; rm {DIR}/go'
            """);
        init.Touch("go");
        init.WaitForTrace("run", "run");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_task_that_exits_with_0_is_not_respawned_and_one_that_exits_with_1_is()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            type = "task"
            respawn = true
            respawn-delay = { min = "10ms", max = "10ms" }
            script = 'echo run >> {TRACE}; [ $(wc -l < {TRACE}) = 2 ]'
            """);
        init.WaitForTrace("run", "run", "result ok  ");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("run", "run", "result ok  ");
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("SIGKILL")]
    [InlineData("USR1")]
    public void Case_23_a_signal_that_is_listed_is_no_failure_and_no_reason_for_a_respawn(string listed)
    {
        using Supervised init = Supervised.AsPid1(Witness + $$"""
            [job.web]
            respawn = true
            normal-exit = [3, "{{listed}}"]
            script = 'echo run >> {TRACE}; kill -{{listed.Replace("SIG", "")}} $$'
            """);
        init.WaitForTrace("run", "result ok  ");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("run", "result ok  ");
    }

    [Fact]
    public void A_code_that_is_listed_is_no_failure_and_no_reason_for_a_respawn()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            respawn = true
            normal-exit = [3, "KILL"]
            script = 'echo run >> {TRACE}; exit 3'
            """);
        init.WaitForTrace("run", "result ok  ");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("run", "result ok  ");
    }

    [Fact]
    public void Case_24_a_signal_that_is_not_listed_is_a_failure()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            normal-exit = [3, "KILL"]
            script = 'kill -USR1 $$'
            """);
        init.WaitForTrace("result failed main USR1");
        Assert.Equal(0, init.Stop());
        Assert.Contains(" killed by USR1 signal", init.Log);
    }

    [Theory]
    [InlineData("on-failure", "exit 1", true)]
    [InlineData("on-failure", "kill -KILL $$", true)]
    [InlineData("on-failure", "exit 0", false)]
    [InlineData("on-success", "exit 0", true)]
    [InlineData("on-success", "exit 1", false)]
    [InlineData("on-abnormal", "kill -KILL $$", true)]
    [InlineData("on-abnormal", "exit 1", false)]
    [InlineData("always", "exit 0", true)]
    public void A_policy_says_after_which_ends_a_job_is_respawned(string policy, string end, bool isRespawned)
    {
        using Supervised init = Supervised.AsPid1(Witness + $$"""
            [job.web]
            respawn = "{{policy}}"
            respawn-delay = { min = "10ms", max = "10ms" }
            respawn-limit = { count = 1 }
            script = 'echo run >> {TRACE}; {{end}}'
            """);
        init.WaitForState("witness", "waiting");
        Assert.Equal(isRespawned ? 2 : 1, init.Trace.Count(line => line == "run"));
        Assert.Equal(isRespawned, init.Trace[^1].StartsWith("result failed respawn ", System.StringComparison.Ordinal));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("count = 2")]
    [InlineData("count = 2, interval = '1h'")]
    public void A_job_that_ends_too_often_is_given_up(string limit)
    {
        using Supervised init = Supervised.AsPid1(Witness + $$"""
            [job.web]
            respawn = true
            respawn-delay = { min = "1ms", max = "10ms" }
            respawn-limit = { {{limit}} }
            script = 'echo run >> {TRACE}; exit 4'
            """);
        init.WaitForTrace("run", "run", "run", "result failed respawn ");
        Assert.Equal(0, init.Stop());
        Assert.Contains("terminated with status 4; respawning too fast, stopped", init.Log);
        init.AssertTrace("run", "run", "run", "result failed respawn ");
    }

    [Fact]
    public void A_job_that_was_given_up_is_tried_again_later_if_it_says_so()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            respawn = true
            respawn-delay = { min = "1ms", max = "10ms" }
            respawn-limit = { count = 1, then = "retry-after 50ms" }
            script = 'echo run >> {TRACE}; exit 4'
            """);
        init.WaitForLog("web: is started again in 50ms");
        init.Until(() => init.Trace.Count >= 5, "it was tried twice more");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("exit 0", 1)]
    [InlineData("kill -KILL $$", 137)]
    public void A_job_that_was_given_up_ends_init_if_it_says_so(string end, int code)
    {
        using Supervised init = Supervised.AsPid1($$"""
            [job.other]
            script = "trap 'echo other >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait"
            [job.web]
            respawn = true
            respawn-delay = { min = "1ms", max = "10ms" }
            respawn-limit = { count = 1, then = "exit" }
            script = '{AWAIT} {DIR}/up; {{end}}'
            """);
        Assert.Equal(code, init.WaitForExit());
        init.AssertTrace("other");
    }

    [Fact]
    public void The_first_respawn_of_a_job_that_was_ready_is_immediate_and_the_second_is_not()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            respawn = true
            respawn-delay = { min = "1h", max = "1h", reset = "2h" }
            ready = "fd"
            script = 'echo run >> {TRACE}; echo >&3; exec sleep 1000'
            """);
        init.WaitForState("web", "running");
        Proc.Signal(init.WaitForMain("web"), Signals.Kill);
        init.WaitForState("web", "running", 2);
        init.WaitForTrace("run", "run");
        Proc.Signal(init.WaitForMain("web"), Signals.Kill);
        init.WaitForStatus("web start/waiting\n");

        // It waits for an hour, and a shutdown does not.
        Assert.Equal(0, init.Stop());
        init.AssertTrace("run", "run");
    }

    [Fact]
    public void Post_stop_and_pre_start_run_at_a_respawn_too()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            respawn = true
            pre-start.script = 'echo pre-start >> {TRACE}'
            pre-stop.script = 'echo pre-stop >> {TRACE}'
            post-stop.script = 'echo post-stop >> {TRACE}'
            script = 'echo run >> {TRACE}; {AWAIT} {DIR}/go; rm {DIR}/go; exit 1'
            """);
        init.Touch("go");
        init.WaitForTrace("pre-start", "run", "post-stop", "pre-start", "run");
        init.WaitForState("web", "running", 2);
        Assert.Equal(0, init.Stop());
        Assert.Equal("pre-stop, post-stop", string.Join(", ", init.Trace.Skip(5)));
    }

    [Fact]
    public void What_a_job_said_last_is_in_the_message_of_its_failure()
    {
        using Supervised init = Supervised.AsPid1("""
            [init]
            output = "none"
            [job.web]
            script = 'echo first words; echo last words >&2; exit 3'
            """);
        init.WaitForLog("miniinit:   | last words\n");
        Assert.Contains("miniinit:   | first words\n", init.Log);
        Assert.True(init.Log.IndexOf(" terminated with status 3", System.StringComparison.Ordinal)
            < init.Log.IndexOf("last words", System.StringComparison.Ordinal));
        Assert.Equal(0, init.Stop());
        Assert.Equal("", init.Output);
    }
}
