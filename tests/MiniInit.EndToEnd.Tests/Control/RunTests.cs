using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary><c>miniinitctl run</c>, by root.</summary>
public sealed class RunTests : IDisposable
{
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs);

    /// <summary>miniinitctl does not wait for a socket.</summary>
    public RunTests() => _init.Connect().Dispose();

    [Fact]
    public void A_command_becomes_a_child_of_init_and_its_output_that_of_a_job()
    {
        (int code, string output, _) = Ctl("run", "--", "sh", "-c", "echo hello; exec sleep 1000");

        Assert.Equal(0, code);
        Assert.Matches(@"^run-1 running, process \d+\n$", output);
        int pid = _init.WaitForMain("run-1");
        Assert.Equal(Proc.Mark(_init.WaitForMain("web")).Length, Proc.Mark(pid).Length);
        Assert.NotEqual(Proc.Mark(_init.Pid), Proc.Mark(pid));
        _init.WaitForOutput("run-1 | hello");
        using VarlinkClient client = _init.Connect();
        Assert.Equal("running", client.Ask("Status", "{'job':'run-1'}").Text("statuses.0.instance.state"));
        Assert.Equal(["main"], client.Ask("Status", "{'job':'run-1'}").Rows("statuses.0.processes").Select(one => one.GetProperty("role").GetString()));
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill -TERM $$", 128 + 15)]
    [InlineData("kill -KILL $$", 128 + 9)]
    public void Who_waits_ends_as_the_command_does(string script, int code)
    {
        Assert.Equal(code, Ctl("run", "--wait", "--", "sh", "-c", script).Code);
        AssertGone("run-1");
    }

    [Theory]
    [InlineData("no-such-program", 127, "no-such-program")]
    [InlineData("/etc/passwd", 126, "/etc/passwd")]
    public void What_cannot_be_executed_is_said_and_has_the_code_of_a_shell(string program, int code, string said)
    {
        foreach (string[] options in (string[][])[["run"], ["run", "--wait"]])
        {
            (int got, _, string errors) = Ctl([.. options, "--", program]);
            Assert.Equal(code, got);
            Assert.Contains(said, errors);
        }

        AssertGone("run-1");
        AssertGone("run-2");
    }

    [Fact]
    public void Who_waits_gives_its_descriptors_folder_and_environment()
    {
        string told = _init.Path("told");
        Directory.CreateDirectory(told);
        (int code, string output, string errors) = Running.Run(
            "sh",
            [
            "-c",
            "cd \"$1\" && echo typed | GREETING=hi NOTIFY_SOCKET=/x LISTEN_FDS=3 MINIINIT_FOO=1 MINIINIT_SOCKET=$2 \"$3\" run --wait -- sh -c "
                + "'read line; echo \"$line $GREETING $PWD\"; echo \"${NOTIFY_SOCKET-}${LISTEN_FDS-}${MINIINIT_FOO-}\"; echo trouble >&2'",
            "sh",
            told,
            _init.Socket,
            Binaries.MiniInitCtl,
            ]);

        Assert.Equal((0, $"typed hi {told}\n\n", "trouble\n"), (code, output, errors));
    }

    [Fact]
    public void Without_the_environment_it_has_a_path_and_what_init_says()
    {
        (_, string output, _) = Ctl("run", "--wait", "--no-environment", "--", "env");
        string[] names = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0])];
        Assert.Contains("PATH", names);
        Assert.Contains("MINIINIT_JOB", names);
        Assert.All(names, name => Assert.True(name is "PATH" or "TERM" || name.StartsWith("MINIINIT_") || name.StartsWith("UPSTART_"), name));
    }

    [Fact]
    public void Properties_and_another_user_are_for_root()
    {
        (int code, string output, string errors) = Ctl(
            "run", "--wait", "--run-as", "1:2", "-p", "nice=7", "-p", "umask=027", "-p", "sandbox.no-new-privs=true",
            "--", "sh", "-c", "id -u; id -g; nice; umask; grep NoNewPrivs /proc/self/status");

        Assert.Equal((0, "1\n2\n7\n0027\nNoNewPrivs:\t1\n"), (code, output));
        Assert.Equal("", errors);
    }

    [Theory]
    [InlineData("exec=5", "\"exec\" cannot be set here")]
    [InlineData("nice=50", "from -20 to 19")]
    [InlineData("nice", "write KEY=VALUE")]
    [InlineData("nice=5\nuser=\"1\"", "control character")]
    [InlineData("console=null", "\"console\" cannot be set here")]
    public void A_property_that_is_wrong_is_a_wrong_command_line(string property, string said)
    {
        (int code, _, string errors) = Ctl("run", "--property", property, "--", "true");
        Assert.Equal(2, code);
        Assert.Contains(said, errors);
    }

    [Fact]
    public void A_name_is_that_of_no_other_job()
    {
        Assert.Equal(1, Ctl("run", "--name", "web", "--", "true").Code);
        Assert.Equal(0, Ctl("run", "--name", "build", "--", "sleep", "1000").Code);
        Assert.Equal(1, Ctl("run", "--name", "build", "--", "true").Code);
        Assert.Equal(2, Ctl("run", "--name", "not a name", "--", "true").Code);
        Assert.Equal(0, Ctl("stop", "build").Code);
        Assert.Equal(0, Ctl("run", "--name", "build", "--wait", "--", "true").Code);
    }

    [Fact]
    public void A_reload_leaves_it_alone_and_no_file_takes_its_name()
    {
        Assert.Equal(0, Ctl("run", "--name", "run-x", "--", "sleep", "1000").Code);
        int pid = _init.WaitForMain("run-x");
        _init.Write("conf/jobs/run-x.toml", "exec = [\"sleep\", \"2000\"]\n");
        Assert.Equal(0, Ctl("reload-configuration").Code);
        _init.WaitForLog("what \"run\" started has that name");
        Assert.Equal(0, Ctl("reload-configuration").Code);

        Assert.True(Proc.Lives(pid));
        Assert.Equal(1, Ctl("restart", "run-x").Code);
        Assert.True(Proc.Lives(pid));
        Assert.Equal(0, Ctl("stop", "run-x").Code);
        Assert.Equal(0, Ctl("reload-configuration").Code);
        Assert.NotEqual(0, _init.WaitForMain("run-x"));
    }

    [Fact]
    public void When_who_waits_is_killed_the_command_goes_on()
    {
        using var ctl = Running.Start(Binaries.MiniInitCtl, ["--socket", _init.Socket, "run", "--wait", "--", "sleep", "1000"]);
        int pid = _init.WaitForMain("run-1");
        ctl.Signal(Signals.Kill);
        ctl.WaitForExit();
        _init.AssertAnswers();
        Assert.True(Proc.Lives(pid));
        Assert.Equal(0, Ctl("stop", "run-1").Code);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public void A_signal_to_who_waits_is_for_the_command(int signal)
    {
        using var ctl = Running.Start(
            Binaries.MiniInitCtl,
            ["--socket", _init.Socket, "run", "--wait", "--", "sh", "-c", $"trap 'exit 5' {signal}; echo ready; while :; do sleep 0.05; done"]);
        ctl.WaitForOutput("ready");
        ctl.Signal(signal);
        Assert.Equal(5, ctl.WaitForExit());
    }

    [Fact]
    public void A_shutdown_ends_it_like_any_job()
    {
        using var ctl = Running.Start(Binaries.MiniInitCtl, ["--socket", _init.Socket, "run", "--wait", "--", "sleep", "1000"]);
        _ = _init.WaitForMain("run-1");
        Assert.Equal(0, _init.Stop());
        Assert.NotEqual(0, ctl.WaitForExit());
    }

    public void Dispose() => _init.Dispose();

    private (int Code, string Output, string Errors) Ctl(params string[] arguments) =>
        Running.Run(Binaries.MiniInitCtl, ["--socket", _init.Socket, .. arguments]);

    private void AssertGone(string job)
    {
        using VarlinkClient client = _init.Connect();
        _init.Until(() => client.Call("Status", $"{{'job':'{job}'}}").Error == "NoSuchJob", $"{job} is gone");
    }
}
