using System.Linq;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Several instances of one job.</summary>
public sealed class InstanceTests
{
    [Fact]
    public void Instances_that_are_listed_start_at_boot_each_with_its_name()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            instance = "$N"
            instances = ["1", "two"]
            script = 'echo "$N $MINIINIT_INSTANCE $UPSTART_INSTANCE $UPSTART_JOB" >> {TRACE}; exec sleep 1000'
            """);
        init.WaitForState("web (1)", "running");
        init.WaitForState("web (two)", "running");
        init.Until(() => init.Trace.Count == 2, "both have told");
        Assert.Equal(["1 1 1 web", "two two two web"], init.Trace.Order());
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void An_event_starts_the_instance_that_its_variables_name()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.db-eu]
            exec = ["sleep", "1000"]
            [job.db-us]
            exec = ["sleep", "1000"]
            [job.watch]
            instance = "of ${JOB}"
            export = ["JOB"]
            start-on = "started db-*"
            stop-on = "stopped trigger"
            exec = ["sleep", "1000"]
            [job.trigger]
            type = "task"
            script = '{AWAIT} {DIR}/go'
            [job.witness]
            start-on = "stopped watch INSTANCE='of db-eu'"
            type = "task"
            script = 'echo "$INSTANCE $RESULT" >> {TRACE}'
            """);
        init.WaitForState("watch (of db-eu)", "running");
        init.WaitForState("watch (of db-us)", "running");
        init.Touch("go");
        init.WaitForState("watch (of db-us)", "waiting");
        init.WaitForTrace("of db-eu ok");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_stop_by_variables_stops_one_instance_alone()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.one]
            script = '{AWAIT} {DIR}/go'
            [job.web]
            instance = "$N"
            instances = ["one", "two"]
            stop-on = "stopped $N"
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web (one)", "running");
        init.WaitForState("web (two)", "running");
        init.Touch("go");
        init.WaitForState("web (one)", "waiting");
        init.WaitForStatus("web (two) start/running, process ");
        Assert.Equal(0, init.Stop());
        Assert.Equal(1, init.Entered("web (two)", "stopping"));
    }

    [Fact]
    public void Case_41_an_instance_whose_variable_is_not_set_is_not_started_and_that_is_told()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            instance = "$COLOUR"
            start-on = "started db"
            usage = "COLOUR=what it looks like"
            exec = ["sleep", "1000"]
            [job.db]
            exec = ["sleep", "1000"]
            """);
        init.WaitForLog("cannot start web: ");
        Assert.Contains("COLOUR", init.Log);
        Assert.Contains("what it looks like", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Instances_are_respawned_each_by_itself()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            instance = "$N"
            instances = ["one", "two"]
            respawn = true
            script = 'echo $N >> {TRACE}; {AWAIT} {DIR}/$N; rm {DIR}/$N'
            """);
        init.Touch("one");
        init.Until(() => init.Trace.Count(line => line == "one") == 2, "the first is respawned");
        init.WaitForState("web (two)", "running");
        Assert.Equal(0, init.Stop());
        Assert.Equal(1, init.Trace.Count(line => line == "two"));
    }
}
