using System;
using System.Collections.Generic;
using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>Events of the system's init in a session, by the job that forwards them.</summary>
public sealed class SystemEventTests
{
    private const int User = 54341;

    private static readonly string s_mayListen = $$"""
        [init]
        control.allow = [{ users = ["{{User}}"], methods = ["events"] }]

        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_job_of_a_session_starts_on_an_event_of_the_system_with_its_variables(bool isRoot)
    {
        using UserPlace place = isRoot ? UserPlace.OfOurselves() : UserPlace.OfUser(User);
        Forwarding(place);
        place.AddJob("on-net", """
            type = "task"
            start-on = ":sys:net-up IFACE=eth*"
            script = "echo $IFACE $SPEED $UPSTART_EVENTS > {HOME}/up"
            """);
        string user = isRoot ? "" : $"user = \"{User}\"\ngroup = \"{User}\"";
        using Supervised system = Supervised.AsSubreaper((isRoot ? "" : s_mayListen) + Controlled.Jobs + $$"""
            [job.desk]
            {{user}}
            exec = ["{{Binaries.MiniInit}}", "--user"]
            env = { XDG_RUNTIME_DIR = "{{place.Runtime}}", HOME = "{{place.Home}}" }
            """);
        WaitForForwarding(place);
        using VarlinkClient client = system.Connect();
        _ = client.Ask("Emit", "{'event':'net-up','environment':['IFACE=lo','SPEED=1']}");
        _ = client.Ask("Emit", "{'event':'net-up','environment':['IFACE=eth0','SPEED=100']}");
        Assert.Equal("eth0 100 :sys:net-up\n", place.WaitForFile("home/up"));
        Assert.Equal(0, system.Stop());
    }

    [Fact]
    public void Events_about_the_systems_jobs_come_too()
    {
        using UserPlace place = UserPlace.OfOurselves();
        Forwarding(place);
        place.AddJob("on-idle", """
            type = "task"
            start-on = ":sys:started idle"
            script = "echo $JOB > {HOME}/started"
            """);
        using Supervised system = Supervised.AsSubreaper(Controlled.Jobs);
        system.WaitForMain("web");
        _ = place.Start(new Dictionary<string, string> { ["MINIINIT_SYSTEM_SOCKET"] = system.Socket });
        WaitForForwarding(place);
        using VarlinkClient client = system.Connect();
        _ = client.Ask("Start", "{'job':'idle'}");
        Assert.Equal("idle\n", place.WaitForFile("home/started"));
    }

    [Fact]
    public void Who_may_not_see_the_systems_events_is_told_so()
    {
        using UserPlace place = UserPlace.OfUser(User);
        string session = place.SocketOf(place.Start());
        using Supervised system = Supervised.AsSubreaper(Controlled.Jobs);
        system.WaitForMain("web");
        (int code, string output, string errors) = Running.Run(
            "setpriv",
            [$"--reuid={User}", $"--regid={User}", "--clear-groups", Binaries.MiniInitCtl, "forward-events"],
            place.Environment(Variables(session, system)));
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            "miniinitctl: cannot follow the system's events: you may not; ask as root, or have root allow it with \"control.allow\" of [init]\n",
            errors);
    }

    [Fact]
    public void The_systems_init_may_go_and_come_back_and_with_the_session_it_ends()
    {
        using UserPlace place = UserPlace.OfOurselves();
        place.AddJob("on-net", """
            type = "task"
            start-on = ":sys:net-up"
            script = "echo $IFACE > {HOME}/up"
            """);
        Running session = place.Start();
        string path = place.SocketOf(session);
        string socket = place.Path("system");
        using var first = Supervised.AsSubreaper(Controlled.Jobs, "--socket", socket);
        first.WaitForMain("web");
        using Running forwarder = Running.Start(
            Binaries.MiniInitCtl,
            ["forward-events"],
            place.Environment(new Dictionary<string, string> { ["MINIINIT_SESSION"] = path, ["MINIINIT_SYSTEM_SOCKET"] = socket }));
        forwarder.WaitForOutput("forwarding the system's events as :sys:NAME\n");
        Assert.Equal(0, first.Stop());
        forwarder.WaitForErrors("miniinitctl: the system's init is gone; it is looked for from time to time\n");
        using var second = Supervised.AsSubreaper(Controlled.Jobs, "--socket", socket);
        forwarder.WaitForErrors("miniinitctl: listening to the system's init again; events in between are missing\n");
        using (VarlinkClient client = VarlinkClient.Connect(socket))
        {
            _ = client.Ask("Emit", "{'event':'net-up','environment':['IFACE=eth1']}");
        }

        Assert.Equal("eth1\n", place.WaitForFile("home/up"));
        session.Signal(Signals.Term);
        Assert.Equal(0, session.WaitForExit());
        Assert.Equal(5, forwarder.WaitForExit());
    }

    [Fact]
    public void A_session_in_a_session_listens_to_the_system_as_well()
    {
        using UserPlace outer = UserPlace.OfOurselves(), inner = UserPlace.OfOurselves();
        Forwarding(outer);
        Forwarding(inner);
        foreach ((string name, string happened) in (ReadOnlySpan<(string, string)>)
            [("once", ":sys:net-up"), ("twice", ":sys::sys:net-up"), ("last", ":sys:last")])
        {
            inner.AddJob(name, $$"""
                type = "task"
                start-on = "{{happened}}"
                script = "echo $UPSTART_EVENTS > {HOME}/{{name}}"
                """);
        }

        outer.AddJob("inner", $$"""
            exec = ["{{Binaries.MiniInit}}", "--user"]
            env = { XDG_RUNTIME_DIR = "{{inner.Runtime}}", HOME = "{{inner.Home}}" }
            """);
        using Supervised system = Supervised.AsSubreaper(Controlled.Jobs);
        system.WaitForMain("web");
        Running session = outer.Start(new Dictionary<string, string> { ["MINIINIT_SYSTEM_SOCKET"] = system.Socket });
        WaitForForwarding(outer);
        WaitForForwarding(inner);
        using VarlinkClient client = system.Connect();
        _ = client.Ask("Emit", "{'event':'net-up','environment':[]}");
        Assert.Equal(":sys:net-up\n", inner.WaitForFile("home/once"));
        _ = client.Ask("Emit", "{'event':'last','environment':[]}");
        Assert.Equal(":sys:last\n", inner.WaitForFile("home/last"));
        Assert.False(File.Exists(inner.Path("home/twice")));
        session.Signal(Signals.Term);
        Assert.Equal(0, session.WaitForExit());
    }

    /// <summary>The job of the example, but for where the program is.</summary>
    private static void Forwarding(UserPlace place) => place.AddJob(
        "system-events",
        File.ReadAllText(Path.Combine(Binaries.Repository, "examples/user-session/system-events.toml"))
            .Replace("\"miniinitctl\"", $"\"{Binaries.MiniInitCtl}\"", StringComparison.Ordinal));

    private static void WaitForForwarding(UserPlace place)
    {
        string log = Path.Combine(place.Logs, "system-events.log");
        Wait.Until(
            () => File.Exists(log) && File.ReadAllText(log).Contains("forwarding the system's events as :sys:NAME\n", StringComparison.Ordinal),
            () => $"events are forwarded: {(File.Exists(log) ? File.ReadAllText(log) : "no log")}");
    }

    private static Dictionary<string, string> Variables(string session, Supervised system) =>
        new() { ["MINIINIT_SESSION"] = session, ["MINIINIT_SYSTEM_SOCKET"] = system.Socket };
}
