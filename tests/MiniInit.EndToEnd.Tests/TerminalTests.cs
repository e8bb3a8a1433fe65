using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

public sealed class TerminalTests
{
    private const string Prompt = "READY> ";
    private const string ControlC = "\x03", ControlZ = "\x1a";

    [Fact]
    public void Control_c_ends_the_command_and_not_its_shell()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        StartInForeground(pty, $"{Binaries.MiniInit} -- sleep 1000", "sleep");
        pty.Type(ControlC);
        AssertCode(pty, 130);
        End(pty, shell);
    }

    [Fact]
    public void Control_z_suspends_and_the_shell_brings_it_back()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        StartInForeground(pty, $"{Binaries.MiniInit} -- sh -c 'sleep 1000; sleep 1000'", "sh");

        // A shell that is stopped while it waits in vfork for its child's exec cannot stop: that is the kernel's rule.
        Wait.Until(() => Descendant(pty, "sleep") != 0, "the shell's child runs");
        for (int round = 0; round < 3; round++)
        {
            pty.Type(ControlZ);
            _ = pty.ReadUntil("Stopped");
            _ = pty.ReadUntil(Prompt);
            pty.Type("fg\n");
            WaitForForeground(pty, "sh");
        }

        pty.Type(ControlC);
        AssertCode(pty, 130);
        End(pty, shell);
    }

    [Fact]
    public void Control_z_suspends_a_script_around_us_too()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        StartInForeground(pty, $"sh -c '{Binaries.MiniInit} -- sleep 1000; echo never'", "sleep");
        pty.Type(ControlZ);
        _ = pty.ReadUntil("Stopped");
        _ = pty.ReadUntil(Prompt);
        pty.Type("fg\n");
        WaitForForeground(pty, "sleep");
        pty.Type(ControlC);
        _ = pty.ReadUntil("never");
        AssertCode(pty, 0);
        End(pty, shell);
    }

    [Fact]
    public void Command_in_the_middle_of_a_pipeline_leaves_the_terminal_to_the_first()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        pty.Type($"cat | {Binaries.MiniInit} -- sed 's/^/got=/'\n");
        Wait.Until(() => Descendant(pty, "sed") != 0 && Name(pty.ForegroundGroup) == "cat", "the pipeline runs");
        pty.Type("line\n\x04");
        _ = pty.ReadUntil("got=line");
        AssertCode(pty, 0);
        End(pty, shell);
    }

    [Fact]
    public void Stop_that_somebody_sent_to_the_command_alone_does_not_stop_us()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        StartInForeground(pty, $"{Binaries.MiniInit} -- sleep 1000", "sleep");
        int sleep = Descendant(pty, "sleep");
        Proc.Signal(sleep, 19);
        Wait.Until(() => Proc.Stat(sleep)?.State == 'T', "the command is stopped");
        Proc.Signal(Members(pty).Single(p => Name(p) == "miniinit"), 18);
        Wait.Until(() => Proc.Stat(sleep)?.State == 'S', "we took the CONT and sent it on");
        pty.Type(ControlC);
        AssertCode(pty, 130);
        End(pty, shell);
    }

    [Fact]
    public void Suspended_command_goes_on_in_the_background_without_taking_the_terminal()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        StartInForeground(pty, $"{Binaries.MiniInit} -- sleep 1000", "sleep");
        pty.Type(ControlZ);
        _ = pty.ReadUntil("Stopped");
        pty.Type("bg\n");
        _ = pty.ReadUntil(Prompt);
        Wait.Until(() => Descendant(pty, "sleep") is var sleep && Proc.Stat(sleep)?.State == 'S', "it runs in the background");
        pty.Type("kill -TERM %1; wait %1; echo code=$((0+$?))\n");
        _ = pty.ReadUntil("code=143\r\n");
        End(pty, shell);
    }

    [Fact]
    public void Command_started_in_the_background_leaves_the_foreground_alone()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        int shellGroup = pty.ForegroundGroup;
        pty.Type($"{Binaries.MiniInit} -- sleep 1000 &\n");
        _ = pty.ReadUntil(Prompt);
        Wait.Until(() => Descendant(pty, "sleep") != 0, "it runs");
        Assert.Equal(shellGroup, pty.ForegroundGroup);
        pty.Type("kill %1; wait %1; echo code=$((0+$?))\n");
        _ = pty.ReadUntil("code=143\r\n");
        Assert.Equal(shellGroup, pty.ForegroundGroup);
        End(pty, shell);
    }

    [Fact]
    public void Background_command_that_reads_stops_until_it_is_brought_to_the_front()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        pty.Type($"{Binaries.MiniInit} -- sh -c 'read x; echo got=${{x}}=' &\n");
        _ = pty.ReadUntil(Prompt);
        Wait.Until(() => Descendant(pty, "sh") is var reader && reader != 0 && Proc.Stat(reader)?.State == 'T', "it is stopped");

        // The shell looks at its job, which is init.
        Wait.Until(() => Descendant(pty, "miniinit") is var init && init != 0 && Proc.Stat(init)?.State == 'T', "init is stopped");
        pty.Type("\n");
        _ = pty.ReadUntil("Stopped");
        pty.Type("fg\n");
        WaitForForeground(pty, "sh");
        pty.Type("hello\n");
        _ = pty.ReadUntil("got=hello=");
        AssertCode(pty, 0);
        End(pty, shell);
    }

    [Fact]
    public void Terminal_comes_back_when_a_command_in_it_was_killed()
    {
        using Pty pty = Pty.Open();
        using Running shell = StartShell(pty);
        int shellGroup = pty.ForegroundGroup;
        StartInForeground(pty, $"sh -c '{Binaries.MiniInit} -- sleep 1000; read x; echo read=$x='", "sleep");
        Proc.Signal(Descendant(pty, "sleep"), 9);

        // The outer sh does no job control: it can read only if the foreground is its own group again.
        pty.Type("line\n");
        _ = pty.ReadUntil("read=line=");
        Wait.Until(() => pty.ForegroundGroup == shellGroup, "the shell has its terminal");
        End(pty, shell);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Shell_inside_does_job_control(bool asPid1)
    {
        using Pty pty = Pty.Open();
        string[] command = [Binaries.MiniInit, "--", "env", $"PS1={Prompt}", "bash", "--norc", "--noprofile", "-i"];
        using Running init = asPid1 ? pty.StartAsPid1(command) : pty.Start(command);
        _ = pty.ReadUntil(Prompt);
        StartInForeground(pty, "sleep 1000", "sleep");
        pty.Type(ControlZ);
        _ = pty.ReadUntil("Stopped");
        pty.Type("fg\n");
        WaitForForeground(pty, "sleep");
        pty.Type(ControlC);
        AssertCode(pty, 130);
        pty.Type("exit 5\n");
        Assert.Equal(5, init.WaitForExit());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Control_z_does_not_strand_a_command_that_nobody_could_continue(bool asPid1)
    {
        using Pty pty = Pty.Open();
        string[] command = [Binaries.MiniInit, "--", "sh", "-c", "sleep 1000; echo never"];
        using Running init = asPid1 ? pty.StartAsPid1(command) : pty.Start(command);
        WaitForForeground(pty, "sh");
        Wait.Until(() => Descendant(pty, "sleep") != 0, "its child runs");
        pty.Type(ControlZ);
        pty.Type(ControlC);
        Assert.Equal(130, init.WaitForExit());
    }

    [Fact]
    public void Window_size_reaches_the_command()
    {
        using Pty pty = Pty.Open();
        using Running init = pty.Start(
            Binaries.MiniInit, "--", "bash", "-c", "trap 'stty size' WINCH; echo ready; while :; do read -t 0.1 x; done");
        _ = pty.ReadUntil("ready");
        pty.Resize(41, 97);
        _ = pty.ReadUntil("41 97");
    }

    [Fact]
    public void Hang_up_reaches_the_command_of_a_session_leader()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "told");
        using Pty pty = Pty.Open();
        using Running init = pty.Start(
            Binaries.MiniInit, "--", "bash", "-c", $"trap 'echo hup > {file}; exit 6' HUP; echo ready; while :; do read -t 0.1 x < /dev/null; sleep 0.05; done");
        _ = pty.ReadUntil("ready");
        pty.HangUp();
        Assert.Equal(6, init.WaitForExit());
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Messages_to_a_terminal_that_is_held_do_not_block_us()
    {
        const string controlS = "\x13";
        using Pty pty = Pty.Open();
        using var folder = new TemporaryFolder();
        string output = Path.Combine(folder.Path, "output");
        using Running init = pty.Start(
            "sh", "-c", $"exec {Binaries.MiniInit} -vvv -- {Binaries.TestChild} printer > {output}");
        Wait.Until(() => File.Exists(output) && File.ReadAllText(output).Contains("ready\n", StringComparison.Ordinal), "it runs");
        pty.Type(controlS);
        int pid = Members(pty).Single(p => Name(p) == "miniinit");
        for (int i = 1; i <= 300; i++)
        {
            Proc.Signal(pid, 10);
            Wait.Until(() => File.ReadAllText(output).Split('\n').Count(l => l == "10") == i, $"signal {i} arrived");
        }
    }

    private static Running StartShell(Pty pty)
    {
        Running shell = pty.Start(
            ["bash", "--norc", "--noprofile", "-i"], new Dictionary<string, string> { ["PS1"] = Prompt, ["HISTFILE"] = "" });
        _ = pty.ReadUntil(Prompt);
        return shell;
    }

    private static void StartInForeground(Pty pty, string line, string name)
    {
        pty.Type(line + "\n");
        WaitForForeground(pty, name);
    }

    private static void WaitForForeground(Pty pty, string name) =>
        Wait.Until(() => Name(pty.ForegroundGroup) == name && Proc.Lives(pty.ForegroundGroup), $"{name} is in the foreground");

    private static void AssertCode(Pty pty, int code)
    {
        _ = pty.ReadUntil(Prompt);
        pty.Type("echo code=$((0+$?))\n");
        _ = pty.ReadUntil($"code={code}\r\n");
        _ = pty.ReadUntil(Prompt);
    }

    private static void End(Pty pty, Running shell)
    {
        pty.Type("exit 0\n");
        Assert.Equal(0, shell.WaitForExit());
    }

    private static IEnumerable<int> Members(Pty pty) => Proc.All().Where(p => Proc.Stat(p)?.Session == pty.Session);

    private static int Descendant(Pty pty, string name) => Members(pty).Where(p => Name(p) == name).Append(0).First();

    private static string Name(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
