using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>What jobs say by sd_notify(3): by bare datagrams, and by the programs and libraries of Debian.</summary>
public sealed class NotifyTests
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_message_makes_the_job_ready(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, Witnesses + """
            [job.web]
            ready = "notify"
            script = '{AWAIT} {DIR}/go; exec {CHILD} notify READY=1 -- sleep 1000'
            """);
        init.WaitForStatus("web start/spawned, process ");
        Assert.Empty(init.Trace);
        init.Touch("go");
        init.WaitForTrace("started");
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_message_of_several_lines_counts_whole_and_others_do_not_make_it_ready()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            script = '''
            {CHILD} notify --barrier STATUS=loading READY=0 READY= "XREADY=1"
            echo said >> {TRACE}
            exec {CHILD} notify "STATUS=up
            READY=1
            X_OTHER=7" -- sleep 1000
            '''
            """);
        init.WaitForTrace("said", "started");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_barrier_is_lifted_when_what_came_before_it_was_handled()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "notify"
            script = '{CHILD} notify --barrier READY=1; echo lifted >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("lifted");
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_that_asks_for_more_time_gets_it()
    {
        // It becomes ready later than it may without asking.
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            start-timeout = "3s"
            script = '{CHILD} notify --barrier EXTEND_TIMEOUT_USEC=600000000; sleep 3.5; exec {CHILD} notify READY=1 -- sleep 1000'
            """);
        init.WaitForTrace("started");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("not ready within", init.Log);
    }

    [Fact]
    public void A_job_that_is_being_stopped_and_asks_for_more_time_gets_it()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/up'
            [job.web]
            ready = "notify"
            stop-on = "stopped trigger"
            kill-timeout = "3s"
            script = '''
            trap '{CHILD} notify --barrier STOPPING=1 EXTEND_TIMEOUT_USEC=600000000; sleep 3.5; echo done >> {TRACE}; exit 0' TERM
            {CHILD} notify --barrier READY=1
            echo > {DIR}/up
            {AWAIT} {DIR}/never
            '''
            """);
        init.WaitForTrace("done");
        init.WaitForState("web", "waiting");
        Assert.DoesNotContain("Sending KILL", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_can_name_another_of_its_processes_as_the_main_one()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            script = '''
            sh -c "trap 'echo TERM >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait" &
            child=$!
            {AWAIT} {DIR}/up
            {CHILD} notify --barrier "MAINPID=$child
            READY=1"
            '''
            """);
        init.WaitForTrace("started");
        init.WaitForLog("web: main process is ");

        // The first one has ended by now, or will: the job goes on.
        init.Until(() => Proc.Children(init.Pid).Count == 1, "the second one is the only child");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("started", "TERM");
    }

    [Fact]
    public void The_end_of_the_process_that_was_named_is_that_of_the_job()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            script = '''
            sh -c "{AWAIT} {DIR}/go; exit 7" &
            {CHILD} notify --barrier "MAINPID=$!
            READY=1"
            '''
            """);
        init.WaitForTrace("started");
        init.Touch("go");
        init.WaitForTrace("started", "result failed main");
        Assert.Equal(0, init.Stop());
        Assert.Contains("terminated with status 7", init.Log);
    }

    [Fact]
    public void The_process_that_was_named_can_say_that_it_is_ready_when_the_first_one_is_gone()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            script = '''
            sh -c "{AWAIT} {DIR}/go; {CHILD} notify --barrier STATUS=up; exec {CHILD} notify READY=1 -- sleep 1000" &
            {CHILD} notify --barrier "MAINPID=$!"
            '''
            """);
        init.WaitForLog("web: main process is ");
        init.WaitForStatus("web start/spawned, process ");
        init.Until(() => Proc.Children(init.Pid).Count == 1, "the first one is gone");
        init.Touch("go");
        init.WaitForTrace("started");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("is left out", init.Log);
    }

    /// <summary>Nobody but its parent reaps it, and what the parent does then is not awaited.</summary>
    [Fact]
    public void The_end_of_a_process_that_was_named_is_seen_though_another_reaps_it()
    {
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            script = '''
            sh -c "{AWAIT} {DIR}/go" &
            {CHILD} notify --barrier "MAINPID=$!
            READY=1"
            wait $!
            sleep 1000
            '''
            """);
        init.WaitForTrace("started");
        init.Touch("go");
        init.WaitForTrace("started", "result ok ");
        init.Until(() => Proc.Children(init.Pid).Count == 0, "nothing of it is left");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_process_of_another_job_cannot_be_named_as_the_main_one()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.db]
            script = 'echo $$ > {DIR}/db.new; mv {DIR}/db.new {DIR}/db; exec sleep 1000'
            [job.web]
            ready = "notify"
            script = '{AWAIT} {DIR}/db; exec {CHILD} notify "MAINPID=$(cat {DIR}/db)" MAINPID=1 MAINPID=999999 READY=1 -- sleep 1000'
            """);
        init.WaitForState("web", "running");
        Assert.DoesNotContain("main process is ", init.Log);
        Assert.Contains("MAINPID=1 is left out: that process does not belong to this job", init.Log);
        init.WaitForStatus("db start/running, process ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_helper_cannot_name_the_main_process()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "notify"
            script = 'echo "$NOTIFY_SOCKET" > {DIR}/socket; {CHILD} notify --barrier READY=1; {AWAIT} {DIR}/go'
            post-start.script = 'setsid sleep 1000 & NOTIFY_SOCKET=$(cat {DIR}/socket) {CHILD} notify --barrier "MAINPID=$!"; echo $! > {DIR}/named'
            """);
        init.WaitForFile("named");
        init.WaitForState("web", "running");
        Assert.Contains("is left out: it is named neither by the main process", init.Log);

        // It is followed as before, and what is named is nothing else than what a helper left.
        init.Touch("go");
        init.WaitForState("web", "waiting");
        Assert.Empty(Proc.Children(init.Pid));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_message_of_a_process_of_no_job_is_left_out()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            ready = "notify"
            exec = ["sleep", "1000"]
            """);
        int main = init.WaitForMain("web");
        string socket = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{main}/environ")).Split('\0')
            .Single(variable => variable.StartsWith("NOTIFY_SOCKET=", System.StringComparison.Ordinal))["NOTIFY_SOCKET=".Length..];
        (int code, _, string errors) = Running.Run(
            Binaries.TestChild,
            ["notify", "--barrier", "READY=1"],
            new System.Collections.Generic.Dictionary<string, string> { ["NOTIFY_SOCKET"] = socket });
        Assert.Equal((0, ""), (code, errors));
        init.WaitForLog("is left out: it belongs to no job that runs");
        init.WaitForStatus("web start/spawned, process ");
        Assert.Equal(0, init.Stop());
        Assert.Equal(0, init.Entered("web", "running"));
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public void A_message_of_another_user_is_left_out()
    {
        Needs.Program("setpriv");
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "notify"
            script = '''
            setpriv --reuid=65534 --regid=65534 --clear-groups {PROGRAM} notify --barrier READY=1
            echo said >> {TRACE}
            exec sleep 1000
            '''
            """);
        init.WaitForTrace("said");
        init.WaitForLog("its user is 65534, not 0");
        init.WaitForStatus("web start/spawned, process ");
        Assert.Equal(0, init.Stop());
        Assert.Equal(0, init.Entered("web", "running"));
    }

    [Fact]
    public void A_job_of_another_user_can_say_that_it_is_ready()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            ready = "notify"
            user = 65534
            group = 65534
            exec = ["{PROGRAM}", "notify", "READY=1", "--", "sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_program_of_systemd_is_understood(bool pid1)
    {
        Needs.Program("systemd-notify");
        using Supervised init = Supervised.As(pid1, Witnesses + """
            [job.web]
            ready = "notify"
            script = '''
            systemd-notify --status="loading" EXTEND_TIMEOUT_USEC=600000000
            systemd-notify --ready --status="up"
            echo said >> {TRACE}
            exec sleep 1000
            '''
            """);
        init.WaitForState("web", "running");
        init.Until(() => init.Trace.Count == 2, "both have told");
        Assert.Equal(["said", "started"], init.Trace.Order());
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("is left out", init.Log);
    }

    [Fact]
    public void The_library_of_systemd_for_Python_is_understood()
    {
        Needs.PythonModule("systemd.daemon");
        using Supervised init = Supervised.AsPid1(Witnesses + """
            [job.web]
            ready = "notify"
            exec = ["/usr/bin/python3", "-c", '''
            import sys, time
            from systemd import daemon
            assert daemon.notify("STATUS=loading")
            assert daemon.notify("READY=1\nSTATUS=up")
            time.sleep(1000)
            ''']
            """);
        init.WaitForState("web", "running");
        init.WaitForTrace("started");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("is left out", init.Log);
    }
}
