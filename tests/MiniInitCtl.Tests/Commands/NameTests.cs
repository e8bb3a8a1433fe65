using System;
using System.Collections.Generic;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary>The tool by its other names.</summary>
public sealed class NameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("start", "db", "db start/running, process 4321\n")]
    [InlineData("stop", "web", "web stop/waiting\n")]
    [InlineData("restart", "web", "web start/running, process 4321\n")]
    [InlineData("status", "web", "web start/running, process 12\n")]
    [InlineData("reload", "web", "")]
    public void A_link_with_the_name_of_a_command_is_that_command(string name, string job, string output)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, output, ""), As(name, init, job));
        Assert.Equal(new Tool(4, "", $"{name}: cannot {(name == "status" ? "show" : name)} nope: there is no job of that name; did you mean \"web\"?\n"), As(name, init, "nope"));
        Assert.StartsWith($"{name}: there is no option \"--nope\"\nTry `{name} --help'", As(name, init, "--nope").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Job is already running: web", "start", "web")]
    [InlineData("Unknown job: nope", "start", "nope")]
    [InlineData("Unknown job: nope", "status", "nope")]
    [InlineData("Unknown instance: ", "stop", "db")]
    [InlineData("Unknown instance: ", "restart", "db")]
    public void Initctl_answers_to_the_letter_and_knows_one_code(string text, params string[] arguments)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(1, "", $"initctl: {text}\n"), As("initctl", init, arguments));
        Assert.Equal(new Tool(1, "", $"initctl: {text}\n"), init.Run(["--compat", .. arguments]));
    }

    [Theory]
    [InlineData("missing command")]
    [InlineData("invalid command: fly", "fly")]
    [InlineData("invalid option: --fly", "--fly")]
    [InlineData("invalid option: --fly", "start", "--fly", "web")]
    [InlineData("missing argument: --socket", "list", "--socket")]
    [InlineData("missing job name", "start")]
    [InlineData("missing job name", "stop", "-n")]
    [InlineData("missing event name", "emit")]
    public void Initctls_words_for_a_wrong_command_line_are_kept(string text, params string[] arguments) => Assert.Equal(
        new Tool(1, "", $"initctl: {text}\nTry `initctl --help' for more information.\n"),
        Tool.RunAs(_folder.Link("initctl", Binaries.MiniInitCtl), new Dictionary<string, string>(), arguments));

    [Fact]
    public void Initctl_takes_one_job_and_no_patterns()
    {
        using FakeInit init = FakeInit.That(new ControlError.InvalidParameter("environment", "\"db\" is no variable"));
        Assert.Equal(new Tool(1, "", "initctl: Env must be KEY=VALUE pairs\n"), As("initctl", init, "start", "w*b", "db"));
        ControlCall.Start start = Assert.IsType<ControlCall.Start>(Assert.Single(init.Calls));
        Assert.Equal("w*b", start.Target.Job);
        Assert.Equal(["db"], start.Target.Environment);
    }

    [Fact]
    public void Initctls_waiting_ends_well_when_another_request_comes_in_between()
    {
        using FakeInit init = new((call, caller) =>
        {
            if (call is ControlCall.Start)
            {
                caller.Refuse(new ControlError.Overtaken("web", ""));
            }
            else
            {
                caller.Reply(new ControlReply.Statuses([new StatusInfo(new InstanceInfo("web", "", "stop", "killed", 5, null, IsReady: false), "exec", 0)]));
            }
        });
        Assert.Equal(new Tool(0, "web stop/killed, process 5\n", ""), As("initctl", init, "start", "web"));
        Assert.Equal(1, init.Run("start", "web").ExitCode);
    }

    [Fact]
    public void Initctl_tells_a_job_that_is_stopping_from_one_that_is_down()
    {
        using FakeInit init = new((call, caller) =>
        {
            if (call is ControlCall.Status)
            {
                caller.Reply(new ControlReply.Statuses([new StatusInfo(new InstanceInfo("web", "", "stop", "killed", 5, null, IsReady: false), "exec", 0)]));
            }
            else
            {
                caller.Refuse(new ControlError.NotRunning("web", ""));
            }
        });
        Assert.Equal(new Tool(1, "", "initctl: Job has already been stopped: web\n"), As("initctl", init, "stop", "web"));
        Assert.Equal(new Tool(1, "", "initctl: Job is not running: web\n"), As("initctl", init, "reload", "web"));
    }

    [Fact]
    public void Initctl_cannot_reach_Upstart()
    {
        Dictionary<string, string> nowhere = new() { ["MINIINIT_SOCKET"] = "/nowhere/control" };
        Assert.Equal(
            new Tool(1, "", "initctl: Unable to connect to Upstart: Failed to connect to socket /nowhere/control: No such file or directory\n"),
            Tool.RunAs(_folder.Link("initctl", Binaries.MiniInitCtl), nowhere, "list"));
    }

    [Theory]
    [InlineData(1, "foo\n  start on: unknown job grape\nbar\n  stop on: unknown event peach\n")]
    [InlineData(1, "bar\n  stop on: unknown event peach\n", "bar")]
    [InlineData(0, "", "-i", "peach", "bar")]
    [InlineData(1, "baz\n  start on: unknown event plum\n", "--warn", "-i", "peach", "baz")]
    [InlineData(0, "", "baz")]
    public void Initctl_checks_the_conditions_of_the_init_that_runs(int code, string output, params string[] arguments)
    {
        using FakeInit init = FakeInit.That(new ControlReply.Configurations(
        [
            new ConfigurationInfo("foo", "service") { StartOn = "started grape" },
            new ConfigurationInfo("bar", "service") { StartOn = "startup and started foo", StopOn = "peach" },
            new ConfigurationInfo("baz", "service") { StartOn = "plum or stopped $OTHER", Emits = ["me*"], StopOn = "melon" },
        ]));
        Assert.Equal(new Tool(code, output, ""), As("initctl", init, ["check-config", .. arguments]));
        Assert.Equal(new Tool(1, "", "initctl: Invalid job class: kiwi\n"), As("initctl", init, "check-config", "kiwi"));
    }

    [Theory]
    [InlineData("shutdown", null)]
    [InlineData("shutdown", null, "now")]
    [InlineData("shutdown", "power_off", "-h", "now", "bye")]
    [InlineData("shutdown", "power_off", "-P", "+0")]
    [InlineData("shutdown", "reboot", "-r", "now")]
    [InlineData("halt", null)]
    [InlineData("halt", "power_off", "-p")]
    [InlineData("poweroff", "power_off", "-f")]
    [InlineData("reboot", "reboot", "-d", "-f", "-i")]
    [InlineData("telinit", "power_off", "0")]
    [InlineData("telinit", "reboot", "6")]
    public void The_old_names_of_shutting_down_do_that(string name, string? action, params string[] arguments)
    {
        using FakeInit init = FakeInit.With();
        Assert.Equal(new Tool(0, "", ""), As(name, init, arguments));
        Assert.Equal(new ControlCall.Shutdown(null, action), Assert.Single(init.Calls));
    }

    [Theory]
    [InlineData("shutdown", "cannot wait until \"12:30\": it begins at once; write \"now\"", "-r", "12:30")]
    [InlineData("shutdown", "there is no option \"-c\" here", "-c")]
    [InlineData("halt", "cannot wait until \"x\": it begins at once; write \"now\"", "x")]
    [InlineData("telinit", "illegal runlevel: \"9\"", "9")]
    [InlineData("telinit", "missing runlevel")]
    public void What_they_cannot_do_they_refuse(string name, string problem, params string[] arguments)
    {
        using FakeInit init = FakeInit.With();
        Assert.Equal(new Tool(2, "", $"{name}: {problem}\nTry `{name} --help' for more information.\n"), As(name, init, arguments));
        Assert.Empty(init.Calls);
    }

    [Fact]
    public void A_run_level_is_an_event()
    {
        using FakeInit init = FakeInit.With();
        Dictionary<string, string> environment = new(init.Environment) { ["RUNLEVEL"] = "2" };
        Assert.Equal(0, Tool.RunAs(_folder.Link("telinit", Binaries.MiniInitCtl), environment, "-e", "A=1", "3").ExitCode);
        ControlCall.Emit emit = Assert.IsType<ControlCall.Emit>(Assert.Single(init.Calls));
        Assert.Equal("runlevel", emit.Event);
        Assert.Equal(["RUNLEVEL=3", "PREVLEVEL=2", "A=1"], emit.Environment);
    }

    [Fact]
    public void Telinit_q_has_the_configuration_read_again()
    {
        using FakeInit init = FakeInit.That(new ControlReply.Problems([]));
        Assert.Equal(new Tool(0, "", ""), As("telinit", init, "q"));
        Assert.IsType<ControlCall.ReloadConfiguration>(Assert.Single(init.Calls));
    }

    private Tool As(string name, FakeInit init, params string[] arguments)
    {
        string path = _folder.Path + "/" + name;
        return Tool.RunAs(System.IO.File.Exists(path) ? path : _folder.Link(name, Binaries.MiniInitCtl), init.Environment, arguments);
    }
}
