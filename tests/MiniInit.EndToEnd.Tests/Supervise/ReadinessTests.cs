using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>How a job says that it is ready, other than by messages.</summary>
public sealed class ReadinessTests
{
    /// <summary>Tells when web is up, and how it came out.</summary>
    private const string Witnesses = """
        [job.after-web]
        start-on = "started web"
        type = "task"
        script = 'echo started >> {TRACE}'
        [job.witness]
        start-on = "stopped web"
        type = "task"
        script = 'echo "result $RESULT $PROCESS" >> {TRACE}'

        """;

    [Fact]
    public void A_job_is_ready_once_its_program_runs()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForTrace("started");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_32_a_job_that_stops_itself_is_continued_and_ready()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "stop"
            script = '{AWAIT} {DIR}/go; kill -STOP $$; echo > {DIR}/resumed; exec sleep 1000'
            """);
        init.WaitForStatus("web start/spawned, process ");
        Assert.Empty(init.Trace);
        init.Touch("go");
        init.WaitForFile("resumed");
        init.WaitForTrace("started");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_line_end_on_the_descriptor_makes_it_ready()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "fd"
            script = '''
            {AWAIT} {DIR}/go
            printf 'almost' >&$READY_FD
            echo > {DIR}/almost
            {AWAIT} {DIR}/go-on
            echo >&$READY_FD
            exec sleep 1000
            '''
            """);
        init.WaitForStatus("web start/spawned, process ");
        init.Touch("go");
        init.WaitForFile("almost");
        Assert.Empty(init.Trace);
        init.Touch("go-on");
        init.WaitForTrace("started");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_descriptor_that_is_closed_without_a_line_end_is_told_and_the_start_fails_when_its_time_is_over()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "fd"
            start-timeout = "1s"
            script = 'exec 3>&-; exec sleep 1000'
            """);
        init.WaitForLog("web: closed its descriptor of readiness ($READY_FD) without a line end");
        init.WaitForTrace("result failed main");
        Assert.Equal(0, init.Stop());
        Assert.Contains("web: not ready within 1s", init.Log);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("fd")]
    [InlineData("notify")]
    public void A_job_that_does_not_become_ready_in_time_fails_and_is_ended(string ready)
    {
        using Supervised init = Supervised.AsPid1(Witnesses + $$"""
            [job.web]
            ready = "{{ready}}"
            start-timeout = "300ms"
            exec = ["sleep", "1000"]
            """);
        init.WaitForTrace("result failed main");
        init.WaitForStatus("web stop/waiting\n");
        Assert.Equal(0, init.Stop());
        Assert.Contains("web: not ready within 300ms", init.Log);
    }

    [Theory]
    [InlineData("exit 0", "result ok ")]
    [InlineData("exit 3", "result failed main")]
    public void A_job_that_ends_before_it_is_ready_is_not_started(string end, string result)
    {
        using Supervised init = Supervised.AsPid1(Witnesses + $$"""
            [job.web]
            ready = "fd"
            script = '{{end}}'
            """);
        init.WaitForTrace(result);
        Assert.Equal(0, init.Stop());
        init.AssertTrace(result);
    }

    [Fact]
    public void The_descriptor_is_there_for_the_main_process_alone()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "fd"
            pre-start.script = 'echo "pre-start ${READY_FD-none} $(ls /proc/self/fd | wc -l)" >> {TRACE}'
            script = 'echo "main ${READY_FD-none} $(readlink /proc/$$/fd/3 | cut -c1-5)" >> {TRACE}; echo >&3; exec sleep 1000'
            [job.plain]
            after = ["web"]
            script = 'echo "plain ${READY_FD-none} ${NOTIFY_SOCKET-none}" >> {TRACE}; exec sleep 1000'
            """);

        // ls has four: the standard ones and the folder that it reads.
        init.WaitForTrace("pre-start none 4", "main 3 pipe:", "plain none none");
        Assert.Equal(0, init.Stop());
    }
}
