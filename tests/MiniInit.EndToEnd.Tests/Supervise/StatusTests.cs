using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>What init says on SIGUSR2: the lines of initctl's status.</summary>
public sealed class StatusTests
{
    [Fact]
    public void Cases_1_to_8_each_state_has_its_line()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.running]
            exec = ["sleep", "1000"]
            [job.named]
            instance = "$N"
            instances = ["beetroot"]
            exec = ["sleep", "1000"]
            [job.in-pre-start]
            pre-start.exec = ["sleep", "1000"]
            exec = ["sleep", "1000"]
            [job.in-post-start]
            post-start.exec = ["sleep", "1000"]
            exec = ["sleep", "1000"]
            [job.only-post-start]
            type = "state"
            post-start.exec = ["sleep", "1000"]
            [job.in-spawned]
            ready = "fd"
            exec = ["sleep", "1000"]
            [job.never]
            manual = true
            exec = ["sleep", "1000"]
            [job.held]
            requires = ["in-spawned"]
            exec = ["sleep", "1000"]
            """);
        init.WaitForStatus("running start/running, process ");
        init.WaitForStatus("named (beetroot) start/running, process ");
        init.WaitForStatus("in-pre-start start/pre-start, process ");
        init.WaitForStatus("only-post-start start/post-start, (post-start) process ");
        init.WaitForStatus("in-spawned start/spawned, process ");
        init.WaitForStatus("never stop/waiting\n");
        init.WaitForStatus("held start/waiting\n");
        init.Until(
            () =>
            {
                init.Signal(Signals.Usr2);
                return System.Text.RegularExpressions.Regex.IsMatch(
                    init.Log, "in-post-start start/post-start, process [0-9]+, post-start process [0-9]+\n");
            },
            "both processes are shown");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_33_a_job_that_stops_itself_and_is_not_expected_to_is_left_alone()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'kill -STOP $$; echo resumed >> {TRACE}; exec sleep 1000'
            """);
        int main = init.WaitForMain("web");
        Wait.Until(() => Proc.Stat(main) is { State: 'T' }, "it has stopped itself");
        init.WaitForStatus("web start/running, process ");
        Assert.Empty(init.Trace);
        Proc.Signal(main, Signals.Cont);
        init.WaitForTrace("resumed");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Log_files_are_opened_anew_on_request()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        init.Signal(Signals.Usr1);
        init.WaitForLog("opening log files anew");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Messages_are_JSON_where_that_is_asked_for()
    {
        using Supervised init = Supervised.AsPid1(
            """
            [job.web]
            script = 'exit 3'
            """,
            "--log-format",
            "json");
        init.WaitForLog(" terminated with status 3");
        Assert.Equal(0, init.Stop());
        foreach (string line in init.Log.Split('\n')[..^1])
        {
            using var record = System.Text.Json.JsonDocument.Parse(line);
            Assert.Equal(System.Text.Json.JsonValueKind.Object, record.RootElement.ValueKind);
        }
    }
}
