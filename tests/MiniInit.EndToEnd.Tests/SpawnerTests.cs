using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

/// <summary>Each setting of a SpawnRequest, by a native program that starts another and tells what came of it.</summary>
public sealed class SpawnerTests
{
    // Fields of /proc/PID/stat by their numbers in proc_pid_stat(5); sh's own name has no spaces.
    private const string OwnStat = "read -r line < /proc/$$/stat; set -- $line; echo $1 $5 $6 $8";

    [Theory]
    [InlineData("exit 0", "exit 0")]
    [InlineData("exit 42", "exit 42")]
    [InlineData("kill -TERM $$", "signal 15")]
    [InlineData("kill -40 $$", "signal 40")]
    public void A_start_and_its_end_are_told(string script, string end)
    {
        Spawned spawned = Spawned.Run([], "sh", "-c", script);
        Assert.Equal(("started", end), (spawned.Outcome, spawned.End));
    }

    [Theory]
    [InlineData("--directory=/usr/bin", "pwd", "/usr/bin")]
    [InlineData("--directory=/usr/../etc", "pwd -P", "/etc")]
    [InlineData("--umask=027", "umask", "0027")]
    [InlineData("--umask=0", "umask", "0000")]
    [InlineData("--env=A=first,B=x=y", "echo $A $B", "first x=y")]
    [InlineData("--program=/bin/sh", "echo $0", "sh")]
    [InlineData("--pidfd", "", "pidfd")]
    public void A_setting_reaches_the_program(string option, string script, string line) =>
        Assert.Equal([line], Spawned.Run([option], "sh", "-c", script).Lines);

    [Fact]
    public void The_environment_is_the_whole_environment() =>
        Assert.Equal(["B=2", "A=1", "C="], Spawned.Run(["--env=B=2,A=1,C="], "env").Lines);

    [Fact]
    public void The_first_argument_is_the_programs_name_whatever_it_is() =>
        Assert.Equal(["its name"], Spawned.Run(["--program=/bin/sh"], "its name", "-c", "echo \"$0\"").Lines);

    [Theory]
    [InlineData("", false, false)]
    [InlineData("--group", true, false)]
    [InlineData("--session", true, true)]
    public void The_program_leads_a_group_or_a_session(string option, bool group, bool session)
    {
        string[] ids = Stat(Spawned.Run([option], "sh", "-c", OwnStat));
        Assert.Equal((group, session), (ids[1] == ids[0], ids[2] == ids[0]));
    }

    [Theory]
    [InlineData("", "0000000000000000", "0000000000000000")]
    [InlineData("--blocked=10,15", "0000000000004200", "0000000000000000")]
    [InlineData("--ignored=1,13", "0000000000000000", "0000000000001001")]
    [InlineData("--blocked=32,33,34,64", "8000000380000000", "0000000000000000")]
    [InlineData("--ignored=8,11,32,33,34,64", "0000000000000000", "8000000380000480")]
    [InlineData("--blocked=9,19", "0000000000000000", "0000000000000000")] // KILL and STOP never are
    public void Mask_and_ignored_signals_are_as_asked_and_sigpipe_is_not_the_runtimes(
        string option, string blocked, string ignored)
    {
        IReadOnlyList<string> status = Spawned.Run([option], "cat", "/proc/self/status").Lines;
        Assert.Contains($"SigBlk:\t{blocked}", status);
        Assert.Contains($"SigIgn:\t{ignored}", status);
        Assert.Contains("SigCgt:\t0000000000000000", status);
        Assert.Contains("SigPnd:\t0000000000000000", status);
    }

    [Theory]
    [InlineData("1234,5678", "")]
    [InlineData("1234,5678,10", "10")]
    [InlineData("1234,5678,20,10,4294967294", "10 20 4294967294")]
    public void The_identity_is_taken_on_with_its_groups_only(string identity, string groups)
    {
        Needs.Root();
        IReadOnlyList<string> status = Spawned.Run([$"--identity={identity}"], "cat", "/proc/self/status").Lines;
        Assert.Contains("Uid:\t1234\t1234\t1234\t1234", status);
        Assert.Contains("Gid:\t5678\t5678\t5678\t5678", status);
        Assert.Equal($"Groups:\t{groups}", status.Single(l => l.StartsWith("Groups:", StringComparison.Ordinal)).TrimEnd(' '));
        Assert.Contains("CapEff:\t0000000000000000", status);
    }

    [Theory]
    [InlineData("", "/")]
    [InlineData("--directory=/bin", "/bin")]
    public void The_root_is_changed_and_the_working_directory_is_inside(string option, string directory)
    {
        Needs.Root();
        Needs.Program("busybox");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "bin"));
        File.Copy(Needs.Find("busybox")!, Path.Combine(folder.Path, "bin", "busybox"));
        Spawned spawned = Spawned.Run([$"--root={folder.Path}", option], "busybox", "sh", "-c", "pwd; busybox ls /");
        Assert.Equal([directory, "bin"], spawned.Lines);
    }

    [Fact]
    public void Descriptors_are_put_in_place_and_no_other_is_passed_on()
    {
        using var folder = new TemporaryFolder();
        string three = Path.Combine(folder.Path, "three");
        string eight = Path.Combine(folder.Path, "eight");
        string script = "echo in three >&13; echo in eight >&18; ls -l /proc/self/fd | grep -c " + folder.Path;
        Spawned spawned = Spawned.Run([$"--descriptors=13:{three},18:{eight}"], "bash", "-c", script);
        Assert.Equal(("started", "2"), (spawned.Outcome, Assert.Single(spawned.Lines)));
        Assert.Equal(("in three\n", "in eight\n"), (File.ReadAllText(three), File.ReadAllText(eight)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_descriptor_on_the_number_of_our_own_pipe_does_not_hide_a_failure(int target)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        for (int i = 0; i < 20; i++)
        {
            Spawned spawned = Spawned.Run([$"--descriptors={target}:{file}", "--directory=/no/where"], "true");
            Assert.Equal("failure WorkingDirectory ENOENT", spawned.Outcome);
        }
    }

    [Theory]
    [InlineData("--pid-variable=LISTEN_PID", "--env=LISTEN_PID=1,B=2")]
    [InlineData("--pid-variable=LISTEN_PID", "--env=B=2")]
    public void A_variable_becomes_the_programs_own_pid(params string[] options)
    {
        string[] line = Assert.Single(Spawned.Run(options, "sh", "-c", "echo $LISTEN_PID $$ $B").Lines).Split(' ');
        Assert.Equal((line[0], "2"), (line[1], line[2]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--identity=1234,1234")] // setuid clears the setting: it has to come after
    [InlineData("--identity=1234,1234 --ambient=10 --no-new-privs")]
    public void The_program_is_told_when_its_parent_dies(string identity)
    {
        Needs.Root();
        using var parent = Running.Start(
            Binaries.TestChild,
            ["spawn", "--parent-death=15", .. identity.Split(' '), "--", "sh", "-c", "echo pid=$$; exec sleep 1000"]);
        parent.WaitForOutput("pid=");
        int child = int.Parse(parent.Output.Split("pid=")[1].Split('\n')[0]);
        try
        {
            Assert.True(Proc.Lives(child));
            parent.Signal(9);
            Wait.Until(() => !Proc.Lives(child), "the child has got the signal");
        }
        finally
        {
            Proc.Signal(child, 9);
        }
    }

    [Fact]
    public void A_free_terminal_becomes_the_sessions()
    {
        using var terminal = new PseudoTerminal();
        string[] ids = Stat(Spawned.RunUnder(
            ["sh", "-c", $"exec \"$@\" < {terminal.Path}", "sh"],
            ["--session", "--terminal=0", "--terminal-required"], "sh", "-c", OwnStat));
        Assert.Equal(ids[0], ids[3]);
    }

    [Theory]
    [InlineData("--group --terminal=0", true)]
    [InlineData("--group", false)]
    public void A_new_group_can_be_put_into_the_foreground(string options, bool foreground)
    {
        Needs.Program("script");
        string command = $"{Binaries.TestChild} spawn {options} -- sh -c '{OwnStat}'";
        (_, string output, _) = Running.Run("script", ["-qec", command, "/dev/null"]);
        string[] ids = Stat(Spawned.Parse(output));
        Assert.Equal((true, foreground), (ids[1] == ids[0], ids[3] == ids[0]));
    }

    [Fact]
    public void A_terminal_of_another_session_is_not_taken_and_only_required_it_is_a_failure()
    {
        Needs.Program("script");
        string command = $"{Binaries.TestChild} spawn --session --terminal=0 OPTION -- true";
        (string, string)[] cases = [("", "started"), ("--terminal-required", "failure Terminal EPERM")];
        foreach ((string option, string outcome) in cases)
        {
            string line = command.Replace("OPTION", option, StringComparison.Ordinal);
            Assert.Equal(outcome, Spawned.Parse(Running.Run("script", ["-qec", line, "/dev/null"]).Output).Outcome);
        }
    }

    [Theory]
    [InlineData("--directory=/no/where", "failure WorkingDirectory ENOENT")]
    [InlineData("--directory=/etc/passwd", "failure WorkingDirectory ENOTDIR")]
    [InlineData("--root=/no/where", "failure Root ENOENT")]
    [InlineData("--descriptors=2000000:/dev/null", "failure Descriptors EBADF 2000000")]
    [InlineData("--session --terminal=0 --terminal-required", "failure Terminal ENOTTY")]
    [InlineData("--session --terminal=0", "started")]
    [InlineData("--group --terminal=0", "started")]
    [InlineData("--parent-death=65", "failure ParentDeath EINVAL")]
    [InlineData("--program=/no/such", "failure Exec ENOENT")]
    [InlineData("--program=/etc", "failure Exec EACCES")]
    [InlineData("--program=/etc/passwd", "failure Exec EACCES")]
    public void Each_failure_is_told_with_its_stage(string options, string outcome)
    {
        Spawned spawned = Spawned.Run(options.Split(' '), "true");
        Assert.Equal((outcome, outcome == "started" ? "exit 0" : "exit 127"), (spawned.Outcome, spawned.End));
    }

    [Theory]
    [InlineData("-setgid", "--identity=1234,1234", "failure SupplementaryGroups EPERM")]
    [InlineData("-setuid", "--identity=1234,1234", "failure UserId EPERM")]
    [InlineData("-sys_chroot", "--root=/", "failure Root EPERM")]
    public void A_lacking_capability_is_told_with_its_stage(string capabilities, string option, string outcome)
    {
        Needs.Root();
        Needs.Program("setpriv");
        Assert.Equal(outcome, Spawned.RunUnder(["setpriv", $"--bounding-set={capabilities}"], [option], "true").Outcome);
    }

    [Fact]
    public void Without_descriptors_for_the_pipe_there_is_no_child()
    {
        Needs.Program("prlimit");
        Spawned spawned = Spawned.RunUnder(["prlimit", "--nofile=4"], [], "true");
        Assert.Equal(("failure Clone EMFILE", ""), (spawned.Outcome, spawned.End));
    }

    [Fact]
    public void A_thousand_starts_leave_no_descriptor_and_no_mapping()
    {
        (int code, string output, string errors) = Running.Run(Binaries.TestChild, ["respawn", "1000"]);
        Assert.Equal((0, ""), (code, errors));
        string[] lines = output.Split('\n');
        Assert.Equal(lines[0].Replace("early", "late", StringComparison.Ordinal), lines[1]);
    }

    private static string[] Stat(Spawned spawned)
    {
        Assert.Equal("started", spawned.Outcome);
        return Assert.Single(spawned.Lines).Split(' ');
    }
}
