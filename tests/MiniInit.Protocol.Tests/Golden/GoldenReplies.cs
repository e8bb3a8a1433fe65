using System.Collections.Generic;
using System.Linq;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Tests.Golden;

/// <summary>Replies, what they answer, and the parameters they have on the wire.</summary>
internal static class GoldenReplies
{
    private static readonly Target s_web = new("web", null, []);
    private static readonly InstanceInfo s_stopped = new("web", "", "stop", "waiting", null, null, false);

    private static readonly InstanceInfo s_running =
        new("getty", "tty1", "start", "running", 77, new HelperInfo("reload", 78), true);

    private static readonly LogLine s_line =
        new("web", "", 1_700_000_000_000_000, "a\tb\u001b[1m\u0085é😀", null, false);
    private static readonly LogLine s_raw = new("web", "", 0, "\uFFFD", [0xFF], true);

    private static readonly StatusInfo s_full = new(s_running, "notify", 2)
    {
        Description = "d",
        File = "/etc/j.toml",
        Diagnostics = ["bad"],
        Since = 1,
        NextAttempt = 2,
        StatusText = "busy",
        IsStopping = true,
        IsReloading = true,
        Errno = -2,
        IsChanged = true,
        IsRemoved = true,
        Tracking = "mark",
        Invocation = 7,
        Strays = 2,
        LastResult = new ResultInfo(new FailureInfo("main", null, "SEGV", "it fell"), 1, "TERM", "no file", 9),
        Processes = [new ProcessInfo(77, 1, "getty", "tty1", "main", "agetty")],
        LastLines = [s_raw],
    };

    public static IReadOnlyList<(ControlReply Reply, ControlCall Asked, string Parameters)> All { get; } =
    [
        (new ControlReply.Info("v", "p", "1.2", "u", ["a", "b"]), new ControlCall.GetInfo(),
            """{"vendor":"v","product":"p","version":"1.2","url":"u","interfaces":["a","b"]}"""),
        (new ControlReply.InterfaceDescription("# a\n"), new ControlCall.GetInterfaceDescription("x"),
            """{"description":"# a\n"}"""),
        (new ControlReply.Version("1.2", 1, "system", 5), new ControlCall.GetVersion(),
            """{"version":"1.2","pid":1,"mode":"system","startedAt":5}"""),
        (new ControlReply.Instances([s_stopped, s_running]), new ControlCall.List([]),
            """
            {"instances":[
            {"job":"web","instance":"","goal":"stop","state":"waiting","isReady":false},
            {"job":"getty","instance":"tty1","goal":"start","state":"running","mainPid":77,
            "helper":{"role":"reload","pid":78},"isReady":true}]}
            """),
        (new ControlReply.Statuses([new StatusInfo(s_stopped, "exec", 0)]), new ControlCall.Status(s_web, null, false),
            """
            {"statuses":[{"instance":{"job":"web","instance":"","goal":"stop","state":"waiting","isReady":false},
            "readiness":"exec","isStopping":false,"isReloading":false,"respawns":0,"isChanged":false,
            "isRemoved":false,"invocation":0,"strays":0}]}
            """),
        (new ControlReply.Statuses([s_full]), new ControlCall.Status(s_web, null, false),
            """
            {"statuses":[{"instance":{"job":"getty","instance":"tty1","goal":"start","state":"running","mainPid":77,
            "helper":{"role":"reload","pid":78},"isReady":true},"description":"d","file":"/etc/j.toml",
            "diagnostics":["bad"],"since":1,"nextAttempt":2,"readiness":"notify","statusText":"busy",
            "isStopping":true,"isReloading":true,"errno":-2,"respawns":2,"isChanged":true,"isRemoved":true,"tracking":"mark","invocation":7,"strays":2,
            "lastResult":{"failure":{"process":"main","signal":"SEGV","sentence":"it fell"},"exitCode":1,
            "signal":"TERM","skipped":"no file","at":9},
            "processes":[{"pid":77,"parentPid":1,"job":"getty","instance":"tty1","role":"main",
            "command":"agetty"}],
            "lastLines":[{"job":"web","instance":"","time":0,"text":"�","raw":"/w==","isPiece":true}]}]}
            """),
        (new ControlReply.Changed(s_stopped), new ControlCall.Stop(s_web, new Waiting(true, null)),
            """
            {"instance":{"job":"web","instance":"","goal":"stop","state":"waiting","isReady":false}}
            """),
        (new ControlReply.Reasons(["because"]), new ControlCall.Why(s_web), """{"reasons":["because"]}"""),
        (new ControlReply.Processes([new ProcessInfo(9, 1, "web", "", "main", "x")]), new ControlCall.Tree(null),
            """
            {"processes":[{"pid":9,"parentPid":1,"job":"web","instance":"","role":"main","command":"x"}]}
            """),
        (new ControlReply.Processes([new ProcessInfo(9, 1, "web", "", "stray", "x") { AdoptedAt = 5, FormerParent = 8, FormerRole = "main" }]),
            new ControlCall.Tree(null, true),
            """
            {"processes":[{"pid":9,"parentPid":1,"job":"web","instance":"","role":"stray","command":"x","adopted":5,"formerParent":8,"formerRole":"main"}]}
            """),
        (new ControlReply.Problems([new ProblemInfo("warn", "t")]), new ControlCall.ReloadConfiguration(),
            """{"problems":[{"level":"warn","text":"t"}]}"""),
        (new ControlReply.Configurations([Configuration()]), new ControlCall.ShowConfiguration(null),
            """
            {"jobs":[{"job":"web","file":"f","description":"d","author":"a","version":"v","usage":"u",
            "type":"service","instance":"$X","isManual":true,"startOn":"on","stopOn":"off","emits":["1"],
            "requires":["2"],"wants":["3"],"after":["4"],"before":["5"],"conflicts":["6"],"partOf":["7"],
            "groups":["8"]}]}
            """),
        (new ControlReply.LogLevel("info"), new ControlCall.GetLogLevel(), """{"level":"info"}"""),
        (new ControlReply.Value("/bin"), new ControlCall.GetEnvironment("PATH", null), """{"value":"/bin"}"""),
        (new ControlReply.Environment(["A=1"]), new ControlCall.ListEnvironment(null), """{"environment":["A=1"]}"""),
        (new ControlReply.Lines([s_line], null), new ControlCall.Logs([], null, null, false),
            """
            {"lines":[{"job":"web","instance":"","time":1700000000000000,
            "text":"a\tb\u001b[1m\u0085é😀","isPiece":false}]}
            """),
        (new ControlReply.Lines([], 12), new ControlCall.Logs([], null, null, true), """{"lines":[],"lost":12}"""),
        (new ControlReply.Ran("run-1", 7, null, null), new ControlCall.Run(null, ["id"], [], "/"),
            """{"job":"run-1","pid":7}"""),
        (new ControlReply.Ran("run-1", null, 3, null), new ControlCall.Run(null, ["id"], [], "/"),
            """{"job":"run-1","exitCode":3}"""),
        (new ControlReply.Ran("run-1", null, null, "TERM"), new ControlCall.Run(null, ["id"], [], "/"),
            """{"job":"run-1","signal":"TERM"}"""),
        (new ControlReply.Event(null, [], 4), new ControlCall.Events(), """{"environment":[],"time":4}"""),
        (new ControlReply.Event("started", ["JOB=web"], 5), new ControlCall.Events(),
            """{"event":"started","environment":["JOB=web"],"time":5}"""),
        (new ControlReply.Watched([s_stopped], [new InstanceName("db", "")]), new ControlCall.Watch([]),
            """
            {"instances":[{"job":"web","instance":"","goal":"stop","state":"waiting","isReady":false}],
            "gone":[{"job":"db","instance":""}]}
            """),
        (new ControlReply.Done(), new ControlCall.Reload(s_web), "{}"),
    ];

    /// <summary>The frames, without their NUL, and what they answer.</summary>
    public static IEnumerable<(string Frame, ControlCall Asked)> Frames =>
        All.Select(golden => ($$"""{"parameters":{{OneLine(golden.Parameters)}}}""", golden.Asked));

    public static string OneLine(string json) => json.Replace("\n", "");

    private static ConfigurationInfo Configuration() => new("web", "service")
    {
        File = "f",
        Description = "d",
        Author = "a",
        Version = "v",
        Usage = "u",
        Instance = "$X",
        IsManual = true,
        StartOn = "on",
        StopOn = "off",
        Emits = ["1"],
        Requires = ["2"],
        Wants = ["3"],
        After = ["4"],
        Before = ["5"],
        Conflicts = ["6"],
        PartOf = ["7"],
        Groups = ["8"],
    };
}
