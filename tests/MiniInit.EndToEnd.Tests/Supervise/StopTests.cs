using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>How a job is stopped, and in which order all of them.</summary>
public sealed class StopTests
{
    [Fact]
    public void Case_13_a_job_that_ends_on_TERM_is_down()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            start-on = "started web"
            script = '{AWAIT} {DIR}/go'
            [job.web]
            stop-on = "stopped trigger"
            exec = ["sleep", "1000"]
            """);
        int main = init.WaitForMain("web");
        init.Touch("go");
        init.WaitForStatus("web stop/waiting\n");
        Assert.False(Proc.Lives(main));
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("Sending KILL", init.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_14_a_job_that_ignores_TERM_is_killed_after_its_time(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, """
            [job.web]
            kill-timeout = "100ms"
            script = "trap '' TERM; echo > {DIR}/deaf; while :; do sleep 1000; done"
            post-stop.script = 'echo post-stop >> {TRACE}'
            """);
        init.WaitForFile("deaf");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("post-stop");
        Assert.Contains("web: Sending KILL signal to main process (", init.Log);
    }

    [Fact]
    public void A_job_gets_the_signal_that_it_asks_for()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            kill-signal = "QUIT"
            script = "trap 'echo QUIT >> {TRACE}; exit 0' QUIT; trap 'echo TERM >> {TRACE}' TERM; echo > {DIR}/up; sleep 1000 & wait"
            """);
        init.WaitForFile("up");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("QUIT");
    }

    [Fact]
    public void A_stop_reaches_the_children_of_a_job_in_other_groups_and_sessions()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            script = '''
            setsid sh -c "trap 'echo session >> {TRACE}; exit 0' TERM; echo > {DIR}/1; sleep 1000 & wait" &
            sh -c "trap 'echo group >> {TRACE}; exit 0' TERM; echo > {DIR}/2; sleep 1000 & wait" &
            trap 'wait; echo main >> {TRACE}; exit 0' TERM
            {AWAIT} {DIR}/1 {DIR}/2
            echo > {DIR}/up
            wait
            '''
            """);
        init.WaitForFile("up");
        Assert.Equal(0, init.Stop());
        Assert.Equal("main", init.Trace[^1]);
        Assert.Equal(["group", "main", "session"], init.Trace.Order());
    }

    [Fact]
    public void A_stop_of_the_main_process_alone_leaves_its_children_to_it()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            kill-mode = "main"
            script = '''
            sh -c "trap 'echo child >> {TRACE}; exit 0' TERM; echo > {DIR}/1; sleep 1000 & wait" &
            trap 'echo main >> {TRACE}; exit 0' TERM
            {AWAIT} {DIR}/1
            echo > {DIR}/up
            wait
            '''
            """);
        init.WaitForFile("up");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("main");
    }

    [Fact]
    public void Jobs_stop_in_the_reverse_order_of_their_start()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a-web]
            requires = ["b-app"]
            script = "trap 'echo web-down >> {TRACE}; exit 0' TERM; echo web >> {TRACE}; sleep 1000 & wait"
            [job.b-app]
            requires = ["c-db"]
            ready = "fd"
            script = "trap 'echo app-down >> {TRACE}; exit 0' TERM; echo app >> {TRACE}; echo >&3; sleep 1000 & wait"
            [job.c-db]
            ready = "fd"
            script = "trap 'echo db-down >> {TRACE}; exit 0' TERM; echo db >> {TRACE}; echo >&3; sleep 1000 & wait"
            """);
        init.WaitForTrace("db", "app", "web");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("db", "app", "web", "web-down", "app-down", "db-down");
    }

    [Fact]
    public void Jobs_that_do_not_need_each_other_stop_at_the_same_time()
    {
        // Each ends only when the other has heard of the end too. No child outlives a turn of the loop: one that is just
        // being made may miss the TERM.
        using Supervised init = Supervised.AsPid1("""
            [init]
            shutdown-timeout = "10m"
            [job.one]
            kill-timeout = "5m"
            script = "trap 'echo > {DIR}/one-asked; {AWAIT} {DIR}/two-asked; exit 0' TERM; echo > {DIR}/one; while :; do sleep 0.05 || :; done"
            [job.two]
            kill-timeout = "5m"
            script = "trap 'echo > {DIR}/two-asked; {AWAIT} {DIR}/one-asked; exit 0' TERM; echo > {DIR}/two; while :; do sleep 0.05 || :; done"
            """);
        init.WaitForFile("one");
        init.WaitForFile("two");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("KILL", init.Log);
    }

    [Fact]
    public void A_stop_during_pre_start_ends_it_and_the_main_process_never_runs()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            pre-start.script = "trap 'echo ended >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait"
            script = 'echo main >> {TRACE}; exec sleep 1000'
            post-stop.script = 'echo post-stop >> {TRACE}'
            """);
        init.WaitForFile("up");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("ended", "post-stop");
    }

    [Fact]
    public void A_stop_of_a_job_that_is_not_ready_does_not_wait_until_it_is()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "fd"
            start-timeout = "1h"
            script = 'echo > {DIR}/up; exec sleep 1000'
            """);
        init.WaitForFile("up");
        init.WaitForStatus("web start/spawned, process ");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("Sending KILL", init.Log);
    }

    [Fact]
    public void A_start_while_the_job_is_stopping_brings_it_up_again()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.stop-it]
            type = "task"
            script = '{AWAIT} {DIR}/stop'
            [job.start-it]
            type = "task"
            script = '{AWAIT} {DIR}/start'
            [job.web]
            start-on = "startup or stopped start-it"
            stop-on = "stopped stop-it"
            kill-timeout = "1h"
            script = "trap 'echo asked >> {TRACE}; {AWAIT} {DIR}/end; exit 0' TERM; echo up >> {TRACE}; while :; do sleep 0.05 || :; done"
            """);
        init.WaitForTrace("up");
        init.Touch("stop");
        init.WaitForTrace("up", "asked");
        init.Touch("start");
        init.WaitForStatus("web start/killed, process ");
        Assert.Equal(1, init.Trace.Count(line => line == "up"));
        init.Touch("end");
        init.Until(() => init.Trace.Count(line => line == "up") == 2, "it is up again");
        Assert.Equal(0, init.Stop());
    }
}
