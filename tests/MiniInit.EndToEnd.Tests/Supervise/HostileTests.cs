using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Supervising where much is missing that a Linux system has.</summary>
public sealed class HostileTests
{
    private const string TwoJobs = """
        [job.web]
        script = 'echo "web runs"; exec sleep 1000'
        [job.task]
        type = "task"
        start-on = "started web"
        script = 'echo "task ran"'
        """;

    /// <summary>Nothing can be written to, the folder of the test included.</summary>
    private static string[] ReadOnly => NewMounts("""
        mount -t tmpfs -o ro tmpfs /run; mount -t tmpfs -o ro tmpfs /dev/shm; mount -o remount,ro,bind /
        ! touch {DIR}/x 2>/dev/null
        """);

    [Fact]
    public void Without_proc_jobs_run_are_stopped_and_have_their_daemons_killed_at_the_end()
    {
        Needs.Root();
        using Supervised init = Supervised.Under(
            NewMounts("while umount -l /proc 2> /dev/null; do :; done"), TwoJobs + """

            [job.daemon]
            type = "task"
            script = 'setsid -f sleep 1000'
            [job.deaf]
            kill-timeout = "200ms"
            script = 'trap "" TERM; echo deaf; while :; do sleep 1000; done'
            """);
        init.WaitForOutput("task | task ran\n");
        init.WaitForOutput("deaf | deaf\n");
        init.WaitForState("daemon", "waiting");
        Assert.Equal(0, init.Stop());
        Assert.Single(init.Log.Split('\n'), line => line.Contains("/proc"));
        Assert.Contains("miniinit: warn: cannot look into /proc: it is not mounted; ", init.Log);
    }

    [Fact]
    public void Without_a_folder_that_can_be_written_to_jobs_run()
    {
        Needs.Root();
        using Supervised init = Supervised.Under(ReadOnly, TwoJobs + """

            [job.log]
            type = "task"
            log.file = "{DIR}/log"
            script = 'echo logged'
            """);
        init.WaitForOutput("web | web runs\n");
        init.WaitForOutput("task | task ran\n");
        init.WaitForOutput("log | logged\n");
        init.WaitForLog("the log of log: Read-only file system");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Without_a_folder_for_its_socket_a_job_that_wants_to_say_that_it_is_ready_says_what_it_lacks()
    {
        Needs.Root();
        using Supervised init = Supervised.Under(ReadOnly, TwoJobs + """

            [job.notify]
            ready = "notify"
            exec = ["sleep", "1000"]
            """);
        init.WaitForLog("notify: ");
        init.WaitForOutput("task | task ran\n");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void An_ordinary_user_supervises_all_the_same()
    {
        Needs.Root();
        using Supervised init = Supervised.Under([.. Running.Namespace, .. Wrapper.Nobody], TwoJobs + """

            [job.log]
            type = "task"
            log.file = "/log-of-nobody"
            script = 'echo logged'
            [job.root]
            type = "task"
            user = "root"
            exec = ["true"]
            """);
        init.WaitForOutput("task | task ran\n");
        init.WaitForOutput("log | logged\n");
        init.WaitForLog("cannot open /log-of-nobody, the log of log: Permission denied");
        init.WaitForLog("Failed to spawn root main process: cannot run with groups 0: operation not permitted");
        Assert.Equal("65534", Proc.StatusLine($"/proc/{init.Pid}/status", "Uid").Split('\t')[0]);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Eight_megabytes_of_memory_are_enough()
    {
        Needs.Root();
        string group = $"/sys/fs/cgroup/memory/miniinit-test-{Guid.NewGuid():n}";
        if (!TryMakeGroup(group, 8 << 20))
        {
            Assert.Skip("needs the memory controller of cgroups v1, to be written to");
        }

        try
        {
            using Supervised init = Supervised.Under(
                Once.After($"echo $$ > {group}/cgroup.procs"), $"{TwoJobs}\n{Sleepers(10)}");
            init.WaitForOutput("task | task ran\n");
            init.WaitForState("sleep-09", "running");
            Assert.Contains($"{init.Pid}", File.ReadAllLines($"{group}/cgroup.procs"));
            Assert.Equal(0, init.Stop());
            Assert.Contains("oom_kill 0", File.ReadAllLines($"{group}/memory.oom_control"));
        }
        finally
        {
            Wait.Until(() => TryRemove(group), "the control group is gone");
        }
    }

    [Fact]
    public void A_limit_of_address_space_is_no_reason_not_to_start()
    {
        using Supervised init = Supervised.Under(["prlimit", "--as=100000000"], TwoJobs);
        init.WaitForOutput("task | task ran\n");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void With_few_descriptors_a_job_that_finds_none_fails_by_a_sentence_and_the_others_run()
    {
        using Supervised init = Supervised.Under(["prlimit", "--nofile=26:26"], Sleepers(20));
        init.WaitForState("sleep-00", "running");
        init.WaitForLog("sleep-19: Failed to spawn sleep-19 main process: cannot make its pipes: ");
        Assert.True(Proc.Lives(init.WaitForMain("sleep-00")));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Without_a_process_to_spare_jobs_fail_by_a_sentence_and_init_lives()
    {
        Needs.Root();

        // Nobody else has this user; init takes two, for a thread of the runtime counts too.
        string[] wrapper = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", "prlimit", "--nproc=2"];
        using Supervised init = Supervised.Under(wrapper, """
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForLog("Failed to spawn web main process: cannot make a process: a limit of processes is reached ");
        init.WaitForState("web", "waiting");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Signals.Segv)]
    [InlineData(34)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(40)]
    public void Signals_that_mean_nothing_end_neither_init_nor_its_jobs(int signal)
    {
        Needs.Root();
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            script = 'kill -SEGV 1; kill -34 1; echo sent; exec sleep 1000'
            """);
        init.WaitForOutput("web | sent\n");
        int pid = init.WaitForMain("web");
        for (int i = 0; i < 100; i++)
        {
            init.Signal(signal);
        }

        init.WaitForStatus($"web start/running, process ");
        Assert.True(Proc.Lives(pid));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_flood_of_messages_keeps_no_other_job_waiting()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.flood]
            ready = "notify"
            script = '''
            seq 100000 | sed "s/^/STATUS=/" | xargs -n 5000 {CHILD} notify
            {CHILD} notify --barrier READY=1
            exec sleep 1000
            '''
            [job.web]
            respawn = true
            respawn-limit = { count = "unlimited" }
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("flood", "spawned");
        int pid = init.WaitForMain("web");
        Proc.Signal(pid, Signals.Kill);
        init.Until(() => init.Main("web") is var next && next != 0 && next != pid, "the other job is started again");
        init.WaitForState("flood", "running");
        Assert.Equal(0, init.Stop());
    }

    /// <summary>PID 1 of namespaces where mounts can be changed.</summary>
    private static string[] NewMounts(string script) =>
        ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", .. Once.After(script)];

    private static string Sleepers(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"[job.sleep-{i:00}]\nexec = ['sleep', '1000']\n"));

    private static bool TryMakeGroup(string group, long most)
    {
        try
        {
            _ = Directory.CreateDirectory(group);
            File.WriteAllText($"{group}/memory.limit_in_bytes", $"{most}");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool TryRemove(string group)
    {
        try
        {
            Directory.Delete(group); // rmdir: what the kernel shows in it is no obstacle
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
