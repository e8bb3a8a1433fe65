using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>The end of all: what asks for it, how long it may take, and what is left.</summary>
public sealed class ShutdownTests
{
    private const string Deaf = """
        [job.deaf]
        kill-timeout = "1h"
        script = "trap '' TERM INT; echo > {DIR}/deaf; while :; do sleep 1000; done"

        """;

    public static MatrixTheoryData<bool, int> Asking =>
        new([true, false], [Signals.Term, Signals.Interrupt, 3, 37, 38, 39]);

    [Theory]
    [MemberData(nameof(Asking))]
    public void A_signal_that_asks_for_it_begins_an_orderly_shutdown(bool pid1, int signal)
    {
        using Supervised init = Supervised.As(pid1, """
            [job.web]
            script = "trap 'echo TERM >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait"
            """);
        init.WaitForFile("up");
        init.Signal(signal);
        Assert.Equal(0, init.WaitForExit());
        init.AssertTrace("TERM");
        Assert.Contains("shutting down, within 8s", init.Log);
    }

    [Fact]
    public void A_signal_in_the_middle_of_thousands_of_starts_is_heard_at_once()
    {
        const int jobs = 3000;
        using Supervised init = Supervised.AsPid1(
            """
            [job."0"]
            script = "kill -TERM 1; exec sleep 1000"

            """ + string.Concat(Enumerable.Range(1, jobs).Select(number => $"""
            [job."{number}"]
            exec = ["/bin/sleep", "1000"]

            """)));
        Assert.Equal(0, init.WaitForExit());
        int starts = init.Log.Split("main process (").Length - 1;
        Assert.InRange(starts, 1, jobs - 1);
        Assert.DoesNotContain("Failed", init.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Case_61_what_ignores_TERM_is_killed_when_the_time_for_all_is_over(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, """
            [init]
            shutdown-timeout = "300ms"
            [job.other]
            script = "trap 'echo other >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait"

            """ + Deaf);
        init.WaitForFile("deaf");
        init.WaitForFile("up");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("other");
        Assert.Contains("shutdown not done within 300ms: killing everything; it waited for deaf (killed)", init.Log);
        Assert.DoesNotContain("other (", init.Log);
    }

    [Theory]
    [InlineData("pre-stop.script", "pre-stop")]
    [InlineData("post-stop.script", "post-stop")]
    public void A_helper_that_does_not_end_is_killed_when_the_time_for_all_is_over(string hook, string state)
    {
        using Supervised init = Supervised.AsPid1($$"""
            [init]
            shutdown-timeout = "300ms"
            [job.web]
            {{hook}} = "trap '' TERM; while :; do sleep 1000; done"
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
        Assert.Contains($"killing everything; it waited for web ({state})", init.Log);
    }

    [Fact]
    public void Case_60_a_shutdown_stops_a_job_that_takes_long()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            type = "task"
            exec = ["sleep", "1000"]
            """);
        init.WaitForMain("web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Signals_that_come_together_are_one()
    {
        using Supervised init = Supervised.AsPid1("[init]\nshutdown-timeout = \"10m\"\n" + Deaf);
        init.WaitForFile("deaf");
        int main = init.WaitForMain("deaf");

        // It finds both when it goes on.
        init.Signal(Signals.Stop);
        Wait.Until(() => Proc.Stat(init.Pid) is { State: 'T' }, "init is stopped");
        init.Signal(Signals.Term);
        init.Signal(Signals.Interrupt);
        init.Signal(Signals.Cont);
        init.WaitForStatus("deaf stop/killed, process ");
        foreach (int pid in (int[])[main, .. Proc.Children(main)])
        {
            Proc.Signal(pid, Signals.Kill);
        }

        Assert.Equal(0, init.WaitForExit());
        Assert.Contains("shutting down", init.Log);
        Assert.DoesNotContain("asked again", init.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_signal_that_comes_again_later_hurries(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, "[init]\nshutdown-timeout = \"10m\"\n" + Deaf);
        init.WaitForFile("deaf");

        // Those of the first second are of no account.
        init.Signal(Signals.Term);
        init.Until(
            () =>
            {
                init.Signal(Signals.Term);
                return init.Log.Contains("asked again: kill timeouts are cut to 1s", System.StringComparison.Ordinal);
            },
            "it hurries");
        Assert.Equal(0, init.WaitForExit());
        Assert.Contains("deaf: Sending KILL signal to main process", init.Log);
        Assert.DoesNotContain("killing everything", init.Log);
    }

    [Fact]
    public void A_signal_that_comes_for_the_third_time_kills()
    {
        // What a hurry does not cut: the time of a helper.
        using Supervised init = Supervised.AsPid1("""
            [init]
            shutdown-timeout = "10m"
            [job.web]
            exec = ["sleep", "1000"]
            post-stop = { script = "trap '' TERM; echo > {DIR}/down; while :; do sleep 1000; done", timeout = "1h" }
            """);
        init.WaitForState("web", "running");
        init.Signal(Signals.Term);
        init.WaitForFile("down");
        Wait.Until(
            () =>
            {
                init.Signal(Signals.Term);
                return init.Log.Contains("killing everything", System.StringComparison.Ordinal);
            },
            () => $"it kills; {init.Log}");
        Assert.Equal(0, init.WaitForExit());
        Assert.Contains("asked again", init.Log);
        Assert.Contains("shutdown asked for a third time: killing everything; it waited for web (post-stop)", init.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_shutdown_in_the_middle_of_the_start_of_many_jobs_leaves_nothing(bool pid1)
    {
        string jobs = string.Concat(
            Enumerable.Range(0, 200).Select(n => $"[job.job-{n:000}]\nexec = ['sleep', '1000']\nkill-timeout = '5m'\n"));
        using Supervised init = Supervised.As(pid1, "[init]\nshutdown-timeout = \"10m\"\n" + jobs);
        init.WaitForLog("state changed from waiting to starting");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("KILL", init.Log);
        Assert.DoesNotContain("error", init.Log);
    }

    [Fact]
    public void A_shutdown_that_a_job_asks_for_from_inside_is_heard()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'kill -TERM 1; exec sleep 1000'
            """);
        Assert.Equal(0, init.WaitForExit());
        Assert.Contains("received TERM", init.Log);
    }

    [Fact]
    public void Signals_from_inside_that_would_end_others_do_not_end_init()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = '''
            for signal in 4 5 6 7 8 9 11 13 14 16 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 64; do
                kill -$signal 1
            done
            echo sent >> {TRACE}
            exec sleep 1000
            '''
            """);
        init.WaitForTrace("sent");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("error", init.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_left_of_what_jobs_left_behind(bool pid1)
    {
        // An orphan in a session of its own, which hears no TERM either.
        using Supervised init = Supervised.As(pid1, """
            [job.web]
            script = '''
            setsid sh -c "trap '' TERM HUP; echo > {DIR}/orphan; while :; do sleep 1000; done" &
            {AWAIT} {DIR}/orphan
            echo > {DIR}/up
            '''
            """);
        init.WaitForFile("up");
        init.WaitForState("web", "waiting");
        Assert.Equal(0, init.Stop());
    }
}
