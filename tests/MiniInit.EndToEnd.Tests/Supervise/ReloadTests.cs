using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Changes of job files while init runs.</summary>
public sealed class ReloadTests
{
    private const string Again = "reading the configuration again: ";

    /// <summary>A job that is there all the time, so that there is something to supervise.</summary>
    private const string Idle = """
        [job.idle]
        exec = ["sleep", "1000"]
        """;

    /// <summary>A job that can be switched by files.</summary>
    private const string Web = """
        start-on = "file:{DIR}/on"
        stop-on = "file:{DIR}/off"
        script = 'echo old >> {TRACE}; exec sleep 1000'
        """;

    [Fact]
    public void A_job_that_is_added_starts_by_its_event()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Touch("on");
        init.Write("conf/jobs/net/web.toml", Web);
        init.WaitForLog($"{Again}its files have changed");
        init.WaitForStatus("net/web ");
        File.Delete(init.Path("on"));
        init.Touch("on");
        init.WaitForState("net/web", "running");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_running_job_keeps_its_definition_until_it_is_stopped(bool isRenamed)
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Write("conf/jobs/web.toml", Web);
        init.WaitForStatus("web ");
        init.Touch("on");
        init.WaitForTrace("old");
        if (isRenamed)
        {
            init.Write("conf/jobs/web.toml", Web.Replace("echo old", "echo new"));
        }
        else
        {
            string text = File.ReadAllText(init.Path("conf/jobs/web.toml"));
            File.WriteAllText(init.Path("conf/jobs/web.toml"), text.Replace("echo old", "echo new"));
        }

        init.WaitForLog("web: its file has changed; it runs by the old one until it is stopped");
        init.AssertTrace("old");
        File.Delete(init.Path("on"));
        init.Touch("off");
        init.WaitForState("web", "waiting");
        File.Delete(init.Path("off"));
        init.Touch("on");
        init.WaitForTrace("old", "new");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void The_configuration_is_read_when_asked()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Signal(Signals.Hup);
        init.WaitForLog($"{Again}asked to");
        Assert.Equal(0, init.Stop());
        Assert.Equal(1, Reloads(init));
    }

    [Fact]
    public void A_job_that_is_removed_runs_until_it_is_stopped_and_is_then_forgotten()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Write("conf/jobs/web.toml", Web);
        init.WaitForStatus("web ");
        init.Touch("on");
        init.WaitForState("web", "running");
        int pid = init.WaitForMain("web");
        File.Delete(init.Path("conf/jobs/web.toml"));
        Wait.Until(() => Reloads(init) == 2, () => $"it is seen; {init.Log}");
        init.WaitForStatus($"web start/running, process {pid}");
        Assert.True(Proc.Lives(pid));
        Proc.Signal(pid, Signals.Kill);
        init.WaitForState("web", "waiting");
        int before = init.Log.Length;
        init.Signal(Signals.Usr2);
        Wait.Until(() => init.Log[before..].Contains("idle start/running"), "init says what there is");
        Assert.DoesNotContain("miniinit: web ", init.Log[before..]);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_that_was_removed_and_still_runs_is_stopped_with_init()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Write("conf/jobs/web.toml", Web);
        init.WaitForStatus("web ");
        init.Touch("on");
        int pid = init.WaitForMain("web");
        File.Delete(init.Path("conf/jobs/web.toml"));
        Wait.Until(() => Reloads(init) == 2, () => $"it is seen; {init.Log}");
        Assert.Equal(0, init.Stop());
        Assert.False(Proc.Lives(pid));
    }

    [Fact]
    public void A_layer_that_appears_counts_from_the_next_start()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Write("conf/jobs/web.toml", Web);
        init.WaitForStatus("web ");
        init.Write("conf/jobs/web.override.toml", """
            env = { COLOUR = "red" }
            script = 'echo override $COLOUR $SIZE >> {TRACE}; exec sleep 1000'
            """);
        Wait.Until(() => Reloads(init) == 2, () => $"it is seen; {init.Log}");
        init.Write("conf/jobs/web.toml.d/10-size.toml", "env = { SIZE = 'big' }");
        Wait.Until(() => Reloads(init) >= 3, () => $"it is seen; {init.Log}");
        init.Touch("on");
        init.WaitForTrace("override red big");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_change_that_is_wrong_is_named_with_its_place_and_the_old_job_runs_on()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Write("conf/jobs/web.toml", Web);
        init.WaitForStatus("web ");
        init.Touch("on");
        init.WaitForState("web", "running");
        int pid = init.WaitForMain("web");
        init.Write("conf/jobs/web.toml", "exec = [\"true\"]\nnices = 5\n");
        init.WaitForLog($"miniinit: error: {init.Path("conf/jobs/web.toml")}:2:1: ");
        init.WaitForStatus($"web start/running, process {pid}");

        // It is right again, and nothing has been lost on the way.
        init.Write("conf/jobs/web.toml", Web.Replace("echo old", "echo new"));
        init.WaitForLog("web: its file has changed");
        Assert.True(Proc.Lives(pid));
        Assert.Equal(0, init.Stop());
        init.AssertTrace("old");
        Assert.Single(init.Log.Split('\n'), line => line.Contains("jobs/web.toml:2:1: "));
    }

    [Fact]
    public void A_swap_of_kubernetes_data_folder_is_seen()
    {
        using Supervised init = Supervised.Under(
            Once.After("""
                cd {DIR}/conf/jobs; mkdir ..one ..two
                echo 'manual = true
                exec = ["true"]' > ..one/web.toml
                echo 'start-on = "file:{DIR}/on"
                script = "echo swapped >> {DIR}/trace; exec sleep 1000"' > ..two/web.toml
                ln -s ..one ..data; ln -s ..data/web.toml web.toml; cd /
                """),
            Idle);
        init.WaitForState("idle", "running");
        init.WaitForStatus("web ");
        _ = File.CreateSymbolicLink(init.Path("conf/jobs/..data_tmp"), "..two");
        _ = Running.Run("mv", ["-T", init.Path("conf/jobs/..data_tmp"), init.Path("conf/jobs/..data")]);
        init.WaitForLog(Again);
        init.Touch("on");
        init.WaitForTrace("swapped");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_burst_of_changes_is_taken_together()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");

        // Stopped, it sees all of them at once, however slowly they are made.
        init.Signal(Signals.Stop);
        for (int i = 0; i < 200; i++)
        {
            init.Write($"conf/jobs/web-{i}.toml", "manual = true\nexec = [\"true\"]\n");
        }

        init.Signal(Signals.Cont);
        init.WaitForStatus("web-199 ");
        Assert.Equal(0, init.Stop());
        Assert.Equal(1, Reloads(init));
    }

    [Fact]
    public void More_changes_than_the_kernel_remembers_are_a_change()
    {
        using Supervised init = Supervised.AsSubreaper(Idle);
        init.WaitForState("idle", "running");
        init.Signal(Signals.Stop);
        string[] others = [init.Path("conf/jobs/one"), init.Path("conf/jobs/two")];
        Array.ForEach(others, path => File.WriteAllText(path, ""));
        int most = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"));
        for (int i = 0; i < most + 100; i++)
        {
            File.SetUnixFileMode(others[i % 2], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        init.Write("conf/jobs/web.toml", Web); // nobody tells of this one
        init.Signal(Signals.Cont);
        init.WaitForStatus("web ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_folder_of_jobs_may_come_later()
    {
        using Supervised init = Supervised.Under(Once.After("rmdir {DIR}/conf/jobs"), Idle);
        init.WaitForState("idle", "running");
        _ = Directory.CreateDirectory(init.Path("conf/jobs"));
        init.Write("conf/jobs/web.toml", Web);
        init.WaitForStatus("web ");
        Directory.Move(init.Path("conf/jobs"), init.Path("conf/away"));
        init.WaitForLog(Again);
        init.Touch("on");
        _ = Directory.CreateDirectory(init.Path("conf/jobs"));
        init.Write("conf/jobs/dns.toml", Web.Replace("echo old", "echo dns"));
        init.WaitForStatus("dns ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Keys_of_init_change_too()
    {
        using Supervised init = Supervised.AsSubreaper("[init]\nlog-format = 'text'\n" + Idle);
        init.WaitForState("idle", "running");
        init.Write("conf/miniinit.toml", "[init]\nlog-format = 'json'\n" + Idle);
        init.WaitForLog(Again);
        init.Signal(Signals.Usr2);
        init.WaitForLog("\"message\":\"idle start/running");
        Assert.Equal(0, init.Stop());
    }

    private static int Reloads(Supervised init) => init.Log.Split('\n').Count(line => line.Contains(Again));
}
