using System.Linq;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>What jobs need of each other, and in which order they come.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void A_job_that_is_required_is_started_first_and_awaited()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a-web]
            requires = ["db"]
            script = 'echo web >> {TRACE}; exec sleep 1000'
            [job.db]
            manual = true
            ready = "fd"
            script = '{AWAIT} {DIR}/go; echo db >> {TRACE}; echo >&3; exec sleep 1000'
            """);
        init.WaitForStatus("a-web start/waiting\n");
        init.Touch("go");
        init.WaitForTrace("db", "web");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("db", "web");
    }

    [Fact]
    public void A_job_does_not_start_where_one_that_it_requires_fails()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a-web]
            requires = ["db"]
            script = 'echo web >> {TRACE}; exec sleep 1000'
            [job.db]
            pre-start.script = 'exit 1'
            exec = ["sleep", "1000"]
            [job.witness]
            start-on = "stopped a-web"
            type = "task"
            script = 'echo "$RESULT $PROCESS" >> {TRACE}'
            """);
        init.WaitForTrace("failed dependency");
        Assert.Equal(0, init.Stop());
        Assert.Contains("a-web: db, which it requires, did not start", init.Log);
        init.AssertTrace("failed dependency");
    }

    [Fact]
    public void A_job_starts_where_one_that_it_wants_fails_and_starts_that()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a-web]
            wants = ["db"]
            after = ["db"]
            script = 'echo web >> {TRACE}; exec sleep 1000'
            [job.db]
            manual = true
            pre-start.script = 'echo db >> {TRACE}; exit 1'
            exec = ["sleep", "1000"]
            """);
        init.WaitForTrace("db", "web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void An_order_alone_starts_nothing()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a-web]
            after = ["db"]
            before = ["cache"]
            exec = ["sleep", "1000"]
            [job.db]
            manual = true
            exec = ["sleep", "1000"]
            [job.cache]
            manual = true
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("a-web", "running");
        init.WaitForStatus("db stop/waiting\n");
        init.WaitForStatus("cache stop/waiting\n");
        Assert.Equal(0, init.Stop());
        Assert.Equal((0, 0), (init.Entered("db", "starting"), init.Entered("cache", "starting")));
    }

    [Theory]
    [InlineData("after = ['z-db']", "")]
    [InlineData("", "before = ['a-web']")]
    public void An_order_holds_for_starts_and_the_reverse_for_stops(string web, string db)
    {
        using Supervised init = Supervised.AsPid1($$"""
            [job.a-web]
            {{web}}
            script = "trap 'echo web-down >> {TRACE}; exit 0' TERM; echo web >> {TRACE}; sleep 1000 & wait"
            [job.z-db]
            {{db}}
            ready = "fd"
            script = "trap 'echo db-down >> {TRACE}; exit 0' TERM; echo db >> {TRACE}; echo >&3; sleep 1000 & wait"
            """);
        init.WaitForTrace("db", "web");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("db", "web", "web-down", "db-down");
    }

    [Fact]
    public void A_job_that_comes_after_a_task_waits_for_its_end()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a-web]
            requires = ["migrate"]
            script = 'echo web >> {TRACE}; exec sleep 1000'
            [job.migrate]
            type = "task"
            script = '{AWAIT} {DIR}/go; echo migrated >> {TRACE}'
            """);
        init.WaitForState("migrate", "running");
        init.WaitForStatus("a-web start/waiting\n");
        init.Touch("go");
        init.WaitForTrace("migrated", "web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Jobs_that_conflict_do_not_run_at_the_same_time()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/up'
            [job.old]
            script = "trap 'echo old-down >> {TRACE}; exit 0' TERM; echo old >> {TRACE}; echo > {DIR}/up; sleep 1000 & wait"
            post-stop.script = 'echo old-post-stop >> {TRACE}'
            [job.new]
            start-on = "stopped trigger"
            conflicts = ["old"]
            script = 'echo new >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("old", "old-down", "old-post-stop", "new");
        Assert.Equal(0, init.Stop());
        Assert.Contains("old: stopped, since new conflicts with it", init.Log);
    }

    [Fact]
    public void A_part_stops_with_the_whole()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/whole {DIR}/part'
            [job.whole]
            stop-on = "stopped trigger"
            script = 'echo > {DIR}/whole; exec sleep 1000'
            [job.part]
            part-of = ["whole"]
            script = 'echo > {DIR}/part; exec sleep 1000'
            [job.other]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("whole", "waiting");
        init.WaitForState("part", "waiting");
        init.WaitForStatus("other start/running, process ");
        Assert.Contains("part: stopped with whole", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_that_is_stopped_takes_down_first_what_requires_it()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/up'
            [job.web]
            requires = ["db"]
            script = "trap 'echo web-down >> {TRACE}; exit 0' TERM; echo > {DIR}/up; sleep 1000 & wait"
            [job.db]
            stop-on = "stopped trigger"
            script = "trap 'echo db-down >> {TRACE}; exit 0' TERM; echo > {DIR}/db-up; sleep 1000 & wait"
            ready = { file = "{DIR}/db-up" }
            """);
        init.WaitForTrace("web-down", "db-down");
        init.WaitForState("db", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_that_fails_takes_down_what_requires_it()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            requires = ["db"]
            script = 'echo > {DIR}/up; exec sleep 1000'
            [job.db]
            script = '{AWAIT} {DIR}/up; exit 1'
            """);
        init.WaitForState("web", "waiting");
        Assert.Contains("web: stopped with db", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_that_is_respawned_keeps_what_requires_it()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            requires = ["db"]
            script = 'echo > {DIR}/up; exec sleep 1000'
            [job.db]
            respawn = true
            script = 'echo db >> {TRACE}; {AWAIT} {DIR}/up; rm {DIR}/up; exit 1'
            """);
        init.WaitForTrace("db", "db");
        init.WaitForState("db", "running", 2);
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
        Assert.Equal(1, init.Entered("web", "spawned"));
    }

    [Fact]
    public void What_was_started_only_for_others_stops_with_the_last_of_them()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.one]
            requires = ["db"]
            script = '{AWAIT} {DIR}/one'
            [job.two]
            requires = ["db"]
            script = '{AWAIT} {DIR}/two'
            [job.db]
            manual = true
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("one", "running");
        init.WaitForState("two", "running");
        init.Touch("one");
        init.WaitForState("one", "waiting");
        init.WaitForStatus("db start/running, process ");
        Assert.DoesNotContain("nothing needs it any more", init.Log);
        init.Touch("two");
        init.WaitForState("db", "waiting");
        Assert.Contains("db: nothing needs it any more", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Jobs_that_wait_for_each_other_in_a_circle_are_named_and_the_others_run()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a]
            requires = ["b"]
            exec = ["sleep", "1000"]
            [job.b]
            requires = ["a"]
            exec = ["sleep", "1000"]
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
        Assert.Contains(init.Log.Split('\n'), line => line.Contains("miniinit.toml:", System.StringComparison.Ordinal)
            && new[] { "a", "b" }.All(name => line.Contains(name, System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_start_whose_condition_does_not_hold_is_skipped_and_the_reason_is_told()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.no-path]
            if-path-exists = ["{DIR}/none"]
            script = 'echo no-path >> {TRACE}; exec sleep 1000'
            [job.no-variable]
            if-env-set = ["NO_SUCH_VARIABLE"]
            script = 'echo no-variable >> {TRACE}; exec sleep 1000'
            [job.both]
            if-path-exists = ["{DIR}/conf"]
            if-env-set = ["PATH"]
            after = ["no-path", "no-variable"]
            script = 'echo both >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("both");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("both");
        Assert.Contains("/none\" does not exist (if-path-exists)", init.Log);
        Assert.Contains("NO_SUCH_VARIABLE is not set (if-env-set)", init.Log);
    }
}
