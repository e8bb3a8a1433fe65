using System.Diagnostics;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

public sealed class DescendantTests
{
    private const int Term = 15, Kill = 9;

    [Fact]
    public void Storm_of_ten_thousand_orphans_leaves_no_zombie_as_pid_1()
    {
        const string storm = "for p in 1 2 3 4; do (i=0; while [ $i -lt 2500 ]; do ( : & ) ; i=$((i+1)); done) & done; wait;"
            + " echo done; read line; exit 6";
        using Running init = Running.AsPid1("--", "sh", "-c", storm);
        init.WaitForOutput("done\n");
        int pid = init.Pid;
        Wait.Until(() => Proc.Children(pid).Count == 1, "only the command is left");
        init.Type("go");
        Assert.Equal(6, init.WaitForExit());
    }

    [Fact]
    public void Subreaper_adopts_and_reaps()
    {
        using Running init = Running.Init("-v", "--", "sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do ( sleep 0.1 & ) ; done; echo done; read line");
        init.WaitForErrors("miniinit: not PID 1: became a child subreaper, so that orphans come to us\n");
        init.WaitForOutput("done\n");
        Wait.Until(() => Proc.Children(init.Pid).Count == 1, "the orphans were adopted and reaped");
        init.Type("go");
        Assert.Equal(0, init.WaitForExit());
    }

    [Fact]
    public void Warn_on_reap_names_the_process()
    {
        using Running init = Running.Init("-w", "--", "sh", "-c", "( sh -c 'exit 3' & ) ; read line");
        init.WaitForErrors(", which exited with 3\n");
        Assert.StartsWith("miniinit: reaped process ", init.Errors);
    }

    [Fact]
    public void By_default_nobody_is_signalled_and_the_exit_is_at_once()
    {
        using var folder = new TemporaryFolder();
        using Running init = Running.Init("--", "sh", "-c", $"sleep 1000 & echo $! > {folder.Path}/pid; exit 4");
        Assert.Equal(4, init.WaitForExit());
        int pid = int.Parse(File.ReadAllText(Path.Combine(folder.Path, "pid")));
        Assert.True(Proc.Lives(pid));
        Proc.Signal(pid, Kill);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Grace_lets_a_process_of_another_session_clean_up(bool asPid1)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "cleaned");
        string script = Daemonize($"exec {Binaries.TestChild} slow-term 300 {file}") + "read line; exit 5";
        string[] arguments = ["--grace", "1h", "--", "sh", "-c", script];
        using Running init = asPid1 ? Running.AsPid1(arguments) : Running.Init(arguments);
        init.WaitForOutput("ready\n");
        init.Type("go");
        Assert.Equal(5, init.WaitForExit());
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_the_grace_whoever_ignores_term_is_killed(bool asPid1)
    {
        string script = Daemonize("trap \"\" TERM; echo ready; sleep 1000; sleep 1000; sleep 1000") + "read line";
        string[] arguments = ["-v", "--grace", "100ms", "--", "sh", "-c", script];
        using Running init = asPid1 ? Running.AsPid1(arguments) : Running.Init(arguments);
        init.WaitForOutput("ready\n");
        System.Collections.Generic.IReadOnlyList<int> descendants = init.Descendants();
        init.Type("go");
        Assert.Equal(0, init.WaitForExit());
        Assert.Contains("sent KILL to", init.Errors);
        Assert.All(descendants, pid => Assert.False(Proc.Lives(pid)));
    }

    [Fact]
    public void Grace_wakes_a_stopped_process_so_that_it_can_die()
    {
        string script = Daemonize("echo $$; kill -STOP $$; exit 0") + "read line";
        using Running init = Running.Init("--grace", "1h", "--", "sh", "-c", script);
        Wait.Until(() => init.Descendants().Any(pid => Proc.Stat(pid)?.State == 'T'), "it is stopped");
        init.Type("go");
        Assert.Equal(0, init.WaitForExit());
    }

    [Fact]
    public void Grace_without_descendants_ends_at_once()
    {
        using Running init = Running.AsPid1("--grace", "1h", "--", "sh", "-c", "exit 3");
        Assert.Equal(3, init.WaitForExit());
    }

    [Fact]
    public void Grace_finds_nobody_by_a_proc_of_another_namespace_and_signals_all_as_pid_1()
    {
        Needs.Root();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "cleaned");
        string script = Daemonize($"exec {Binaries.TestChild} slow-term 1 {file}") + "read line; exit 5";
        using Running init = Running.Start(
            "unshare", ["--pid", "--fork", "--kill-child", Binaries.MiniInit, "--grace", "1h", "--", "sh", "-c", script]);
        init.WaitForOutput("ready\n");
        init.Type("go");
        Assert.Equal(5, init.WaitForExit());
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Wait_signals_nobody_and_waits_for_all()
    {
        using var folder = new TemporaryFolder();
        string fifo = Path.Combine(folder.Path, "fifo");
        string script = $"mkfifo {fifo}; " + Daemonize($"read x < {fifo}; echo orphan done") + "echo ended; exit 2";
        using Running init = Running.Init("-v", "--wait", "--", "sh", "-c", script);
        init.WaitForErrors("exited with 2");
        Assert.DoesNotContain("orphan done", init.Output);
        File.WriteAllText(fifo, "go\n");
        Assert.Equal(2, init.WaitForExit());
        Assert.Contains("orphan done\n", init.Output);
    }

    [Fact]
    public void Signal_while_waiting_goes_to_those_that_are_left()
    {
        string script = Daemonize($"exec {Binaries.TestChild} printer") + "read line; exit 2";
        using Running init = Running.Init("-v", "--wait", "--", "sh", "-c", script);
        init.WaitForOutput("ready\n");
        int printer = init.Descendants()
            .Single(p => File.ReadAllText($"/proc/{p}/cmdline").StartsWith(Binaries.TestChild, System.StringComparison.Ordinal));
        init.Type("go");
        init.WaitForErrors("exited with 2");
        init.Signal(Term);
        init.WaitForOutput("ready\n15\n");
        Proc.Signal(printer, Kill);
        Assert.Equal(2, init.WaitForExit());
    }

    [Fact]
    public void Children_inherited_over_exec_are_reaped_and_never_signalled_nor_waited_for()
    {
        using var folder = new TemporaryFolder();
        string pidFile = Path.Combine(folder.Path, "pid");
        using Running init = Running.Start(
            "sh",
            ["-c", $"sleep 1000 & echo $! > {pidFile}; ( exit 0 ) & exec {Binaries.MiniInit} --grace 1h -- sh -c 'sleep 1000 & exit 3'"]);
        Assert.Equal(3, init.WaitForExit());
        int pid = int.Parse(File.ReadAllText(pidFile));
        Assert.True(Proc.Lives(pid));
        Proc.Signal(pid, Kill);
    }

    [Fact]
    public void Command_and_orphan_that_die_together_never_hang_us()
    {
        for (int i = 0; i < 200; i++)
        {
            (int code, _, _) = Running.Run(Binaries.MiniInit, ["--", "sh", "-c", "( sleep 0.01 & ) ; sleep 0.01; exit 3"]);
            Assert.Equal(3, code);
        }
    }

    [Fact]
    public void Thousand_commands_in_a_row_all_end_well()
    {
        for (int i = 0; i < 1000; i++)
        {
            using Process process = Process.Start(Binaries.MiniInit, ["--", "/bin/true"]);
            Assert.True(process.WaitForExit(Wait.Limit));
            Assert.Equal(0, process.ExitCode);
        }

    }

    /// <summary>A piece of script that starts a process in a session of its own whose parent is gone at once.</summary>
    private static string Daemonize(string script) => $"( setsid sh -c '{script}' & ) ; ";
}
