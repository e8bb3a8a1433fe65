using System.Collections.Generic;
using System.Linq;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Tests.Golden;

/// <summary>Calls and the parameters they have on the wire.</summary>
internal static class GoldenCalls
{
    private static readonly Target s_job = new("web", null, []);
    private static readonly Target s_instance = new("getty", "tty1", []);
    private static readonly Target s_variables = new("getty", null, ["TTY=tty1", "SPEED=\"fast\" \\ é 😀"]);
    private static readonly Waiting s_wait = new(true, null);
    private static readonly InstanceName s_owner = new("getty", "tty1");

    public static IReadOnlyList<(ControlCall Call, string Method, string Parameters)> All { get; } =
    [
        (new ControlCall.GetInfo(), "org.varlink.service.GetInfo", "{}"),
        (new ControlCall.GetInterfaceDescription("org.miniinit.Control"),
            "org.varlink.service.GetInterfaceDescription", """{"interface":"org.miniinit.Control"}"""),
        (new ControlCall.GetVersion(), "GetVersion", "{}"),
        (new ControlCall.List([]), "List", """{"patterns":[]}"""),
        (new ControlCall.List(["web-*", "@site"]), "List", """{"patterns":["web-*","@site"]}"""),
        (new ControlCall.Status(s_job, null, false), "Status", """{"job":"web"}"""),
        (new ControlCall.Status(s_instance, 0, true), "Status",
            """{"job":"getty","instance":"tty1","lines":0,"brief":true}"""),
        (new ControlCall.Start(s_job, s_wait), "Start", """{"job":"web"}"""),
        (new ControlCall.Start(s_variables, new Waiting(false, null)), "Start",
            """{"job":"getty","environment":["TTY=tty1","SPEED=\"fast\" \\ é 😀"],"wait":false}"""),
        (new ControlCall.Stop(s_instance, new Waiting(true, 2500)), "Stop",
            """{"job":"getty","instance":"tty1","timeout":2500}"""),
        (new ControlCall.Stop(new Target("web", "", []), s_wait), "Stop", """{"job":"web","instance":""}"""),
        (new ControlCall.Restart(s_job, new Waiting(false, 0)), "Restart",
            """{"job":"web","wait":false,"timeout":0}"""),
        (new ControlCall.Kill(s_job, s_wait), "Kill", """{"job":"web"}"""),
        (new ControlCall.Reload(s_instance), "Reload", """{"job":"getty","instance":"tty1"}"""),
        (new ControlCall.Signal(s_job, "HUP", false), "Signal", """{"job":"web","signal":"HUP"}"""),
        (new ControlCall.Signal(s_job, "1", true), "Signal", """{"job":"web","signal":"1","all":true}"""),
        (new ControlCall.Reset("web"), "Reset", """{"job":"web"}"""),
        (new ControlCall.Why(s_instance), "Why", """{"job":"getty","instance":"tty1"}"""),
        (new ControlCall.Tree(null), "Tree", "{}"),
        (new ControlCall.Tree(null, true), "Tree", """{"all":true}"""),
        (new ControlCall.Tree("web"), "Tree", """{"job":"web"}"""),
        (new ControlCall.Emit("net-up", ["IFACE=eth0"], s_wait), "Emit",
            """{"event":"net-up","environment":["IFACE=eth0"]}"""),
        (new ControlCall.Emit("net-up", [], new Waiting(false, 1)), "Emit",
            """{"event":"net-up","environment":[],"wait":false,"timeout":1}"""),
        (new ControlCall.ReloadConfiguration(), "ReloadConfiguration", "{}"),
        (new ControlCall.ShowConfiguration(null), "ShowConfiguration", "{}"),
        (new ControlCall.ShowConfiguration("web"), "ShowConfiguration", """{"job":"web"}"""),
        (new ControlCall.GetLogLevel(), "GetLogLevel", "{}"),
        (new ControlCall.SetLogLevel("debug"), "SetLogLevel", """{"level":"debug"}"""),
        (new ControlCall.GetEnvironment("PATH", null), "GetEnvironment", """{"name":"PATH"}"""),
        (new ControlCall.GetEnvironment("PATH", s_owner), "GetEnvironment",
            """{"name":"PATH","job":"getty","instance":"tty1"}"""),
        (new ControlCall.ListEnvironment(null), "ListEnvironment", "{}"),
        (new ControlCall.ListEnvironment(new InstanceName("web", "")), "ListEnvironment", """{"job":"web"}"""),
        (new ControlCall.SetEnvironment(["A=1", "B="], true, null), "SetEnvironment",
            """{"environment":["A=1","B="],"retain":true}"""),
        (new ControlCall.SetEnvironment(["A=1"], false, s_owner), "SetEnvironment",
            """{"environment":["A=1"],"job":"getty","instance":"tty1"}"""),
        (new ControlCall.UnsetEnvironment(["A"], s_owner), "UnsetEnvironment",
            """{"names":["A"],"job":"getty","instance":"tty1"}"""),
        (new ControlCall.ResetEnvironment(s_owner), "ResetEnvironment", """{"job":"getty","instance":"tty1"}"""),
        (new ControlCall.Logs([], null, null, false), "Logs", """{"patterns":[]}"""),
        (new ControlCall.Logs(["web"], 20, 1_800_000_000_000_000, true), "Logs",
            """{"patterns":["web"],"lines":20,"since":1800000000000000,"follow":true}"""),
        (new ControlCall.Events(), "Events", "{}"),
        (new ControlCall.Watch(["web"]), "Watch", """{"patterns":["web"]}"""),
        (new ControlCall.Run(null, ["id", "-u"], ["A=1"], "/"), "Run",
            """{"command":["id","-u"],"environment":["A=1"],"directory":"/"}"""),
        (new ControlCall.Run("run-x", ["id"], [], "/tmp")
        {
            RunAs = "www:www", Properties = ["nice=5"], Descriptors = 3, IsTerminal = true, Waits = true,
        }, "Run", "{\"name\":\"run-x\",\"command\":[\"id\"],\"environment\":[],\"directory\":\"/tmp\",\"runAs\":\"www:www\","
            + "\"properties\":[\"nice=5\"],\"descriptors\":3,\"isTerminal\":true,\"wait\":true}"),
        (new ControlCall.Reexec(), "Reexec", "{}"),
        (new ControlCall.Shutdown(null, null), "Shutdown", "{}"),
        (new ControlCall.Shutdown(3, "power_off"), "Shutdown", """{"exitCode":3,"action":"power_off"}"""),
    ];

    /// <summary>The frames, without their NUL.</summary>
    public static IEnumerable<string> Frames => All.Select(Frame);

    public static string Frame((ControlCall Call, string Method, string Parameters) golden)
    {
        string method = golden.Method.Contains('.') ? golden.Method : $"org.miniinit.Control.{golden.Method}";
        return $$"""{"method":"{{method}}","parameters":{{golden.Parameters}}}""";
    }
}
