using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>catatonit has no tests of its own; these follow its documented behaviour.</summary>
public sealed class CatatonitTests : IDisposable
{
    private const string Usage = "usage: catatonit [-ghLPV] [--] <progname> [<arguments>...]\n";

    private readonly Named _catatonit = new("catatonit");

    [Theory]
    [InlineData("-V")]
    [InlineData("--version")]
    public void Version_is_one_that_docker_and_podman_recognise(string option)
    {
        (int code, string output, string errors) = _catatonit.Run(option);
        Assert.Equal(0, code);
        Assert.StartsWith("tini version 0.1.7_catatonit", output);
        Assert.Equal("", errors);
    }

    [Fact]
    public void Help_is_on_standard_error()
    {
        (int code, string output, string errors) = _catatonit.Run("-h");
        Assert.Equal((0, ""), (code, output));
        Assert.StartsWith(Usage, errors);
        foreach (string option in (string[])["-g", "-h", "-L", "-P", "-V, --version"])
        {
            Assert.Contains($"\n  {option} ", errors);
        }
    }

    [Fact]
    public void License_is_the_file()
    {
        (int code, string output, _) = _catatonit.Run("-L");
        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(Path.Combine(Binaries.Repository, "LICENSE")), output);
    }

    [Fact]
    public void Missing_program_is_an_error_with_usage()
    {
        (int code, string output, string errors) = _catatonit.Run();
        Assert.Equal((1, ""), (code, output));
        Assert.Matches(@"^ERROR \(catatonit:\d+\): missing program name\n", errors);
        Assert.EndsWith("\n" + Usage, errors);
    }

    [Fact]
    public void Wrong_option_is_an_error_with_usage()
    {
        (int code, string output, string errors) = _catatonit.Run("-z", "true");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"{_catatonit.Path}: invalid option -- 'z'\n{Usage}", errors);
    }

    [Theory]
    [InlineData("no-such-program", "No such file or directory")]
    [InlineData("/etc", "Permission denied")]
    public void Program_that_cannot_run_is_1(string program, string reason)
    {
        (int code, string output, string errors) = _catatonit.Run("--", program);
        Assert.Equal((1, ""), (code, output));
        Assert.EndsWith($"): failed to exec pid1: {reason}\n", errors);
    }

    [Theory]
    [InlineData("exit 42", 42)]
    [InlineData("kill -9 $$", 137)]
    public void Exit_code_is_the_commands(string script, int expected)
    {
        Assert.Equal((expected, "", ""), _catatonit.Run("--", "sh", "-c", script));
        Assert.Equal((expected, "", ""), _catatonit.Run("sh", "-c", script));
    }

    [Fact]
    public void Debug_variable_makes_it_talk()
    {
        (int code, string output, string errors) = _catatonit.Run(["CATATONIT_DEBUG="], ["true"]);
        Assert.Equal((0, ""), (code, output));
        Assert.Matches(@"^DEBUG \(catatonit:\d+\): pid1 \((\d+)\) spawned: true\n", errors);
        Assert.Contains("exited with code 0\n", errors);
    }

    [Fact]
    public void Log_variable_is_reserved()
    {
        (int code, string output, string errors) = _catatonit.Run(["CATATONIT_LOG=x"], ["true"]);
        Assert.Equal((1, ""), (code, output));
        Assert.EndsWith("): CATATONIT_LOG is reserved for future use\n", errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Signals_go_to_the_command_or_with_g_to_its_group(bool group)
    {
        const string Script = "sleep 1000 & trap 'kill $!; wait $!; echo child $?; exit 3' USR1; echo ready; wait";
        using Running catatonit = _catatonit.Start([.. group ? (string[])["-g"] : [], "--", "sh", "-c", Script]);
        catatonit.WaitForOutput("ready\n");
        catatonit.Signal(10);
        Assert.Equal(3, catatonit.WaitForExit());
        Assert.Equal($"ready\nchild {(group ? 138 : 143)}\n", catatonit.Output);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(2)]
    public void Pause_reaps_and_ends_with_0_on_term_and_int(int signal)
    {
        const string Script = "sleep 1000 & sleep 1000 & exec \"$0\" -P";
        using Running catatonit = Running.StartAsPid1("sh", ["-c", Script, _catatonit.Path]);
        int init = catatonit.Pid;
        Wait.Until(() => IsPausing(init) && Proc.Children(init).Count == 2, "it pauses with two children");
        foreach (int child in Proc.Children(init))
        {
            Proc.Signal(child, 9);
        }

        Wait.Until(() => Proc.Children(init).Count == 0, "the children are reaped");
        catatonit.Signal(10);
        catatonit.Signal(1);
        catatonit.Signal(signal);
        Assert.Equal(0, catatonit.WaitForExit());
        Assert.Equal(("", ""), (catatonit.Output, catatonit.Errors));
    }

    [Fact]
    public void Pause_works_without_being_pid_1()
    {
        const ulong Terminate = 1UL << 14;
        using Running catatonit = _catatonit.Start("-P");
        string status = $"/proc/{catatonit.Pid}/status";
        Wait.Until(() => (Proc.SignalSet(status, "SigBlk") & Terminate) != 0, "it has taken over its signals");
        catatonit.Signal(15);
        Assert.Equal(0, catatonit.WaitForExit());
    }

    [Fact]
    public void Orphans_are_always_its_own()
    {
        const string Script = "sh -c 'sleep 1000 & echo orphan' </dev/null >&2; echo made; read line";
        using Running catatonit = _catatonit.Start("--", "sh", "-c", Script);
        catatonit.WaitForOutput("made\n");
        int orphan = 0;
        Wait.Until(
            () => (orphan = Proc.Children(catatonit.Pid).FirstOrDefault(pid => Proc.CommandLine(pid).StartsWith("sleep "))) != 0,
            "the orphan is its child, and has become sleep");
        Proc.Signal(orphan, 9);
        Wait.Until(() => Proc.Children(catatonit.Pid).Count == 1, "the orphan is reaped");
        catatonit.Type("");
        Assert.Equal(0, catatonit.WaitForExit());
    }

    [Fact]
    public void Listen_pid_that_names_it_names_the_command()
    {
        // Two shells, because LISTEN_PID must be the pid that catatonit will have.
        const string Activate = "LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" -- sh -c 'echo $$ $LISTEN_PID $LISTEN_FDS'";
        (int code, string output, _) = Running.Run("sh", ["-c", Activate, _catatonit.Path]);
        Assert.Equal(0, code);
        string[] words = output.Trim().Split(' ');
        Assert.Equal(words[0], words[1]);
        Assert.Equal("1", words[2]);
    }

    [Fact]
    public void Listen_pid_of_another_process_stays()
    {
        (_, string output, _) = _catatonit.Run(["LISTEN_PID=1"], ["sh", "-c", "echo $LISTEN_PID"]);
        Assert.Equal("1\n", output);
    }

    [Fact]
    public void Inherited_descriptors_are_the_commands_alone_and_the_directory_too()
    {
        const string Open = "cd \"$1\" && exec 7>held && exec \"$0\" -- sh -c 'pwd; echo kept >&7; read line'";
        string here = new DirectoryInfo(_catatonit.Folder.Path).FullName;
        using Running catatonit = Running.Start("sh", ["-c", Open, _catatonit.Path, here]);
        catatonit.WaitForOutput($"{here}\n");
        string held = Path.Combine(here, "held");
        Wait.Until(() => File.ReadAllText(held) == "kept\n", "the command has written to its descriptor");
        Wait.Until(() => Target($"/proc/{catatonit.Pid}/cwd") == "/", "init is in /");
        Wait.Until(
            () => !Directory.GetFileSystemEntries($"/proc/{catatonit.Pid}/fd").Any(fd => Target(fd) == held),
            "init has closed what it inherited");
        catatonit.Type("");
        Assert.Equal(0, catatonit.WaitForExit());
    }

    public void Dispose() => _catatonit.Dispose();

    private static bool IsPausing(int pid) => Proc.CommandLine(pid).EndsWith(" -P ", StringComparison.Ordinal);

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
