using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Tracing;

/// <summary>The command <c>miniinitctl trace</c> as a whole.</summary>
public sealed class TraceTests
{
    [Fact]
    public void Sentences_a_tree_and_a_summary_go_to_standard_error()
    {
        // In a session of its own: ours may be one that cannot be named in our PID namespace.
        (int code, string output, string errors) = RunProgram(
            "setsid", "--wait", Binaries.MiniInitCtl, "trace", "sh", "-c", "(exit 2); echo out");
        Assert.Equal((0, "out\n"), (code, output));
        string[] lines = errors.Split('\n');
        Assert.Matches("^[0-9]+ is the command, in session [0-9]+$", lines[0]);
        Assert.Matches("^[0-9]+ exec'ed /[^ ]+ \\[\"sh\", \"-c\", \"\\(exit 2\\); echo out\"\\]$", lines[1]);
        Assert.Matches("^[0-9]+ sh forked [0-9]+$", lines[2]);
        Assert.Matches("^[0-9]+ sh exited with code 2$", lines[3]);
        Assert.Matches("^[0-9]+ sh exited with code 0$", lines[4]);
        Assert.Equal("", lines[5]);
        Assert.Matches("^[0-9]+ sh: exited with code 0$", lines[6]);
        Assert.Matches("^`-[0-9]+ sh: exited with code 2$", lines[7]);
        Assert.Equal("Nothing outlives it.", lines[10]);
    }

    [Fact]
    public void Options_behind_the_command_are_its_own() =>
        Assert.Equal("--json -o x -- --help\n", Run("-q", "trace", "echo", "--json", "-o", "x", "--", "--help").Output);

    [Fact]
    public void Two_dashes_may_stand_before_the_command() =>
        Assert.Equal("-n\n", Run("trace", "--for", "1s", "-q", "--", "printf", "%s\n", "-n").Output);

    [Fact]
    public void Without_a_command_there_is_nothing_to_run() => Assert.Equal(
        (2, "", "miniinitctl: a command to run is missing\nTry `miniinitctl trace --help' for more information.\n"), Run("trace"));

    [Fact]
    public void A_program_that_is_not_there_is_127() => Assert.Equal(
        (127, "", "miniinitctl: cannot run \"no-such-program\": not found in PATH\n"), Run("-q", "trace", "no-such-program"));

    [Fact]
    public void A_file_that_is_no_program_is_126()
    {
        (int code, _, string errors) = Run("-q", "trace", "/etc/passwd");
        Assert.Equal(
            (126, "miniinitctl: cannot run \"/etc/passwd\": permission denied, or not an executable file\n"), (code, errors));
    }

    [Fact]
    public void A_file_that_cannot_be_written_runs_nothing()
    {
        using var folder = new TemporaryFolder();
        (int code, string output, string errors) = Run("trace", "-o", $"{folder.Path}/none/x", "echo", "ran");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"miniinitctl: cannot write {folder.Path}/none/x: no such file or directory\n", errors);
    }

    [Fact]
    public void Bytes_that_are_no_text_reach_the_command() => Assert.Equal(
        " ff 3d fe\n",
        Running.Run(
            "sh",
            [
                "-c",
                "X=$(printf '\\376') \"$0\" trace -o /dev/null sh -c 'printf %s \"$1=$X\"' x \"$(printf '\\377')\" | od -An -tx1",
                Binaries.MiniInitCtl,
            ]).Output);

    [Fact]
    public void A_script_without_a_first_line_is_run_by_a_shell()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Executable("script", "echo \"$0\" \"$1\"; exit 8\n");
        (int code, string output, _) = Run("-q", "trace", script, "a b");
        Assert.Equal((8, $"{script} a b\n"), (code, output));
    }

    [Fact]
    public void A_static_program_is_traced_like_any_other()
    {
        Needs.Program("busybox");
        using var traced = new Traced("busybox", "sh", "-c", "(exit 3); exit 4");
        _ = Assert.Single(traced.ToEnd(4).Of("fork"));
    }

    [Fact]
    public void Who_becomes_another_user_is_told()
    {
        Needs.Root();
        using var traced = new Traced(Traced.Python, "-c", "import os; os.setgid(12345); os.setuid(12345)");
        Assert.Equal(12345, Assert.Single(traced.ToEnd(0).Of("user")).GetProperty("user").GetInt32());
    }

    [Fact]
    public void Where_tracing_is_forbidden_it_is_said_and_nothing_is_run()
    {
        Needs.PythonModule("ctypes");

        string[] all = [.. Traced.Filtered(0, 1), Binaries.MiniInitCtl, "trace", "echo", "ran"];
        (int code, string output, string errors) = Running.Run(all[0], all[1..]);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("miniinitctl: cannot trace: operation not permitted (", errors, StringComparison.Ordinal);
        Assert.Contains("--cap-add SYS_PTRACE", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_kernel_does_not_tell_of_calls_the_registers_do()
    {
        Needs.PythonModule("ctypes");

        // PTRACE_GET_SYSCALL_INFO, and EIO as before Linux 5.3.
        using var traced = new Traced(
            Traced.Filtered(0x420E, 5), ["sh", "-c", "(exec setsid sh -c 'exec 2>/dev/null; exit 3'); exec sh -c 'exit 4'"]);
        traced.ToEnd(4);
        _ = Assert.Single(traced.Of("session"));
        Assert.Contains(traced.Of("redirect"), one => one.GetProperty("descriptor").GetInt32() == 2
            && one.GetProperty("target").GetString() == "/dev/null");
    }

    [Fact]
    public void When_we_are_killed_the_command_goes_on()
    {
        using var traced = new Traced("sleep", "1000");
        _ = traced.WaitFor("exec");
        int command = traced.Command;
        traced.Running.Signal(9);
        _ = traced.Running.WaitForExit();
        Wait.Until(() => Proc.StatusLine($"/proc/{command}/status", "TracerPid") == "0", "it is not traced any more");
        Assert.Equal('S', Proc.Stat(command)!.Value.State);
    }

    [Fact]
    public void The_story_of_tmux_is_that_of_a_daemon()
    {
        Needs.Program("tmux");
        using var folder = new TemporaryFolder();
        string socket = $"{folder.Path}/s";
        try
        {
            using var traced = new Traced("tmux", "-f", "/dev/null", "-S", socket, "new-session", "-d", "sleep 1000");
            _ = traced.WaitFor("exec", one => one.GetProperty("name").GetString() == "sleep");
            traced.StopFollowing(0);
            Assert.Equal("daemon", traced.Summary.GetProperty("ready").GetString());
            Assert.Equal(
                "tmux: server",
                traced.Summary.GetProperty("survivors").EnumerateArray().First().GetProperty("name").GetString());
        }
        finally
        {
            _ = Running.Run("tmux", ["-S", socket, "kill-server"]);
        }
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments) =>
        RunProgram(Binaries.MiniInitCtl, arguments);

    private static (int Code, string Output, string Errors) RunProgram(string program, params string[] arguments) =>
        Running.Run(program, arguments, new System.Collections.Generic.Dictionary<string, string> { ["LC_ALL"] = "C" });
}
