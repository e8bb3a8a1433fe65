using System.Collections.Generic;
using System.Linq;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Tests.Golden;

/// <summary>Errors and what they are on the wire.</summary>
internal static class GoldenErrors
{
    public static IReadOnlyList<(ControlError Error, string Name, string Parameters)> All { get; } =
    [
        (new ControlError.MethodNotFound("org.miniinit.Control.X"), "org.varlink.service.MethodNotFound",
            """{"method":"org.miniinit.Control.X"}"""),
        (new ControlError.InterfaceNotFound("x.y"), "org.varlink.service.InterfaceNotFound", """{"interface":"x.y"}"""),
        (new ControlError.InvalidShape("job"), "org.varlink.service.InvalidParameter", """{"parameter":"job"}"""),
        (new ControlError.ExpectedMore(), "org.varlink.service.ExpectedMore", "{}"),
        (new ControlError.NoSuchJob("wbe", "web"), "NoSuchJob", """{"job":"wbe","nearest":"web"}"""),
        (new ControlError.NoSuchJob("wbe", null), "NoSuchJob", """{"job":"wbe"}"""),
        (new ControlError.NoSuchInstance("getty", "tty9"), "NoSuchInstance", """{"job":"getty","instance":"tty9"}"""),
        (new ControlError.NoSuchVariable("A"), "NoSuchVariable", """{"name":"A"}"""),
        (new ControlError.InvalidJob("web", ["web.toml:1:1: cannot"]), "InvalidJob",
            """{"job":"web","diagnostics":["web.toml:1:1: cannot"]}"""),
        (new ControlError.AlreadyRunning("web", ""), "AlreadyRunning", """{"job":"web","instance":""}"""),
        (new ControlError.NotRunning("web", ""), "NotRunning", """{"job":"web","instance":""}"""),
        (new ControlError.MissingVariable("getty", "TTY", "TTY=tty1"), "MissingVariable",
            """{"job":"getty","variable":"TTY","usage":"TTY=tty1"}"""),
        (new ControlError.Refused("web", "", "a shutdown is under way"), "Refused",
            """{"job":"web","instance":"","sentence":"a shutdown is under way"}"""),
        (new ControlError.Failed("web", "", new FailureInfo("pre-start", 1, null, "it exited with 1"), ["x", "\u0007"]),
            "Failed",
            """
            {"job":"web","instance":"","process":"pre-start","exitCode":1,
            "sentence":"it exited with 1","lastLines":["x","\u0007"]}
            """),
        (new ControlError.Failed("web", "", new FailureInfo("main", null, "SEGV", "it was killed"), []), "Failed",
            """
            {"job":"web","instance":"","process":"main","signal":"SEGV","sentence":"it was killed","lastLines":[]}
            """),
        (new ControlError.Overtaken("web", ""), "Overtaken", """{"job":"web","instance":""}"""),
        (new ControlError.EventFailed("net-up"), "EventFailed", """{"event":"net-up"}"""),
        (new ControlError.Timeout("web", ""), "Timeout", """{"job":"web","instance":""}"""),
        (new ControlError.Timeout(null, null), "Timeout", "{}"),
        (new ControlError.PermissionDenied("Stop", "web"), "PermissionDenied", """{"method":"Stop","job":"web"}"""),
        (new ControlError.PermissionDenied("Run", null, "you are not root"), "PermissionDenied",
            """{"method":"Run","sentence":"you are not root"}"""),
        (new ControlError.InvalidParameter("signal", "there is no signal of that name"), "InvalidParameter",
            """{"parameter":"signal","sentence":"there is no signal of that name"}"""),
        (new ControlError.Busy("there are too many"), "Busy", """{"sentence":"there are too many"}"""),
        (new ControlError.Trouble("out of descriptors"), "Trouble", """{"sentence":"out of descriptors"}"""),
    ];

    /// <summary>The frames, without their NUL.</summary>
    public static IEnumerable<string> Frames => All.Select(Frame);

    public static string Frame((ControlError Error, string Name, string Parameters) golden)
    {
        string name = golden.Name.Contains('.') ? golden.Name : $"org.miniinit.Control.{golden.Name}";
        return $$"""{"error":"{{name}}","parameters":{{golden.Parameters.Replace("\n", "")}}}""";
    }
}
