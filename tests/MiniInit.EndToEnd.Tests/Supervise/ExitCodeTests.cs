using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>With which code init ends.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("exit 0", 0, true)]
    [InlineData("exit 1", 1, true)]
    [InlineData("exit 42", 42, true)]
    [InlineData("exit 255", 255, false)]
    [InlineData("kill -KILL $$", 137, true)]
    [InlineData("kill -TERM $$", 143, false)]
    [InlineData("kill -34 $$", 162, true)]
    public void The_end_of_the_main_job_ends_init_with_its_code(string end, int code, bool pid1)
    {
        using Supervised init = Supervised.As(pid1, $$"""
            [job.web]
            main = true
            requires = ["db"]
            script = '{{end}}'
            [job.db]
            ready = "fd"
            script = "trap 'echo db >> {TRACE}; exit 0' TERM; echo >&3; sleep 1000 & wait"
            """);
        Assert.Equal(code, init.WaitForExit());
        init.AssertTrace("db");
    }

    [Theory]
    [InlineData("", 143)]
    [InlineData("trap 'exit 0' TERM", 0)]
    [InlineData("trap 'exit 5' TERM", 5)]
    [InlineData("trap '' TERM", 137)]
    public void The_code_of_the_main_job_counts_at_a_shutdown_too(string trap, int code)
    {
        using Supervised init = Supervised.AsPid1($$"""
            [job.other]
            exec = ["sleep", "1000"]
            [job.web]
            main = true
            kill-timeout = "300ms"
            script = "{{trap}}\n echo > {DIR}/up; sleep 1000 & wait; while :; do sleep 1000; done"
            """);
        init.WaitForFile("up");
        Assert.Equal(code, init.Stop());
    }

    [Fact]
    public void A_main_job_that_is_respawned_ends_init_only_when_it_is_given_up()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            main = true
            respawn = "on-failure"
            respawn-delay = { min = "1ms", max = "10ms" }
            respawn-limit = { count = 2 }
            script = 'echo run >> {TRACE}; exit 6'
            """);
        Assert.Equal(6, init.WaitForExit());
        init.AssertTrace("run", "run", "run");
    }

    [Fact]
    public void A_main_job_whose_program_is_missing_ends_init_with_a_failure()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            main = true
            exec = ["/no/such/program"]
            """);
        Assert.InRange(init.WaitForExit(), 1, 127);
        Assert.Contains("Failed to spawn web main process: ", init.Log);
    }

    [Fact]
    public void A_main_job_that_is_stopped_on_purpose_does_not_end_init()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            start-on = "started web"
            script = 'exit 0'
            [job.web]
            main = true
            stop-on = "stopped trigger"
            exec = ["sleep", "1000"]
            [job.other]
            start-on = "stopped web"
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("other", "running");
        init.WaitForStatus("web stop/waiting\n");
        Assert.Equal(143, init.Stop());
    }

    [Fact]
    public void Jobs_that_fail_do_not_count_where_init_is_asked_to_end()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'exit 3'
            """);
        init.WaitForState("web", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("exit 0", "exit 0", 0)]
    [InlineData("exit 3", "exit 0", 3)]
    [InlineData("exit 0", "kill -KILL $$", 137)]
    [InlineData("exit 3", "exit 4", 3)]
    public void An_init_that_is_idle_ends_with_the_code_of_the_first_failure(string first, string second, int code)
    {
        using Supervised init = Supervised.AsPid1($$"""
            [init]
            exit-when-idle = true
            [job.first]
            type = "task"
            script = '{{first}}'
            [job.second]
            type = "task"
            start-on = "stopped first"
            script = '{{second}}'
            """);
        Assert.Equal(code, init.WaitForExit());
        Assert.Contains("nothing is left to run or to wait for", init.Log);
    }

    [Fact]
    public void An_init_is_not_idle_while_something_runs_or_is_waited_for()
    {
        using Supervised init = Supervised.AsPid1("""
            [init]
            exit-when-idle = true
            [job.first]
            type = "task"
            exec = ["true"]
            [job.later]
            respawn = true
            respawn-delay = { min = "500ms", max = "500ms" }
            respawn-limit = { count = 1 }
            script = 'echo run >> {TRACE}; exit 2'
            """);
        Assert.Equal(2, init.WaitForExit());
        init.AssertTrace("run", "run");
    }

    [Fact]
    public void The_command_of_the_command_line_is_the_main_job()
    {
        using Supervised init = Supervised.AsPid1(
            """
            [job.db]
            script = "trap 'echo db >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait"
            """,
            "--jobs",
            "--",
            "sh",
            "-c",
            "echo from the command; read line; exit 9");
        init.WaitForFile("up");
        init.Until(() => init.Output.Contains("from the command\n", System.StringComparison.Ordinal), "it runs");
        init.Type("go");
        Assert.Equal(9, init.WaitForExit());
        init.AssertTrace("db");
    }

    [Fact]
    public void A_wrong_option_is_a_usage_error()
    {
        using Supervised init = Supervised.AsSubreaper("[job.web]\nexec = ['true']\n", "--no-such-option");
        Assert.Equal(2, init.WaitForExit());
    }
}
