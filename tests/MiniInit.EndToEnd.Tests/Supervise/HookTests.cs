using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>The processes around the main one, and their failures.</summary>
public sealed class HookTests
{
    /// <summary>Says how another job came out.</summary>
    private const string Witness = """
        [job.witness]
        start-on = "stopped web"
        type = "task"
        script = 'echo "result $RESULT $PROCESS $EXIT_STATUS$EXIT_SIGNAL" >> {TRACE}'

        """;

    /// <summary>Stops it once it is up and <c>{DIR}/go</c> is there.</summary>
    private const string Trigger = """
        [job.trigger]
        start-on = "started web"
        type = "task"
        script = '{AWAIT} {DIR}/go'

        """;

    [Fact]
    public void Processes_of_a_job_run_one_after_another()
    {
        using Supervised init = Supervised.AsPid1(Witness + Trigger + """
            [job.web]
            stop-on = "stopped trigger"
            ready = "fd"
            pre-start.script = 'echo pre-start >> {TRACE}'
            script = "trap 'echo TERM >> {TRACE}; exit 0' TERM; echo main >> {TRACE}; echo >&3; sleep 1000 & wait"
            post-start.script = 'echo post-start >> {TRACE}'
            pre-stop.script = 'echo pre-stop >> {TRACE}'
            post-stop.script = 'echo post-stop >> {TRACE}'
            """);
        init.WaitForTrace("pre-start", "main", "post-start");
        init.WaitForState("web", "running");
        init.Touch("go");
        init.WaitForTrace("pre-start", "main", "post-start", "pre-stop", "TERM", "post-stop", "result ok  ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Processes_of_a_job_run_one_after_another_at_a_shutdown_too()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "fd"
            script = "trap 'echo TERM >> {TRACE}; exit 0' TERM; echo main >> {TRACE}; echo >&3; sleep 1000 & wait"
            pre-stop.script = 'echo pre-stop >> {TRACE}'
            post-stop.script = 'echo post-stop >> {TRACE}'
            """);
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("main", "pre-stop", "TERM", "post-stop");
    }

    [Fact]
    public void Case_26_a_pre_start_that_fails_keeps_the_main_process_from_running_but_not_post_stop()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            pre-start.script = 'echo pre-start >> {TRACE}; exit 1'
            script = 'echo main >> {TRACE}; exec sleep 1000'
            post-stop.script = 'echo post-stop >> {TRACE}'
            """);
        init.WaitForTrace("pre-start", "post-stop", "result failed pre-start 1");
        Assert.Equal(0, init.Stop());
        Assert.Contains("web: pre-start process terminated with status 1", init.Log);
    }

    [Fact]
    public void Case_27_a_pre_start_that_is_killed_fails_by_its_signal()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            pre-start.script = 'kill -KILL $$'
            script = 'echo main >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("result failed pre-start KILL");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_pre_start_that_takes_too_long_is_ended_and_has_failed()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            pre-start = { script = "trap '' TERM; sleep 1000", timeout = "100ms" }
            kill-timeout = "100ms"
            script = 'echo main >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("result failed pre-start ");
        Assert.Equal(0, init.Stop());
        Assert.Contains("web: pre-start took longer than its time limit", init.Log);
        Assert.Contains("web: Sending KILL signal to pre-start process", init.Log);
    }

    [Fact]
    public void A_pre_start_that_is_no_program_fails_the_job()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            pre-start.exec = ["/no/such/program"]
            script = 'echo main >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("result failed pre-start ");
        Assert.Equal(0, init.Stop());
        Assert.Contains("Failed to spawn web pre-start process: ", init.Log);
        Assert.Contains("/no/such/program", init.Log);
    }

    [Fact]
    public void Case_28_a_post_start_that_fails_is_ignored()
    {
        using Supervised init = Supervised.AsPid1(Witness + Trigger + """
            [job.web]
            stop-on = "stopped trigger"
            post-start.script = 'echo post-start >> {TRACE}; exit 1'
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        init.WaitForStatus("web start/running, process ");
        init.Touch("go");
        init.WaitForTrace("post-start", "result ok  ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_29_a_pre_stop_that_fails_is_ignored()
    {
        using Supervised init = Supervised.AsPid1(Witness + Trigger + """
            [job.web]
            stop-on = "stopped trigger"
            pre-stop.script = 'echo pre-stop >> {TRACE}; exit 1'
            exec = ["sleep", "1000"]
            """);
        init.Touch("go");
        init.WaitForTrace("pre-stop", "result ok  ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_pre_stop_that_takes_too_long_is_ended_and_the_stop_goes_on()
    {
        using Supervised init = Supervised.AsPid1(Witness + Trigger + """
            [job.web]
            stop-on = "stopped trigger"
            pre-stop = { script = 'echo pre-stop >> {TRACE}; exec sleep 1000', timeout = "200ms" }
            exec = ["sleep", "1000"]
            """);
        init.Touch("go");
        init.WaitForState("web", "waiting");
        init.WaitForState("witness", "waiting");
        Assert.Equal("result ok  ", init.Trace[^1]);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_that_ends_by_itself_has_no_pre_stop()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            pre-stop.script = 'echo pre-stop >> {TRACE}'
            script = 'exit 0'
            post-stop.script = 'echo post-stop >> {TRACE}'
            """);
        init.WaitForTrace("post-stop", "result ok  ");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("post-stop", "result ok  ");
    }

    [Fact]
    public void Case_30_a_post_stop_that_fails_fails_the_job()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            script = 'exit 0'
            post-stop.script = 'exit 4'
            """);
        init.WaitForTrace("result failed post-stop 4");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void The_first_failure_is_the_one_that_is_told()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            script = 'exit 3'
            post-stop.script = 'exit 4'
            """);
        init.WaitForTrace("result failed main 3");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_25_a_main_process_that_dies_while_the_job_is_stopping_is_no_failure()
    {
        using Supervised init = Supervised.AsPid1(Witness + Trigger + """
            [job.web]
            stop-on = "stopped trigger"
            exec = ["sleep", "1000"]
            [job.holder]
            start-on = "stopping web"
            type = "task"
            script = '{AWAIT} {DIR}/stopped'
            """);
        int main = init.WaitForMain("web");
        init.Touch("go");
        init.WaitForStatus("web stop/stopping, process ");
        Proc.Signal(main, Signals.Kill);
        init.WaitForStatus("web stop/stopping\n");
        init.Touch("stopped");
        init.WaitForTrace("result ok  ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_main_process_that_dies_during_post_start_fails_the_job_when_post_start_is_over()
    {
        using Supervised init = Supervised.AsPid1(Witness + """
            [job.web]
            script = '{AWAIT} {DIR}/die; exit 5'
            post-start.script = 'echo > {DIR}/die; {AWAIT} {DIR}/go; echo post-start >> {TRACE}'
            """);
        init.WaitForStatus("web stop/post-start, (post-start) process ");
        init.Touch("go");
        init.WaitForTrace("post-start", "result failed main 5");
        Assert.Equal(0, init.Stop());
        Assert.Equal(0, init.Entered("web", "running"));
    }

    [Fact]
    public void Processes_of_a_job_know_it_by_their_environment()
    {
        using Supervised init = Supervised.AsPid1("""
            [init.env]
            SHARED = "for all"
            [job.web]
            env = { COLOUR = "red", BOTH = "$COLOUR and ${SHARED}" }
            pre-start.script = 'echo "pre-start $MINIINIT_JOB $UPSTART_JOB $COLOUR $BOTH" >> {TRACE}'
            script = 'echo "main $MINIINIT_JOB $UPSTART_JOB $COLOUR $BOTH" >> {TRACE}; exec sleep 1000'
            post-stop.script = 'echo "post-stop $MINIINIT_JOB $UPSTART_JOB $COLOUR $BOTH" >> {TRACE}'
            """);
        init.WaitForTrace("pre-start web web red red and for all", "main web web red red and for all");
        Assert.Equal(0, init.Stop());
        Assert.Equal("post-stop web web red red and for all", init.Trace[^1]);
    }
}
