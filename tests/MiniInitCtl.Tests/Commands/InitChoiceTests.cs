using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary>Which init is asked: that of the session, of the system, or another.</summary>
public sealed class InitChoiceTests
{
    private const string Session = "MINIINIT_SESSION", Socket = "MINIINIT_SOCKET", System = "MINIINIT_SYSTEM_SOCKET";

    [Theory]
    [InlineData("a", "MINIINIT_SESSION=a MINIINIT_SOCKET=a MINIINIT_SYSTEM_SOCKET=b", "")]
    [InlineData("a", "MINIINIT_SESSION=a MINIINIT_SOCKET=b", "")]
    [InlineData("b", "MINIINIT_SESSION= MINIINIT_SOCKET=b", "")]
    [InlineData("a", "MINIINIT_SESSION=a MINIINIT_SOCKET=a MINIINIT_SYSTEM_SOCKET=b", "--user")]
    [InlineData("a", "MINIINIT_SESSION=a UPSTART_SESSION=b", "--user")]
    [InlineData("b", "MINIINIT_SESSION=a MINIINIT_SOCKET=a MINIINIT_SYSTEM_SOCKET=b", "--system")]
    [InlineData("b", "MINIINIT_SOCKET=b", "--system")]
    [InlineData("b", "MINIINIT_SOCKET=b UPSTART_SESSION=a", "")]
    [InlineData("b", "MINIINIT_SOCKET=a MINIINIT_SYSTEM_SOCKET=b", "--system")]
    [InlineData("b", "MINIINIT_SESSION=a MINIINIT_SOCKET=a", "--socket b")]
    [InlineData("b", "MINIINIT_SESSION=a MINIINIT_SOCKET=a", "--session b")]
    public void Options_win_over_the_session_and_that_over_the_system(string asked, string variables, string options)
    {
        using FakeInit a = FakeInit.That(new ControlReply.Instances([])).AsSession();
        using FakeInit b = FakeInit.That(new ControlReply.Instances([])).AsSession();
        Dictionary<string, FakeInit> inits = new() { ["a"] = a, ["b"] = b };
        Dictionary<string, string> environment = variables.Split(' ').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => inits.TryGetValue(pair[1], out FakeInit? init) ? init.Path : pair[1]);
        string[] words = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => inits.TryGetValue(word, out FakeInit? init) ? init.Path : word)];
        Assert.Equal(new Tool(0, "", ""), Tool.Run(environment, [.. words, "list"]));
        Assert.Equal(new Tool(0, "", ""), Tool.Run(environment, ["list", .. words]));
        Assert.Equal(2, inits[asked].Calls.Count);
        Assert.Empty(inits.Values.Single(init => init != inits[asked]).Calls);
    }

    [Theory]
    [InlineData("--system and --user exclude each other", "list", "--user", "--system")]
    [InlineData("--user and --session exclude each other", "--user", "list", "--session", "1")]
    [InlineData("--session and --socket exclude each other", "list", "--socket=/x", "--session=1")]
    [InlineData("--system and --socket exclude each other", "list", "--socket=/x", "--system")]
    [InlineData("cannot use \"mine\" as a session: expected its number, as list-sessions shows it, or the path of its socket", "list", "--session", "mine")]
    [InlineData("--session needs a value behind it", "list", "--session")]
    public void Two_of_them_are_none(string problem, params string[] arguments) => Assert.Equal(
        new Tool(2, "", $"miniinitctl: {problem}\nTry `miniinitctl list --help' for more information.\n"), Tool.Run(arguments));

    [Fact]
    public void Initctl_says_it_in_its_own_way() => Assert.Equal(
        new Tool(1, "", "initctl: --system and --user exclude each other\nTry `initctl --help' for more information.\n"),
        Tool.Run("--compat", "list", "--user", "--system"));

    [Fact]
    public void Help_may_be_asked_with_both() => Assert.Equal(0, Tool.Run("list", "--user", "--system", "--help").ExitCode);

    [Fact]
    public void Of_our_sessions_the_newest_that_answers_is_asked()
    {
        using SessionPlace place = new();
        FakeInit old = place.Add(31, startedAt: 10), young = place.Add(22, startedAt: 30), middle = place.Add(40, startedAt: 20);
        place.Tell(50, place.Runtime + "/nobody");
        Assert.Equal(new Tool(0, "", ""), place.Run("--user", "emit", "x"));
        Assert.Single(young.Calls.OfType<ControlCall.Emit>());
        Assert.Empty(old.Calls.Concat(middle.Calls).OfType<ControlCall.Emit>());
    }

    [Fact]
    public void A_session_is_asked_by_its_number()
    {
        using SessionPlace place = new();
        FakeInit one = place.Add(31), other = place.Add(22, startedAt: 9);
        Assert.Equal(new Tool(0, "", ""), place.Run("emit", "x", "--session", "31"));
        Assert.Single(one.Calls);
        Assert.Empty(other.Calls);
    }

    [Fact]
    public void Where_there_is_no_session_it_is_said_where_one_was_looked_for()
    {
        using SessionPlace place = new();
        uint user = Linux.CurrentProcess.EffectiveUserId;
        string folders = $"{place.Sessions}, /run/user/{user}/miniinit/sessions, /tmp/miniinit-{user}/sessions";
        Assert.Equal(
            new Tool(
                5,
                "",
                $"miniinitctl: cannot find session 1999999999: no init that listens has its file in {folders}; \"miniinitctl list-sessions\" shows "
                + "those there are\n"),
            place.Run("--session", "1999999999", "status", "web"));
        Assert.Equal(
            new Tool(1, "", $"initctl: Unable to connect to Upstart: Failed to connect to socket {place.Sessions}: No such file or directory\n"),
            place.Run("--session", "1999999999", "--compat", "list"));
    }

    [Fact]
    public void A_session_that_is_over_is_told_with_the_way_out()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path + "/control";
        foreach (string[] options in (string[][])[[], ["--user"]])
        {
            Assert.Equal(
                new Tool(
                    5,
                    "",
                    $"miniinitctl: cannot reach init at {path}, where MINIINIT_SESSION leads: there is no such file; if that session is over: "
                    + "unset MINIINIT_SESSION, or ask the system's init by --system\n"),
                Tool.Run(new Dictionary<string, string> { [Session] = path }, [.. options, "list"]));
        }

        Assert.Equal(
            $"miniinitctl: cannot reach init at {path}: there is no such file; \"miniinitctl list-sessions\" shows the sessions there are\n",
            Tool.Run("--session", path, "status", "web").Error);
    }

    [Theory]
    [InlineData(Socket)]
    [InlineData(System)]
    public void A_variable_that_leads_nowhere_is_named(string variable)
    {
        Tool tool = Tool.Run(new Dictionary<string, string> { [variable] = "/nowhere/control" }, "--system", "list");
        Assert.Equal(5, tool.ExitCode);
        Assert.StartsWith(
            $"miniinitctl: cannot reach init at /nowhere/control, where {variable} leads: there is no such file; is miniinit running here? --socket PATH ",
            tool.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--user")]
    [InlineData("--session s")]
    [InlineData("--session 31")]
    public void What_is_no_sessions_init_is_not_taken_for_one(string options)
    {
        using SessionPlace place = new();
        using FakeInit system = new((call, caller) => caller.Reply(
            call is ControlCall.GetVersion ? new ControlReply.Version("0.1.0", 1, "pid1", 1) : new ControlReply.Done()));
        place.Tell(31, system.Path);
        Dictionary<string, string> environment = place.Environment;
        if (options is "" or "--user")
        {
            environment[Session] = system.Path;
        }

        string[] words = [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "s" ? system.Path : word)];
        Tool tool = Tool.Run(environment, [.. words, "emit", "x"]);
        Assert.Equal((5, ""), (tool.ExitCode, tool.Output));
        Assert.Contains(
            options == "--session 31" ? "cannot find session 31: " : ": who listens there is no session's init; ", tool.Error, StringComparison.Ordinal);
        Assert.All(system.Calls, call => Assert.IsType<ControlCall.GetVersion>(call));
        Assert.Equal(new Tool(0, "", ""), Tool.Run(environment, "--socket", system.Path, "emit", "x"));
    }

    [Theory]
    [InlineData(true, "MINIINIT_SESSION=s", "")]
    [InlineData(true, "MINIINIT_SESSION=s", "--user")]
    [InlineData(false, "MINIINIT_SESSION=s MINIINIT_SYSTEM_SOCKET=s", "--system")]
    [InlineData(true, "MINIINIT_SOCKET=s", "--system")]
    [InlineData(true, "MINIINIT_SOCKET=s", "--socket s")]
    [InlineData(true, "X=", "--socket s")]
    [InlineData(false, "MINIINIT_SESSION=/other", "--socket s")]
    [InlineData(true, "MINIINIT_SESSION=s", "--session s")]
    [InlineData(false, "MINIINIT_SESSION=/other", "--session s")]
    public void Our_own_job_is_one_of_the_init_that_it_runs_under(bool isOurs, string variables, string options)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12)).AsSession();
        string Placed(string text) => text == "s" ? init.Path : text;
        Dictionary<string, string> environment = variables.Split(' ').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => Placed(pair[1]));
        environment["MINIINIT_JOB"] = "web";
        Tool tool = Tool.Run(environment, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Placed), "reload"]);
        Assert.Equal(isOurs ? 0 : 2, tool.ExitCode);
        Assert.Equal(isOurs ? 1 : 0, init.Calls.Count);
    }

    [Theory]
    [InlineData("reboot")]
    [InlineData("shutdown")]
    [InlineData("telinit", "0")]
    public void Old_names_of_shutting_down_are_about_the_system(string name, params string[] arguments)
    {
        using FakeInit session = FakeInit.That(new ControlReply.Done()).AsSession();
        using FakeInit system = FakeInit.That(new ControlReply.Done());
        using TemporaryFolder folder = new();
        Dictionary<string, string> environment = new() { [Session] = session.Path, [Socket] = session.Path, [System] = system.Path };
        Assert.Equal(new Tool(0, "", ""), Tool.RunAs(folder.Link(name, Binaries.MiniInitCtl), environment, arguments));
        Assert.Empty(session.Calls);
        Assert.Single(system.Calls);
        Assert.Equal(0, Tool.Run(environment, "shutdown").ExitCode);
        Assert.Single(session.Calls);
    }

    [Fact]
    public void What_an_invocation_knows_by_itself_is_the_usual() =>
        Assert.Equal(new InitChoice.Usual(), new Invocation("miniinitctl").Init);
}
