using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Settings of processes in a job file, as the kernel tells them to the job.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("umask = '027'", "Umask 0027")]
    [InlineData("nice = 5", "nice 5")]
    [InlineData("oom-score = 500", "oom-score 500")]
    [InlineData("limits = { nofile = [64, 128], core = 0, stack = ['1M', 'unlimited'] }",
        "limit nofile 64 128", "limit core 0 0", "limit stack 1048576 unlimited")]
    [InlineData("chdir = '/usr'", "directory /usr")]
    [InlineData("", "directory /", "NoNewPrivs 0")]
    [InlineData("cpu-affinity = [0]", "Cpus_allowed_list 0")]
    [InlineData("cpu-affinity = ['0-0']", "Cpus_allowed_list 0")]
    [InlineData("io-priority = 'best-effort:7'", "io 2 7")]
    [InlineData("io-priority = 'idle'", "io 3 0")]
    [InlineData("priority = 'batch'\nnice = 3", "policy 3 0", "nice 3")]
    [InlineData("priority = 'idle'", "policy 5 0")]
    [InlineData("sandbox = { no-new-privs = true }", "NoNewPrivs 1")]
    [InlineData("limits = { nofile = 8, fsize = 0 }\noom-score = 7\nnice = 1",
        "limit nofile 8 8", "oom-score 7", "nice 1")]
    public void A_setting_reaches_the_job_of_root_and_of_anybody_else(string settings, params string[] lines)
    {
        AssertShown([], settings, lines);
        Needs.Root();
        AssertShown(Wrapper.Nobody, settings, lines);
    }

    [Theory]
    [InlineData("nice = -5", "nice -5")]
    [InlineData("priority = 'fifo:1'", "policy 1 1")]
    [InlineData("priority = 'rr:9'", "policy 2 9")]
    [InlineData("io-priority = 'realtime:4'", "io 1 4")]
    [InlineData("sandbox = { capabilities = ['KILL'] }", "CapEff 0000000000000020", "CapBnd 0000000000000020")]
    [InlineData("sandbox = { capabilities = [] }",
        "CapEff 0000000000000000", "CapBnd 0000000000000000", "CapPrm 0000000000000000")]
    [InlineData("user = 'nobody'", "CapEff 0000000000000000", "CapPrm 0000000000000000", "CapAmb 0000000000000000")]
    [InlineData("user = 'nobody'\nsandbox = { ambient = ['NET_BIND_SERVICE'] }",
        "CapEff 0000000000000400", "CapAmb 0000000000000400", "CapPrm 0000000000000400")]
    [InlineData("user = 'nobody'\nsandbox = { ambient = ['CHOWN'], capabilities = ['CHOWN'], no-new-privs = true }",
        "CapEff 0000000000000001", "CapBnd 0000000000000001", "CapAmb 0000000000000001", "NoNewPrivs 1")]
    public void What_takes_a_capability_reaches_the_job_of_root(string settings, params string[] lines)
    {
        Needs.Root();
        AssertShown([], settings, lines);
    }

    /// <summary>We lift our own limit, and lower our own score where we may.</summary>
    [Theory]
    [InlineData("--nofile=100:300", "limit nofile 100 300")]
    [InlineData("--nofile=100:100", "limit nofile 100 100")]
    public void A_job_gets_back_the_limit_of_files_that_init_inherited(string limit, string line) =>
        AssertShown(["prlimit", limit], "", line);

    [Fact]
    public void A_job_gets_back_the_score_of_memory_that_init_inherited()
    {
        AssertShown(Once.After("echo 321 > /proc/self/oom_score_adj"), "", "oom-score 321");
        AssertShown(Once.After("echo 321 > /proc/self/oom_score_adj"), "oom-score = 400", "oom-score 400");
    }

    [Fact]
    public void Helpers_have_the_settings_of_their_job()
    {
        Needs.Root();
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            user = "nobody"
            nice = 7
            umask = "077"
            exec = ["true"]
            pre-start.script = '{PROGRAM} show'
            """);
        string[] lines = ["nice 7", "Umask 0077", "Uid 65534 65534 65534 65534"];
        Assert.Superset(lines.ToHashSet(), init.Lines("web").ToHashSet());
    }

    [Fact]
    public void A_job_has_nothing_open_but_its_input_and_output()
    {
        string[] wrapper = ["bash", "-c", "exec 7</dev/null 9</dev/null \"$@\"", "bash"];
        AssertShown(wrapper, "", "descriptors 0 1 2");
        AssertOpen(wrapper, "console = 'inherit'");
        AssertOpen(wrapper, "console = 'null'\nlimits = { nofile = 16 }");
    }

    [Fact]
    public void A_job_that_says_so_when_it_is_ready_has_one_descriptor_more_for_that()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            ready = "fd"
            script = '{PROGRAM} show > {DIR}/show; echo "$READY_FD" > {DIR}/number; echo >&$READY_FD; exec sleep 1000'
            """);
        init.WaitForState("web", "running");
        Assert.Equal("3\n", File.ReadAllText(init.Path("number")));
        Assert.Contains("descriptors 0 1 2 3", File.ReadAllLines(init.Path("show")));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_has_a_session_of_its_own_and_no_terminal()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        int pid = init.WaitForMain("web");
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        Assert.Equal((pid, pid, "0"), (Proc.Stat(pid)!.Value.Group, Proc.Stat(pid)!.Value.Session, fields[7 - 3]));
        Assert.NotEqual(pid, Proc.Stat(init.Pid)!.Value.Session);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_job_has_no_signal_blocked_ignored_or_handled()
    {
        string[] wrapper = ["env", "--ignore-signal=HUP,PIPE", "--block-signal=USR1"];
        using Supervised init = Supervised.Under(wrapper, """
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        string status = $"/proc/{init.WaitForMain("web")}/status";
        Assert.Equal(0UL, Proc.SignalSet(status, "SigBlk"));
        Assert.Equal(0UL, Proc.SignalSet(status, "SigCgt"));
        Assert.Equal(0UL, Proc.SignalSet(status, "SigIgn"));
        Assert.Equal(0, init.Stop());
    }

    private static void AssertShown(string[] wrapper, string settings, params string[] lines)
    {
        using Supervised init = Once.Run(
            wrapper, $"[job.show]\ntype = 'task'\nexec = ['{{PROGRAM}}', 'show']\n{settings}\n");
        Assert.Superset(lines.ToHashSet(), init.Lines("show").ToHashSet());
    }

    private static void AssertOpen(string[] wrapper, string settings)
    {
        using Supervised init = Supervised.Under(wrapper, $"[job.show]\nexec = ['sleep', '1000']\n{settings}\n");
        init.WaitForState("show", "running");
        string folder = $"/proc/{init.WaitForMain("show")}/fd";

        // At its start the program itself has its libraries open.
        init.Until(
            () => Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order().SequenceEqual(["0", "1", "2"]),
            "it has 0, 1 and 2 open");
        Assert.Equal(0, init.Stop());
    }
}
