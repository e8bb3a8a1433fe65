using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary>The commands that are one call and its answer.</summary>
public sealed class RequestTests
{
    [Fact]
    public void Reload_says_nothing_when_it_is_done()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, "", ""), init.Run("reload", "web"));
        Assert.Equal(new Tool(3, "", "miniinitctl: cannot reload db: it is not running\n"), init.Run("reload", "db"));
        Assert.Equal(new Tool(0, "", ""), init.Run("reload", "*"));
        Assert.Equal(new Tool(1, "", "initctl: Unknown instance: \n"), init.Run("--compat", "reload", "db"));
    }

    [Fact]
    public void A_signal_goes_by_its_name()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, "", ""), init.Run("signal", "sighup", "web"));
        Assert.Equal(new Tool(0, "", ""), init.Run("signal", "37", "web", "--all"));
        Assert.Equal(new Tool(3, "", "miniinitctl: cannot send USR1 to db: it is not running\n"), init.Run("signal", "USR1", "db"));
        Assert.Equal(["HUP", "RTMIN+3", "USR1"], init.Calls.Cast<ControlCall.Signal>().Select(call => call.Name));
        Assert.Equal([false, true, false], init.Calls.Cast<ControlCall.Signal>().Select(call => call.IsForAll));
        Assert.StartsWith("miniinitctl: \"NOPE\" is no signal: ", init.Run("signal", "NOPE", "web").Error, StringComparison.Ordinal);
        Assert.StartsWith("miniinitctl: a signal is missing, and a job\n", init.Run("signal").Error, StringComparison.Ordinal);
        Assert.Equal(2, init.Run("signal", "HUP").ExitCode);
    }

    [Fact]
    public void Reset_is_for_the_whole_job()
    {
        using FakeInit init = FakeInit.With(Instances.Running("w", 1, "a"), Instances.Running("w", 2, "b"));
        Assert.Equal(new Tool(0, "", ""), init.Run("reset", "w*"));
        Assert.Equal(new ControlCall.Reset("w"), init.Calls[^1]);
        Assert.Equal(2, init.Calls.Count);
    }

    [Fact]
    public void Why_is_said_in_sentences()
    {
        using FakeInit init = FakeInit.That(new ControlReply.Reasons(["it requires db, which failed", "db \u001b[31m: exit code 1"]));
        Assert.Equal(new Tool(0, "it requires db, which failed\ndb \\u001B[31m: exit code 1\n", ""), init.Run("why", "web"));
        Assert.Equal(
            "web:\n  it requires db, which failed\n  db \\u001B[31m: exit code 1\ndb:\n  it requires db, which failed\n  db \\u001B[31m: exit code 1\n",
            init.Run("why", "web", "db").Output);
    }

    [Fact]
    public void The_tree_is_ASCII_where_the_locale_is_not_UTF8()
    {
        using FakeInit init = FakeInit.That(new ControlReply.Processes([new ProcessInfo(5, 1, "web", "", "main", "nginx")]));
        Assert.Equal(new Tool(0, "web\n`-nginx,5\n", ""), init.Run("tree"));
        Assert.Equal("web\n└─nginx,5\n", init.Run(("LANG", "C.UTF-8"), "tree", "web").Output);
        Assert.Equal([null, "web"], init.Calls.Cast<ControlCall.Tree>().Select(call => call.Job));
    }

    [Fact]
    public void An_event_is_emitted_with_its_variables()
    {
        using FakeInit init = FakeInit.With();
        Assert.Equal(new Tool(0, "", ""), init.Run("emit", "net-up", "IFACE=eth0"));
        Assert.Equal(new Tool(0, "", ""), init.Run("emit", "-n", "net-up"));
        ControlCall.Emit emit = Assert.IsType<ControlCall.Emit>(init.Calls[0]);
        Assert.Equal(("net-up", new Waiting(true, null)), (emit.Event, emit.Waiting));
        Assert.Equal(["IFACE=eth0"], emit.Environment);
        Assert.False(Assert.IsType<ControlCall.Emit>(init.Calls[1]).Waiting.IsWanted);
        Assert.Equal(2, init.Run("emit").ExitCode);
        Assert.Equal(2, init.Run("emit", "net-up", "eth0").ExitCode);
    }

    [Fact]
    public void An_event_that_fails_is_told()
    {
        using FakeInit init = FakeInit.That(new ControlError.EventFailed("net-up"));
        Assert.Equal(
            new Tool(1, "", "miniinitctl: cannot emit net-up: a job that it starts or stops failed; \"miniinitctl list\" shows where they are\n"),
            init.Run("emit", "net-up"));
        Assert.Equal(new Tool(1, "", "initctl: Event failed\n"), init.Run("--compat", "emit", "net-up"));
    }

    [Fact]
    public void Problems_of_the_configuration_are_told()
    {
        using FakeInit bad = FakeInit.That(new ControlReply.Problems([new ProblemInfo("error", "web.toml:1:1: cannot\n   1 | \u001b")]));
        Assert.Equal(new Tool(1, "", "web.toml:1:1: cannot\n   1 | \\u001B\n"), bad.Run("reload-configuration"));
        Assert.Equal(new Tool(0, "", ""), bad.Run("--compat", "reload-configuration"));
        Assert.Equal(1, bad.Run("reload-configuration", "--json").ExitCode);
        using FakeInit doubtful = FakeInit.That(new ControlReply.Problems([new ProblemInfo("warn", "web.toml:1:1: warning: x")]));
        Assert.Equal(new Tool(0, "", "web.toml:1:1: warning: x\n"), doubtful.Run("reload-configuration"));
    }

    [Fact]
    public void Init_tells_its_version_and_the_tool_its_own()
    {
        using FakeInit init = FakeInit.That(new ControlReply.Version("9.8.7", 1, "system", 0));
        Assert.Equal(new Tool(0, "init (miniinit 9.8.7)\n", ""), init.Run("version"));
        Assert.Equal($"miniinitctl {Build.Version}\n", Tool.Run("--version").Output);
        Assert.Equal(9, JsonDocument.Parse(init.Run("version", "--json").Output).RootElement.GetProperty("version").GetString()![0] - '0');
    }

    [Fact]
    public void The_log_priority_is_told_and_changed()
    {
        using FakeInit init = new((call, caller) => caller.Reply(
            call is ControlCall.GetLogLevel ? new ControlReply.LogLevel("message") : new ControlReply.Done()));
        Assert.Equal(new Tool(0, "message\n", ""), init.Run("log-priority"));
        Assert.Equal(new Tool(0, "", ""), init.Run("log-priority", "debug"));
        Assert.Equal(new ControlCall.SetLogLevel("debug"), init.Calls[^1]);
        Assert.StartsWith(
            "miniinitctl: \"loud\" is no priority: write debug, info, message, warn, error, fatal\n",
            init.Run("log-priority", "loud").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_is_that_of_all_jobs_or_of_the_one_we_are_in()
    {
        using FakeInit init = new((call, caller) => caller.Reply(call switch
        {
            ControlCall.GetEnvironment => new ControlReply.Value("C\u001b"),
            ControlCall.ListEnvironment => new ControlReply.Environment(["A=1", "LANG=C"]),
            _ => new ControlReply.Done(),
        }));
        Dictionary<string, string> inside = new(init.Environment) { ["MINIINIT_JOB"] = "web" };
        Assert.Equal(new Tool(0, "C\u001b\n", ""), init.Run("get-env", "LANG"));
        Assert.Equal(new Tool(0, "A=1\nLANG=C\n", ""), Tool.Run(inside, "list-env"));
        Assert.Equal(new Tool(0, "", ""), init.Run("set-env", "-r", "A=1", "B"));
        Assert.Equal(new Tool(0, "", ""), Tool.Run(inside, "unset-env", "-g", "A"));
        Assert.Equal(new Tool(0, "", ""), init.Run("reset-env", "--job", "getty", "-I", "tty1"));
        Assert.Equal(new ControlCall.GetEnvironment("LANG", null), init.Calls[0]);
        Assert.Equal(new ControlCall.ListEnvironment(new InstanceName("web", "")), init.Calls[1]);
        ControlCall.SetEnvironment set = Assert.IsType<ControlCall.SetEnvironment>(init.Calls[2]);
        Assert.Equal(["A=1", "B="], set.Environment);
        Assert.True(set.Retains);
        Assert.Null(Assert.IsType<ControlCall.UnsetEnvironment>(init.Calls[3]).Of);
        Assert.Equal(new ControlCall.ResetEnvironment(new InstanceName("getty", "tty1")), init.Calls[4]);
    }

    [Theory]
    [InlineData("missing variable name", "get-env")]
    [InlineData("missing variable value", "set-env")]
    [InlineData("missing variable name", "unset-env")]
    public void A_variable_must_be_named(string ofInitctl, string command)
    {
        Assert.Equal(2, Tool.Run(command).ExitCode);
        Assert.Equal(
            new Tool(1, "", $"initctl: {ofInitctl}\nTry `initctl --help' for more information.\n"),
            Tool.Run("--compat", command));
    }

    [Fact]
    public void A_variable_that_is_not_set_is_told()
    {
        using FakeInit init = FakeInit.That(new ControlError.NoSuchVariable("X"));
        Assert.Equal(new Tool(1, "", "miniinitctl: cannot tell X: X is not set\n"), init.Run("get-env", "X"));
        Assert.Equal(new Tool(1, "", "initctl: No such variable: X\n"), init.Run("--compat", "get-env", "X"));
    }

    [Fact]
    public void Usage_is_what_the_job_says()
    {
        using FakeInit init = new((call, caller) => caller.Reply(new ControlReply.Configurations(
            [new ConfigurationInfo(((ControlCall.ShowConfiguration)call).Job!, "service") { Usage = ((ControlCall.ShowConfiguration)call).Job == "getty" ? "getty TTY=tty1" : null }])));
        Assert.Equal(new Tool(0, "Usage: getty TTY=tty1\n", ""), init.Run("usage", "getty"));
        Assert.Equal(new Tool(0, "", "miniinitctl: web has no usage\n"), init.Run("usage", "web"));
    }

    [Fact]
    public void Shutting_down_need_not_be_answered()
    {
        using FakeInit init = new((_, caller) => caller.Close());
        Assert.Equal(new Tool(0, "", ""), init.Run("shutdown"));
        Assert.Equal(new Tool(0, "", ""), init.Run("shutdown", "--exit-code", "7"));
        Assert.Equal(new Tool(0, "", ""), init.Run("shutdown", "--poweroff"));
        Assert.Equal(new Tool(0, "", ""), init.Run("shutdown", "-r"));
        Assert.Equal(
            [new ControlCall.Shutdown(null, null), new ControlCall.Shutdown(7, null), new ControlCall.Shutdown(null, "power_off"), new ControlCall.Shutdown(null, "reboot")],
            init.Calls);
        Assert.Equal(2, init.Run("shutdown", "--exit-code", "256").ExitCode);
        Assert.Equal(2, init.Run("shutdown", "-r", "-P").ExitCode);
        using FakeInit strict = FakeInit.That(new ControlError.PermissionDenied("Shutdown", null));
        Assert.StartsWith("miniinitctl: cannot shut down: you may not; ", strict.Run("shutdown").Error, StringComparison.Ordinal);
    }
}
