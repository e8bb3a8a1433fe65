using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

public sealed class RobustnessTests
{
    private const int Term = 15, Winch = 28, Kill = 9, Stop = 19, Cont = 18;

    [Fact]
    public void Verbose_output_into_a_closed_pipe_harms_nobody()
    {
        using Running init = Running.Start(
            "bash", ["-c", $"exec {Binaries.MiniInit} -vvv -- {Binaries.TestChild} printer 2> >(exec 0<&-; exec sleep 1000)"]);
        init.WaitForOutput("ready\n");
        for (int i = 1; i <= 200; i++)
        {
            init.Signal(Winch);
            Wait.Until(() => init.Output.Split('\n').Count(l => l == "28") == i, $"signal {i} arrived");
        }

        Assert.DoesNotContain("13", init.Output);
    }

    [Fact]
    public void Verbose_output_into_a_full_pipe_does_not_block()
    {
        using var folder = new TemporaryFolder();
        string fifo = Path.Combine(folder.Path, "fifo");
        using Running init = Running.Start(
            "bash",
            ["-c", $"mkfifo {fifo}; exec 7<>{fifo}; dd if=/dev/zero bs=65536 count=1 >&7 2>/dev/null;"
                + $" exec {Binaries.MiniInit} -vvv -- {Binaries.TestChild} printer 2>{fifo}"]);
        init.WaitForOutput("ready\n");
        init.Signal(Winch);
        init.WaitForOutput("ready\n28\n");
    }

    [Fact]
    public void Flood_of_signals_delays_no_term_and_gathers_no_memory()
    {
        using Running init = Running.Init("-vv", "--", "bash", "-c", "trap '' 40; echo ready; while :; do sleep 1; done");
        init.WaitForOutput("ready\n");
        int pid = init.Pid;
        using Running flood = Running.Start("bash", ["-c", $"while kill -40 {pid} 2>/dev/null; do :; done"]);
        init.WaitForErrors("received RTMIN+6");
        init.Signal(Term);
        Assert.Equal(128 + Term, init.WaitForExit());
        Assert.Equal(0, flood.WaitForExit());
    }

    [Fact]
    public void Messages_into_a_file_at_its_size_limit_are_lost_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string script = $"ulimit -f 1; exec {Binaries.MiniInit} -vvv -- {Binaries.TestChild} printer 2> {folder.Path}/log";
        using Running init = Running.Start("bash", ["-c", script]);
        init.WaitForOutput("ready\n");
        for (int i = 1; i <= 100; i++)
        {
            init.Signal(Winch);
            Wait.Until(() => init.Output.Split('\n').Count(l => l == "28") == i, $"signal {i} arrived");
        }

        Assert.DoesNotContain("25", init.Output);
        Assert.True(new FileInfo($"{folder.Path}/log").Length >= 1024);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void Too_few_descriptors_lose_neither_signal_nor_exit_code(int limit)
    {
        using Running init = Running.Start(
            "bash", ["-c", $"ulimit -n {limit}; exec {Binaries.MiniInit} -- sh -c 'trap \"exit 7\" USR1; echo ready; while :; do sleep 0.1; done'"]);
        init.WaitForOutput("ready\n");
        init.Signal(10);
        Assert.Equal(7, init.WaitForExit());
    }

    [Fact]
    public void Run_as_another_user_keeps_no_capability()
    {
        Needs.Root();
        (int code, string output, _) = Running.Run(
            "setpriv",
            ["--reuid", "1000", "--regid", "1000", "--clear-groups", "--inh-caps", "+setuid,+setgid", "--ambient-caps", "+setuid,+setgid",
                Binaries.MiniInit, "--run-as", "1001:1001", "--", "grep", "^Cap[IPEA]", "/proc/self/status"]);
        Assert.Equal(0, code);
        Assert.All(output.TrimEnd().Split('\n'), line => Assert.EndsWith("\t0000000000000000", line));
    }

    [Fact]
    public void Run_as_leaves_a_named_fifo_to_its_owner()
    {
        Needs.Root();
        using var folder = new TemporaryFolder();
        string script = $"mkfifo {folder.Path}/f; {Binaries.MiniInit} --run-as 1234:1234 -- true <>{folder.Path}/f; stat -c %u {folder.Path}/f";
        (_, string output, _) = Running.Run("sh", ["-c", script]);
        Assert.Equal("0\n", output);
    }

    [Fact]
    public void Command_that_may_not_be_signalled_does_not_end_us()
    {
        Needs.Root();

        // Init is nobody, and its command a setuid program that makes itself root altogether, as sudo does.
        using var folder = new TemporaryFolder();
        string setuid = Path.Combine(folder.Path, "become-root");
        File.Copy("/usr/bin/setpriv", setuid);
        File.SetUnixFileMode(setuid, (UnixFileMode)0b100_111_101_101);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        using Running init = Running.Start(
            "setpriv",
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", Binaries.MiniInit, "-v", "--",
                setuid, "--reuid", "0", "sleep", "1000"]);
        init.WaitForErrors("started");
        int command = 0;
        Wait.Until(
            () => (command = Proc.Children(init.Pid).Append(0).First()) != 0 && CommandLine(command).StartsWith("sleep\0", StringComparison.Ordinal),
            "the command is root");
        init.Signal(Term);
        init.WaitForErrors("it runs as another user, which we may not signal");
        Proc.Signal(command, Kill);
        Assert.Equal(128 + Kill, init.WaitForExit());
    }

    [Fact]
    public void Stop_of_the_child_before_its_exec_freezes_only_the_child()
    {
        // A search path of tens of thousands of directories keeps the child between clone and exec for a while.
        string path = string.Concat(Enumerable.Repeat("/proc/self/root/proc/self/root/nowhere:", 3200)) + "/bin:/usr/bin";
        for (int attempt = 0; attempt < 50; attempt++)
        {
            using Running init = Running.Start(
                Binaries.MiniInit, ["-vv", "--", "sleep", "1000"], new Dictionary<string, string> { ["PATH"] = path });
            int child = 0;
            Wait.Until(() => (child = Proc.Children(init.Pid).Append(0).First()) != 0, "there is a child");
            Proc.Signal(child, Stop);
            Wait.Until(() => Proc.Stat(child)?.State == 'T', "the child is stopped");
            if (!File.ReadAllText($"/proc/{child}/comm").StartsWith("miniinit", StringComparison.Ordinal))
            {
                continue;
            }

            // Init answers while the child hangs: it takes the signal and sends it on.
            init.Signal(Term);
            init.WaitForErrors("sent TERM to the command");
            Proc.Signal(child, Cont);
            Assert.Equal(128 + Term, init.WaitForExit());
            return;
        }

        Assert.Fail("the child was never caught before its exec");
    }

    [Fact]
    public void Inherited_descriptors_are_open_in_the_command_and_not_in_us()
    {
        using Running init = Running.Start(
            Binaries.TestChild,
            ["setup", "--descriptors", "10000", "--", Binaries.MiniInit, "--", "sh", "-c", "ls /proc/self/fd | wc -l; read line"]);
        Wait.Until(() => init.Output.Length > 0, "the command has counted");
        Assert.True(int.Parse(init.Output) > 10_000);
        Wait.Until(() => Proc.DescriptorCount(init.Pid) <= 6, "init keeps 0-2 and its own three");
    }

    [Fact]
    public void Closed_standard_descriptors_are_no_trouble()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "fds");
        (int code, _, _) = Running.Run(
            Binaries.TestChild,
            ["setup", "--close", "0,1,2", "--", Binaries.MiniInit, "-vvv", "--", "sh", "-c", $"readlink /proc/self/fd/0 > {file}; exit 8"]);
        Assert.Equal(8, code);
        Assert.Equal("/dev/null\n", File.ReadAllText(file));
    }

    [Fact]
    public void Environment_of_a_megabyte_arrives()
    {
        var environment = Enumerable.Range(0, 10)
            .ToDictionary(i => $"BIG_{i}", i => new string((char)('a' + i), 100_000));
        (int code, string output, _) = Running.Run(Binaries.MiniInit, ["--", "sh", "-c", "env | wc -c"], environment);
        Assert.Equal(0, code);
        Assert.True(int.Parse(output) > 1_000_000);
    }

    [Fact]
    public void Nothing_wakes_us_while_nothing_happens()
    {
        using Running init = Running.Init("--", "sleep", "1000");
        Wait.Until(
            () => Proc.Children(init.Pid) is [int child] && CommandLine(child) == "sleep\01000\0"
                && Proc.DescriptorCount(init.Pid) == 6 && Sleeps(init.Pid),
            "init waits");

        // It has let go of the pages that only its start needed; of none that were written. Those of the runtime's other
        // thread, which a busy machine may start after that, come back: half a megabyte.
        Wait.Until(() => Resident(init.Pid) < MostResident && Sleeps(init.Pid), "init lets go of what its start needed");
        Assert.True(WrittenConstants(init.Pid) >= LeastWritten, "the runtime's cookie and its kin are lost");
        long before = Switches(init.Pid);
        using Process second = Process.Start("sleep", ["2"]);
        second.WaitForExit();
        Assert.Equal(before, Switches(init.Pid));
    }

    [Fact]
    public void Socket_activation_names_the_command_as_the_owner()
    {
        // exec keeps the pid: the shell's is init's.
        (int code, string output, _) = Running.Run(
            "sh", ["-c", $"LISTEN_PID=$$ LISTEN_FDS=1 exec {Binaries.MiniInit} -- sh -c 'echo $LISTEN_PID $$'"]);
        Assert.Equal(0, code);
        string[] pids = output.Trim().Split(' ');
        Assert.Equal(pids[1], pids[0]);
    }

    [Fact]
    public void Parent_death_signal_reaches_the_command()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "told");
        string command = $"trap \"echo told > {file}; exit 0\" USR1; echo ready; while :; do sleep 0.05; done";
        using Running parent = Running.Start(
            "sh", ["-c", $"{Binaries.MiniInit} -p USR1 -- sh -c '{command}' & wait"]);
        parent.WaitForOutput("ready\n");
        Proc.Signal(parent.Pid, Kill);
        Wait.Until(() => File.Exists(file), "the command was told");
    }

    [Fact]
    public void Pause_sleeps_and_ends_well()
    {
        foreach (int signal in (int[])[Term, 2])
        {
            using Running init = Running.AsPid1("--pause");
            Wait.Until(() => Proc.DescriptorCount(init.Pid) >= 6 && Sleeps(init.Pid), "init waits");
            init.Signal(signal);
            Assert.Equal(0, init.WaitForExit());
        }
    }

    [Theory]
    [InlineData("143", 15, 0)]
    [InlineData("0", 15, 143)]
    public void Expected_exit_codes_become_0(string expected, int signal, int code)
    {
        using Running init = Running.Init("-e", expected, "--", "sleep", "1000");
        Wait.Until(() => Proc.Children(init.Pid).Count == 1, "it runs");
        init.Signal(signal);
        Assert.Equal(code, init.WaitForExit());
    }

    [Fact]
    public void Run_as_takes_on_ids_groups_and_home()
    {
        Needs.Root();
        (int code, string output, _) = Running.Run(
            Binaries.MiniInit, ["--run-as", "nobody", "--", "sh", "-c", "id -u; id -g; id -G; echo $HOME $USER $LOGNAME"]);
        Assert.Equal(0, code);
        Assert.Equal("65534\n65534\n65534\n/nonexistent nobody nobody\n", output);
    }

    [Fact]
    public void Run_as_numbers_needs_no_account()
    {
        Needs.Root();
        (int code, string output, _) = Running.Run(
            Binaries.MiniInit, ["--run-as", "12345:54321", "--", "sh", "-c", "id -u; id -G; echo $HOME"]);
        Assert.Equal(0, code);
        Assert.Equal("12345\n54321\n/\n", output);
    }

    [Fact]
    public void Run_as_lets_the_command_open_its_standard_output_again()
    {
        Needs.Root();
        (int code, string output, string errors) = Running.Run(
            Binaries.MiniInit, ["--run-as", "nobody", "--", "sh", "-c", "echo again > /dev/stdout; echo err > /dev/stderr"]);
        Assert.Equal((0, "again\n", "err\n"), (code, output, errors));
    }

    [Theory]
    [InlineData("nosuchuser", "miniinit: cannot run as user \"nosuchuser\": no such user in /etc/passwd\n")]
    [InlineData("nobody:nosuchgroup", "miniinit: cannot run as group \"nosuchgroup\": no such group in /etc/group\n")]
    [InlineData("4711", "miniinit: cannot run as user 4711: /etc/passwd does not say its group, so give it: --run-as 4711:GROUP\n")]
    public void Run_as_somebody_unknown_is_67(string who, string message)
    {
        (int code, _, string errors) = Running.Run(Binaries.MiniInit, ["--run-as", who, "--", "true"]);
        Assert.Equal((67, message), (code, errors));
    }

    [Fact]
    public void Missing_working_directory_is_told()
    {
        (int code, _, string errors) = Running.Run(Binaries.MiniInit, ["--chdir", "/no/such", "--", "true"]);
        Assert.Equal((71, "miniinit: cannot start in \"/no/such\": No such file or directory\n"), (code, errors));
    }

    [Theory]
    [InlineData("MINIINIT_EXPECT_EXIT", "3,4", 0)]
    [InlineData("MINIINIT_EXPECT_EXIT", "5", 4)]
    public void Options_come_from_the_environment_too(string name, string value, int code)
    {
        (int actual, _, _) = Running.Run(
            Binaries.MiniInit, ["--", "sh", "-c", "exit 4"], new Dictionary<string, string> { [name] = value });
        Assert.Equal(code, actual);
    }

    private static string CommandLine(int pid) => File.ReadAllText($"/proc/{pid}/cmdline");

    private static bool Sleeps(int pid) => Proc.Stat(pid)?.State == 'S';

    private static long Switches(int pid) => Directory.GetDirectories($"/proc/{pid}/task")
        .Sum(thread => long.Parse(Proc.StatusLine($"{thread}/status", "voluntary_ctxt_switches")));

    /// <summary>In KiB.</summary>
    private static long Resident(int pid) => long.Parse(Proc.StatusLine($"/proc/{pid}/status", "VmRSS").Split(' ')[0]);

    /// <summary>In KiB: the budget, 3 MB. Init that lets go of nothing has 3528.</summary>
    private const long MostResident = 2929;

    /// <summary>In KiB: a page with the runtime's stack cookie, and two that the linker's relocations are in.</summary>
    private const long LeastWritten = 12;

    /// <summary>In KiB, what was written to before it was made read-only.</summary>
    private static long WrittenConstants(int pid)
    {
        long written = 0;
        bool isCounted = false;
        foreach (string line in File.ReadLines($"/proc/{pid}/smaps"))
        {
            bool isHead = line.Contains('-', StringComparison.Ordinal) && !line.Contains("kB", StringComparison.Ordinal);
            isCounted = isHead ? line.Contains(" r--p ", StringComparison.Ordinal) && line.EndsWith("/miniinit", StringComparison.Ordinal) : isCounted;
            written += isCounted && line.StartsWith("Anonymous:", StringComparison.Ordinal)
                ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) : 0;
        }

        Assert.True(written > 0, "nothing was written to among the constants: look at another place");
        return written;
    }
}
