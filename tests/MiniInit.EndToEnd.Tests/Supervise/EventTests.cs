namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Starts and stops by events; the numbers are those of the list of Upstart's behaviours, from 1.</summary>
public sealed class EventTests
{
    [Fact]
    public void Case_39_an_event_that_does_not_match_starts_nothing()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            exec = ["sleep", "1000"]
            [job.other-job]
            start-on = "started JOB=db"
            exec = ["sleep", "1000"]
            [job.other-variable]
            start-on = "started web COLOUR=red"
            exec = ["sleep", "1000"]
            [job.db]
            manual = true
            exec = ["sleep", "1000"]
            [job.witness]
            start-on = "started web"
            exec = ["sleep", "1000"]
            """);

        // Jobs are asked in the order of their names: the others were asked before the witness.
        init.WaitForState("witness", "running");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("other-job: goal", init.Log);
        Assert.DoesNotContain("other-variable: goal", init.Log);
        Assert.Equal((0, 0), (init.Entered("other-job", "starting"), init.Entered("db", "starting")));
    }

    [Fact]
    public void Case_40_an_expression_that_is_complete_starts_the_job_with_the_variables_of_its_events()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.first]
            exec = ["sleep", "1000"]
            [job.second]
            start-on = "started first"
            type = "task"
            exec = ["true"]
            [job.seer]
            start-on = "started first and stopped second"
            script = 'echo "$UPSTART_EVENTS $JOB $RESULT $UPSTART_JOB $MINIINIT_JOB" >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("started stopped second ok seer seer");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("started stopped second ok seer seer");
    }

    [Fact]
    public void Case_42_a_starting_event_waits_until_the_task_that_it_starts_has_ended()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'echo web >> {TRACE}; exec sleep 1000'
            [job.before-web]
            start-on = "starting web"
            type = "task"
            script = 'echo begin >> {TRACE}; {AWAIT} {DIR}/go; echo end >> {TRACE}'
            """);
        init.WaitForTrace("begin");
        init.WaitForStatus("web start/starting");
        init.Touch("go");
        init.WaitForTrace("begin", "end", "web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_starting_event_waits_until_the_service_that_it_starts_is_ready()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'echo web >> {TRACE}; exec sleep 1000'
            [job.before-web]
            start-on = "starting web"
            ready = "fd"
            script = '{AWAIT} {DIR}/go; echo ready >> {TRACE}; echo >&3; exec sleep 1000'
            """);
        init.WaitForStatus("web start/starting");
        init.Touch("go");
        init.WaitForTrace("ready", "web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_stopping_event_waits_until_the_task_that_it_starts_has_ended()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/stop-web {DIR}/web-up'
            [job.web]
            stop-on = "stopped trigger"
            script = "trap 'echo TERM >> {TRACE}; exit 0' TERM; echo > {DIR}/web-up; sleep 1000 & wait"
            [job.on-stopping-web]
            start-on = "stopping web"
            type = "task"
            script = 'echo begin >> {TRACE}; {AWAIT} {DIR}/go; echo end >> {TRACE}'
            """);
        init.Touch("stop-web");
        init.WaitForTrace("begin");
        init.WaitForStatus("web stop/stopping, process ");
        init.Touch("go");
        init.WaitForTrace("begin", "end", "TERM");
        init.WaitForState("web", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_stopping_event_waits_until_the_job_that_it_stops_is_down()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/db-up {DIR}/web-up'
            [job.db]
            stop-on = "stopped trigger"
            script = "trap 'echo db >> {TRACE}; exit 0' TERM; echo > {DIR}/db-up; sleep 1000 & wait"
            [job.web]
            stop-on = "stopping db"
            script = "trap 'echo web >> {TRACE}; exit 0' TERM; echo > {DIR}/web-up; sleep 1000 & wait"
            """);
        init.WaitForTrace("web", "db");
        init.WaitForState("db", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_43_values_may_be_globs_and_may_be_excluded()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web-1]
            script = 'exit 3'
            [job.bad-glob]
            start-on = "stopped db*"
            exec = ["sleep", "1000"]
            [job.glob]
            start-on = "stopped JOB=we[a-c]-?"
            type = "task"
            script = 'echo "glob $JOB $RESULT" >> {TRACE}'
            [job.not-ok]
            start-on = "stopped web-1 RESULT!=ok"
            type = "task"
            script = 'echo "not ok $EXIT_STATUS" > {DIR}/not-ok'
            [job.not-failed]
            start-on = "stopped web-1 RESULT!=failed"
            exec = ["sleep", "1000"]
            """);
        init.WaitForTrace("glob web-1 failed");
        init.WaitForState("not-ok", "waiting");
        Assert.Equal("not ok 3\n", System.IO.File.ReadAllText(init.Path("not-ok")));
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("bad-glob: goal", init.Log);
        Assert.DoesNotContain("not-failed: goal", init.Log);
    }

    [Fact]
    public void Case_44_values_by_position_come_before_those_by_name()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'exit 3'
            [job.right]
            start-on = "stopped web * failed PROCESS=main EXIT_STATUS=3"
            type = "task"
            script = 'echo right >> {TRACE}'
            [job.wrong]
            start-on = "stopped web * failed PROCESS=main EXIT_STATUS=4"
            exec = ["sleep", "1000"]
            [job.z-witness]
            start-on = "stopped web"
            exec = ["sleep", "1000"]
            """);
        init.WaitForTrace("right");
        init.WaitForState("z-witness", "running");
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("wrong: goal", init.Log);
    }

    [Fact]
    public void Case_45_and_binds_no_tighter_than_or()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.a]
            exec = ["sleep", "1000"]
            [job.b]
            manual = true
            exec = ["sleep", "1000"]
            [job.trigger]
            type = "task"
            start-on = "started z-witness"
            script = '{AWAIT} {DIR}/go'
            [job.c]
            start-on = "stopped trigger"
            exec = ["sleep", "1000"]
            [job.x]
            start-on = "started a or started b and started c"
            script = 'echo x >> {TRACE}; exec sleep 1000'
            [job.z-witness]
            start-on = "started a"
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("z-witness", "running");
        Assert.DoesNotContain("x: goal", init.Log);
        init.Touch("go");
        init.WaitForTrace("x");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Case_46_an_expression_that_cannot_be_read_is_named_with_its_place_and_the_other_jobs_run()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.broken]
            start-on = "(started web"
            exec = ["sleep", "1000"]
            [job.late-position]
            start-on = "started JOB=web eu"
            exec = ["sleep", "1000"]
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        Assert.Equal(0, init.Stop());
        Assert.Contains("conf/miniinit.toml:2:", init.Log);
        Assert.Contains("conf/miniinit.toml:5:", init.Log);
        Assert.Contains("cannot find the ) that closes this (", init.Log);
    }

    [Fact]
    public void Case_31_a_job_that_is_stopped_while_it_is_starting_never_runs()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            stop-on = "stopped trigger"
            pre-start.script = 'echo pre-start >> {TRACE}'
            script = 'echo main >> {TRACE}; exec sleep 1000'
            [job.holder]
            start-on = "starting web"
            type = "task"
            script = 'echo holds >> {TRACE}; {AWAIT} {DIR}/go'
            [job.trigger]
            start-on = "started holder"
            type = "task"
            exec = ["true"]
            """);
        init.WaitForState("web", "waiting");
        init.AssertTrace("holds");
        Assert.Contains("web: state changed from starting to stopping", init.Log);
        init.Touch("go");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("holds");
    }

    [Fact]
    public void A_job_is_stopped_with_the_variables_of_the_event()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            script = '{AWAIT} {DIR}/web-up; exit 9'
            [job.web]
            stop-on = "stopped trigger"
            script = 'echo > {DIR}/web-up; exec sleep 1000'
            post-stop.script = 'echo "$UPSTART_STOP_EVENTS $JOB $RESULT $EXIT_STATUS" >> {TRACE}'
            """);
        init.WaitForTrace("stopped trigger failed 9");
        init.WaitForState("web", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Levels_of_jobs_and_files_start_and_stop()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.db]
            exec = ["sleep", "1000"]
            [job.web]
            start-on = "job:db and file:{DIR}/go"
            stop-on = "file:{DIR}/enough"
            script = 'echo web >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForState("db", "running");
        Assert.Equal(0, init.Entered("web", "starting"));
        init.Touch("go");
        init.WaitForTrace("web");
        init.Touch("enough");
        init.WaitForState("web", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_of_type_state_is_up_without_a_process()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.network]
            type = "state"
            pre-start.script = 'echo up >> {TRACE}'
            post-stop.script = 'echo down >> {TRACE}'
            [job.web]
            start-on = "started network"
            script = 'echo web >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForTrace("up", "web");
        init.WaitForStatus("network start/running\n");
        Assert.Equal(0, init.Stop());
        init.AssertTrace("up", "web", "down");
    }

    [Fact]
    public void A_hook_that_waits_for_the_job_that_waits_for_it_is_found_at_once()
    {
        // Nothing of this passes by a time limit: that of the event is a minute, as long as the test waits.
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            exec = ["sleep", "1000"]
            [job.hook]
            start-on = "starting web"
            requires = ["web"]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        init.WaitForState("hook", "running");
        Assert.Equal(0, init.Stop());
        Assert.Contains("they wait for each other in a circle (", init.Log);
        Assert.DoesNotContain("was not handled by everyone", init.Log);
    }

    [Fact]
    public void A_hook_that_takes_too_long_is_left_alone_and_the_stop_goes_on()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/web-up'
            [job.web]
            stop-on = "stopped trigger"
            script = 'echo > {DIR}/web-up; exec sleep 1000'
            [job.slow]
            start-on = "stopping web"
            type = "task"
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "waiting");
        Assert.Contains("web: stopping was not handled by everyone within its time limit", init.Log);
        Assert.Equal(0, init.Stop());
    }
}
