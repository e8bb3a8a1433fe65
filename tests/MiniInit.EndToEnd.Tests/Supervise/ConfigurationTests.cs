namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Configurations that are wrong, and those that change.</summary>
public sealed class ConfigurationTests
{
    private const int NoConfiguration = 78;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_no_usable_job_all_errors_are_told_and_init_ends(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, """
            [job.one]
            exec = 5
            [job.two]
            execute = ["true"]
            [job.three]
            exec = ["true"]
            kill-timeout = "soon"
            """);
        Assert.Equal(NoConfiguration, init.WaitForExit());
        Assert.Contains("conf/miniinit.toml:2:", init.Log);
        Assert.Contains("conf/miniinit.toml:4:", init.Log);
        Assert.Contains("conf/miniinit.toml:7:", init.Log);
        Assert.Contains("\"exec\"", init.Log);
        Assert.Contains("cannot start: no job of ", init.Log);
    }

    [Fact]
    public void A_file_that_is_no_TOML_is_told_with_its_place()
    {
        using Supervised init = Supervised.AsPid1("[job.one]\nexec = [\"true\"\n\n[job.two]\n");
        Assert.Equal(NoConfiguration, init.WaitForExit());
        Assert.Contains("conf/miniinit.toml:", init.Log);
    }

    [Fact]
    public void With_no_job_at_all_init_ends()
    {
        using Supervised init = Supervised.AsPid1("[init]\nlog-level = \"info\"\n");
        Assert.Equal(NoConfiguration, init.WaitForExit());
        Assert.Contains("cannot start: ", init.Log);
    }

    [Fact]
    public void A_configuration_that_is_missing_is_named()
    {
        using Supervised init = Supervised.AsPid1("[job.web]\nexec = [\"true\"]\n", "--config", "/no/such/folder");
        Assert.Equal(NoConfiguration, init.WaitForExit());
        Assert.Contains("/no/such/folder", init.Log);
    }

    [Fact]
    public void A_job_that_is_wrong_does_not_keep_the_others_from_running()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.broken]
            exec = ["true"]
            respawn = "sometimes"
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
        Assert.Contains("conf/miniinit.toml:3:", init.Log);
        Assert.Equal(0, init.Entered("broken", "starting"));
    }

    [Theory]
    [InlineData("exec = ['/no/such/program']", "/no/such/program")]
    [InlineData("exec = ['no-such-program-in-path']", "no-such-program-in-path")]
    [InlineData("exec = ['/etc/passwd']", "/etc/passwd")]
    [InlineData("exec = ['true']\nchdir = '/no/such/folder'", "/no/such/folder")]
    [InlineData("exec = ['true']\nuser = 'no-such-user'", "no-such-user")]
    public void A_job_that_cannot_be_started_fails_by_itself_with_a_sentence(string job, string named)
    {
        using Supervised init = Supervised.AsPid1($$"""
            [job.bad]
            {{job}}
            [job.web]
            exec = ["sleep", "1000"]
            [job.witness]
            start-on = "stopped bad"
            type = "task"
            script = 'echo "$RESULT $PROCESS $EXIT_STATUS$EXIT_SIGNAL" >> {TRACE}'
            """);
        init.WaitForTrace("failed main ");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
        Assert.Contains(init.Log.Split('\n'), line =>
            line.Contains("Failed to spawn bad main process: ", System.StringComparison.Ordinal)
            && line.Contains(named, System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_hangup_reads_the_files_again()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        init.Write("conf/jobs/new.toml", "script = 'echo new >> {TRACE}; exec sleep 1000'\nstart-on = 'started other'\n");
        init.Write("conf/jobs/other.toml", "exec = ['sleep', '1000']\nstart-on = 'file:{DIR}/go'\n");
        init.Signal(Signals.Hup);
        init.WaitForLog("reading the configuration again: asked to");
        init.Touch("go");
        init.WaitForTrace("new");
        Assert.Equal(1, init.Entered("web", "spawned"));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_48_a_job_that_runs_keeps_its_definition_until_it_is_stopped()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.go]
            type = "task"
            script = '{AWAIT} {DIR}/go'
            [job.stop]
            type = "task"
            script = '{AWAIT} {DIR}/stop'
            [job.again]
            type = "task"
            script = '{AWAIT} {DIR}/again'
            """);
        init.Write("conf/jobs/web.toml", """
            start-on = "stopped go or stopped again"
            stop-on = "stopped stop"
            script = 'echo old >> {TRACE}; exec sleep 1000'
            post-stop.script = 'echo old-down >> {TRACE}'
            """);
        init.WaitForState("go", "running");
        init.Signal(Signals.Hup);
        init.WaitForLog("reading the configuration again: asked to");
        init.Touch("go");
        init.WaitForTrace("old");
        init.Write("conf/jobs/web.toml", """
            start-on = "stopped again"
            script = 'echo new >> {TRACE}; exec sleep 1000'
            post-stop.script = 'echo new-down >> {TRACE}'
            """);
        init.Signal(Signals.Hup);
        init.WaitForLog("web: its file has changed; it runs by the old one until it is stopped");
        init.Touch("stop");
        init.WaitForState("web", "waiting");
        init.AssertTrace("old", "old-down");
        init.Touch("again");
        init.WaitForTrace("old", "old-down", "new");
        init.WaitForState("web", "running", 2);
        Assert.Equal(0, init.Stop());
        init.AssertTrace("old", "old-down", "new", "new-down");
    }

    [Fact]
    public void Case_49_a_job_whose_file_is_removed_runs_until_it_is_stopped_and_is_gone_then()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.go]
            type = "task"
            script = '{AWAIT} {DIR}/go'
            [job.stop]
            type = "task"
            script = '{AWAIT} {DIR}/stop'
            """);
        init.WaitForState("go", "running");
        init.Write("conf/jobs/web.toml", """
            start-on = "stopped go"
            stop-on = "stopped stop"
            exec = ["sleep", "1000"]
            """);
        init.Signal(Signals.Hup);
        init.WaitForLog("reading the configuration again: asked to");
        init.Touch("go");
        int main = init.WaitForMain("web");
        System.IO.File.Delete(init.Path("conf/jobs/web.toml"));
        init.Write("conf/jobs/last.toml", "exec = ['true']\nschedule = '@yearly'\n");
        init.Signal(Signals.Hup);
        init.WaitForLog("last: schedule is not in effect yet");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(main, init.Main("web"));
        init.Touch("stop");
        init.WaitForState("web", "waiting");
        init.WaitForStatus("stop stop/waiting\n");
        Assert.DoesNotContain("web stop/waiting\n", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_52_reading_the_files_again_loses_nothing_of_what_has_happened()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.one]
            type = "task"
            exec = ["true"]
            [job.two]
            type = "task"
            script = '{AWAIT} {DIR}/go'
            [job.web]
            start-on = "stopped one and stopped two"
            script = 'echo web >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForState("one", "waiting");
        init.Write("conf/jobs/last.toml", "exec = 5\n");
        init.Signal(Signals.Hup);
        init.WaitForLog("jobs/last.toml:1:");
        init.Touch("go");
        init.WaitForTrace("web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_file_that_becomes_wrong_does_not_end_the_job()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.other]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("other", "running");
        init.Write("conf/jobs/web.toml", "start-on = 'file:{DIR}/go'\nexec = ['sleep', '1000']\n");
        init.Signal(Signals.Hup);
        init.Touch("go");
        int main = init.WaitForMain("web");
        init.Write("conf/jobs/web.toml", "exec = 5\n");
        init.Signal(Signals.Hup);
        init.WaitForLog("jobs/web.toml:1:");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(main, init.Main("web"));
        Assert.Equal(0, init.Stop());
    }
}
