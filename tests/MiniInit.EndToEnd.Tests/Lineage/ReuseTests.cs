using System.Globalization;
using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Faults;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// Process ids that the kernel gives to another process: what is known of the former one says nothing of the latter. In a
/// namespace of its own, whose next id can be chosen.
/// </summary>
public sealed class ReuseTests
{
    /// <summary>Makes a process with a certain id, which has to be free: <c>as PID COMMAND</c>.</summary>
    private const string As = """
        echo $(($1 - 1)) > /proc/sys/kernel/ns_last_pid
        shift
        "$@" &
        echo $! > {DIR}/run/again.new
        mv {DIR}/run/again.new {DIR}/run/again
        wait
        exec sleep 1000
        """;

    [Theory]
    [InlineData("")]
    [InlineData("track = \"none\"")]
    public void The_session_of_a_job_that_is_down_is_not_taken_for_its_own_when_the_number_is_anothers(string track)
    {
        using Supervised init = Start($$"""
            [job.web]
            {{track}}
            script = 'echo $$ > {DIR}/run/first.new; mv {DIR}/run/first.new {DIR}/run/first; {AWAIT} {DIR}/go'
            [job.other]
            manual = true
            {{track}}
            exec = ["sh", "{DIR}/as", "{FIRST}", "setsid", "{DAEMONISE}", "--forks", "1", "--clear-environment", "--report", "{{Families.Report("other")}}"]
            """, out int first);
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Start", "{'job':'other'}");
        int daemon = init.Outer(init.WaitForReport("other"));
        Assert.Equal(first, Again(init));

        // It is an orphan by now, in a session of that number.
        init.Until(() => Proc.Stat(daemon)?.Parent == init.Pid, "it is an orphan");
        Assert.Equal(0, client.Ask("Status", "{'job':'web'}").Find("statuses.0.strays")!.Value.GetInt32());
        _ = client.Ask("Start", "{'job':'web'}");
        _ = client.Call("Stop", "{'job':'web'}");
        Assert.True(Proc.Lives(daemon));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_main_process_that_another_reaped_does_not_stand_for_who_gets_its_number()
    {
        // Its parent reaps it and lives on, so that init hears of its end by the pidfd alone.
        using Supervised init = Start("""
            [job.web]
            ready = "notify"
            script = '''
            sh -c "{AWAIT} {DIR}/go" & child=$!
            echo $child > {DIR}/run/first.new
            mv {DIR}/run/first.new {DIR}/run/first
            {PROGRAM} notify --barrier "MAINPID=$child
            READY=1"
            wait $child
            echo > {DIR}/run/reaped
            exec sleep 1000
            '''
            kill-mode = "main"
            [job.other]
            manual = true
            exec = ["sh", "{DIR}/as", "{FIRST}", "sleep", "1000"]
            """, out int first, ends: false);
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "running");
        init.Touch("go");
        init.WaitForFile("run/reaped");
        _ = client.Ask("Start", "{'job':'other'}");
        Assert.Equal(first, Again(init));
        int again = init.Outer(first);
        _ = client.Ask("Kill", "{'job':'web'}");
        Assert.True(Proc.Lives(again), init.Log);
        Assert.Equal(0, init.Stop());
    }

    /// <summary>Where no pidfd tells, init does not know that the one it was named is gone, and starts its namesake itself.</summary>
    [Fact]
    public void A_main_process_that_is_gone_unseen_does_not_stand_for_another_job_of_its_number()
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["pidfd_open"], """
            [job.web]
            ready = "notify"
            script = '''
            sh -c "{AWAIT} {DIR}/go" & child=$!
            {PROGRAM} notify --barrier "MAINPID=$child
            READY=1"
            echo $child > {DIR}/run/first
            wait $child
            echo $((child - 1)) > /proc/sys/kernel/ns_last_pid
            echo > {DIR}/run/reaped
            exec sleep 1000
            '''
            kill-mode = "main"
            [job.other]
            manual = true
            exec = ["sleep", "1000"]
            """, first: one => one.Fail("pidfd_open", Errno.ENOSYS));
        Supervised init = faulty.Init;
        init.WaitForState("web", "running");
        using VarlinkClient client = init.Connect();
        init.WaitForFile("run/first");
        init.Touch("go");
        init.WaitForFile("run/reaped");
        _ = client.Ask("Start", "{'job':'other'}");
        int other = client.List()["other"].GetProperty("mainPid").GetInt32();
        Assert.Equal(int.Parse(File.ReadAllText(init.Path("run/first")), CultureInfo.InvariantCulture), other);
        _ = client.Ask("Kill", "{'job':'web'}");
        Assert.Equal("running", client.List()["other"].GetProperty("state").GetString());
        Assert.Equal(other, client.List()["other"].GetProperty("mainPid").GetInt32());
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void An_orphan_that_was_reaped_is_not_signalled_by_its_number()
    {
        using Supervised init = Start("""
            [job.web]
            adopt = "keep"
            script = 'setsid sh -c "echo \$\$ > {DIR}/run/first.new; mv {DIR}/run/first.new {DIR}/run/first; {AWAIT} {DIR}/go" & {AWAIT} {DIR}/run/first'
            [job.other]
            manual = true
            exec = ["sh", "{DIR}/as", "{FIRST}", "setsid", "sleep", "1000"]
            """, out int first);
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Start", "{'job':'other'}");
        int again = init.Outer(Again(init));
        Assert.Equal(first, Again(init));
        _ = client.Call("Stop", "{'job':'web'}");
        Assert.True(Proc.Lives(again), init.Log);
        Assert.Equal(0, init.Stop());
    }

    /// <summary>Starts init, waits until "web" has told a process id, ends that process and takes the id for "other".</summary>
    private static Supervised Start(string configuration, out int first, bool ends = true)
    {
        Supervised init = Place.Pid1.Start(configuration.Replace("{FIRST}", "0", System.StringComparison.Ordinal));
        try
        {
            init.Write("as", As);
            init.WaitForFile("run/first");
            first = int.Parse(File.ReadAllText(init.Path("run/first")), CultureInfo.InvariantCulture);
            int outer = init.Outer(first);
            init.Write("conf/miniinit.toml", configuration.Replace("{FIRST}", $"{first}", System.StringComparison.Ordinal));
            using VarlinkClient client = init.Connect();
            _ = client.Ask("ReloadConfiguration");
            if (ends)
            {
                init.Touch("go");
                init.Until(() => !Directory.Exists($"/proc/{outer}"), "it has ended");
                File.Delete(init.Path("go"));
            }

            return init;
        }
        catch
        {
            init.Dispose();
            throw;
        }
    }

    private static int Again(Supervised init)
    {
        init.WaitForFile("run/again");
        return int.Parse(File.ReadAllText(init.Path("run/again")), CultureInfo.InvariantCulture);
    }
}
