using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>import-environment</c>.</summary>
public sealed class ImportTests
{
    [Fact]
    public void Named_variables_are_imported_into_the_table_of_all_jobs()
    {
        using SessionPlace place = new();
        FakeInit init = place.Add(20);
        Dictionary<string, string> environment = new(place.Environment) { ["A"] = "1", ["B"] = "x=y z", ["C"] = "", ["MINIINIT_JOB"] = "web" };
        Assert.Equal(
            new Tool(0, "", "miniinitctl: NONE is not set here, and is left as it is\n"),
            Tool.Run(environment, "--session", "20", "import-environment", "B", "NONE", "C"));
        ControlCall.SetEnvironment set = Assert.IsType<ControlCall.SetEnvironment>(Assert.Single(init.Calls));
        Assert.Equal(["B=x=y z", "C="], set.Environment);
        Assert.Equal((null, false), (set.Of, set.Retains));
    }

    [Fact]
    public void Without_names_all_are_but_those_of_the_shell_and_of_the_job()
    {
        using SessionPlace place = new();
        FakeInit init = place.Add(20);
        Dictionary<string, string> environment = place.Environment;
        foreach (string name in (string[])
            [
                "_", "SHLVL", "PWD", "OLDPWD", "MINIINIT_JOB", "MINIINIT_X", "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "WATCHDOG_USEC",
                "BASH_FUNC_f%%", "1X", "UPSTART_JOB", "DISPLAY", "Z_9", "PATH",
            ])
        {
            environment[name] = "v";
        }

        environment["BAD"] = "a\uFFFDb";
        Tool tool = Tool.Run(environment, "--session", "20", "import-environment");
        Assert.Equal((0, "miniinitctl: BAD is left as it is: it is not UTF-8\n"), (tool.ExitCode, tool.Error));
        Assert.Equal(
            ["DISPLAY=v", "PATH=v", $"XDG_RUNTIME_DIR={place.Runtime}", "Z_9=v"],
            Assert.IsType<ControlCall.SetEnvironment>(Assert.Single(init.Calls)).Environment);
    }

    [Fact]
    public void A_large_environment_comes_in_pieces()
    {
        using SessionPlace place = new();
        FakeInit init = place.Add(20);
        Dictionary<string, string> environment = place.Environment;
        for (int i = 0; i < 300; i++)
        {
            environment[$"V{i}"] = new string((char)1, 200); // six bytes each, as JSON
        }

        environment["HUGE"] = new string('x', 20_000);
        Tool tool = Tool.Run(environment, "--session", "20", "import-environment");
        Assert.Equal((0, "miniinitctl: HUGE is left as it is: it is too long\n"), (tool.ExitCode, tool.Error));
        Assert.Equal(301, init.Calls.Sum(call => ((ControlCall.SetEnvironment)call).Environment.Count));
        Assert.All(init.Calls, call => Assert.InRange(((ControlCall.SetEnvironment)call).Environment.Count, 1, 128));
    }

    [Fact]
    public void The_systems_init_gets_nothing_unless_it_is_meant()
    {
        using FakeInit init = new((call, caller) => caller.Reply(
            call is ControlCall.GetVersion ? new ControlReply.Version("0.1.0", 1, "system", 0) : new ControlReply.Done()));
        foreach (string[] options in (string[][])[[], ["--socket", init.Path]])
        {
            Tool refused = init.Run([.. options, "import-environment", "MINIINIT_SOCKET"]);
            Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
            Assert.StartsWith(
                "miniinitctl: cannot import the environment: this is no session's init, and all its jobs would get what is yours; ",
                refused.Error,
                StringComparison.Ordinal);
        }

        Assert.All(init.Calls, call => Assert.IsType<ControlCall.GetVersion>(call));
        Assert.Equal(new Tool(0, "", ""), init.Run(("A", "1"), "--system", "import-environment", "A"));
        Assert.IsType<ControlCall.SetEnvironment>(init.Calls[^1]);
    }

    [Fact]
    public void A_sockets_init_that_is_a_sessions_gets_it()
    {
        using SessionPlace place = new();
        FakeInit init = place.Add(20);
        Assert.Equal(new Tool(0, "", ""), place.Run("--socket", init.Path, "import-environment", "XDG_RUNTIME_DIR"));
        Assert.IsType<ControlCall.SetEnvironment>(init.Calls[^1]);
    }

    [Theory]
    [InlineData(1, "NONE is not set here, and is left as it is", "NONE")]
    [InlineData(2, "cannot import \"A=1\": it is no variable's name; set-env sets NAME=value", "A=1")]
    public void What_cannot_be_imported_is_an_error(int code, string problem, string name)
    {
        using SessionPlace place = new();
        FakeInit init = place.Add(20);
        Tool tool = place.Run("--session", "20", "import-environment", name);
        Assert.Equal(code, tool.ExitCode);
        Assert.StartsWith($"miniinitctl: {problem}\n", tool.Error, StringComparison.Ordinal);
        Assert.Empty(init.Calls);
    }

    [Fact]
    public void Names_are_completed() => Assert.Equal(
        new Tool(0, "DISPLAY\n", ""),
        Tool.Run(new Dictionary<string, string> { ["DISPLAY"] = ":0", ["DIRT%%"] = "", ["X"] = "" }, "complete", "2", "miniinitctl", "import-environment", "DI"));
}
