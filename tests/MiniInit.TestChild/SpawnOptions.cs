using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.TestChild;

/// <summary>
/// Options of the spawn verb, each a property of SpawnRequest, as <c>--name=value</c> or <c>--name</c>.
/// </summary>
/// <remarks>
/// Lists are separated by commas, and <c>none</c> is an empty one. --descriptors=TARGET:FILE passes new files on.
/// --open=NUMBER:FILE opens files at these numbers, --pass=TARGET:NUMBER or TARGET:null passes descriptors on,
/// --busy=COUNT opens that many which are not passed on. --limits=NAME:SOFT:HARD, --scheduling=POLICY:LEVEL,
/// --io=CLASS:LEVEL.
/// </remarks>
internal sealed class SpawnOptions
{
    private const int CloseOnExec = 0x80000;
    private const int DuplicateCloseOnExec = 1030;

    private readonly Dictionary<string, string> _values = [];

    public SpawnOptions(string[] options)
    {
        foreach (string option in options)
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            _values[equals < 0 ? option : option[..equals]] = equals < 0 ? "" : option[(equals + 1)..];
        }

        for (int i = 0; i < Number("--busy", 0); i++)
        {
            _ = Libc.fcntl(2, DuplicateCloseOnExec, 3);
        }

        foreach (string[] pair in Pairs("--open"))
        {
            using var handle = File.OpenHandle(pair[1], FileMode.Create, FileAccess.ReadWrite);
            _ = Libc.dup3((int)handle.DangerousGetHandle(), Whole(pair[0]), CloseOnExec);
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public SpawnRequest Request(string[] command) => new()
    {
        Program = Encoding.UTF8.GetBytes(Value("--program") ?? command[0]),
        Arguments = StringVector.Of(command),
        Environment = StringVector.Of((Value("--env") ?? "A=1").Split(',')),
        SearchPath = Encoding.UTF8.GetBytes(Value("--path") ?? "/usr/local/bin:/usr/bin:/bin"),
        ShellFallback = Has("--shell-fallback"),
        Grouping = Has("--session") ? ProcessGrouping.NewSession
            : Has("--group") ? ProcessGrouping.NewGroup
            : ProcessGrouping.Inherit,
        Terminal = Number("--terminal", -1),
        TerminalRequired = Has("--terminal-required"),
        PidVariable = Encoding.UTF8.GetBytes(Value("--pid-variable") ?? ""),
        Limits = [.. Pairs("--limits").Select(p => new SpawnLimit(Resource(p[0]), Limit(p[1]), Limit(p[2])))],
        OutOfMemoryScore = MaybeNumber("--oom-score"),
        Nice = MaybeNumber("--nice"),
        Scheduling = Pairs("--scheduling")
            .Select(p => new SpawnScheduling(Enum.Parse<SpawnPolicy>(p[0], true), Whole(p[1])))
            .Cast<SpawnScheduling?>().SingleOrDefault(),
        IoPriority = Pairs("--io")
            .Select(p => new SpawnIoPriority(Enum.Parse<SpawnIoClass>(p[0], true), Whole(p[1])))
            .Cast<SpawnIoPriority?>().SingleOrDefault(),
        Processors = [.. List("--processors").Select(Whole)],
        Descriptors = [.. Pairs("--descriptors").Select(NewFile), .. Pairs("--pass").Select(Passed)],
        Root = Value("--root"),
        WorkingDirectory = Value("--directory"),
        Umask = Value("--umask") is { } mask ? Convert.ToUInt32(mask, 8) : null,
        Identity = Value("--identity") is { } ids ? Identity(ids.Split(',')) : null,
        Capabilities = Capabilities("--capabilities"),
        Ambient = Capabilities("--ambient"),
        NoNewPrivileges = Has("--no-new-privs"),
        ParentDeathSignal = Number("--parent-death", 0),
        BlockedSignals = Signals("--blocked"),
        IgnoredSignals = Signals("--ignored"),
        WithPidFd = Has("--pidfd"),
        WithExecPipe = true,
    };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static SpawnResource Resource(string name) => Enum.Parse<SpawnResource>(name, ignoreCase: true);

    private static ulong Limit(string text) =>
        text == "unlimited" ? SpawnLimit.Unlimited : ulong.Parse(text, CultureInfo.InvariantCulture);

    private static SpawnIdentity Identity(string[] ids)
    {
        uint[] numbers = Array.ConvertAll(ids, id => uint.Parse(id, CultureInfo.InvariantCulture));
        return new SpawnIdentity(numbers[0], numbers[1], numbers[2..]);
    }

    private static SpawnDescriptor NewFile(string[] pair)
    {
        // The source is above every target: the numbers below are free for the spawner's own pipe, as in a real init.
        const int AboveTargets = 100;
        using var handle = File.OpenHandle(pair[1], FileMode.Create, FileAccess.ReadWrite);
        int source = Libc.fcntl((int)handle.DangerousGetHandle(), DuplicateCloseOnExec, AboveTargets);
        return new SpawnDescriptor(Whole(pair[0]), source);
    }

    private static SpawnDescriptor Passed(string[] pair) =>
        new(Whole(pair[0]), pair[1] == "null" ? SpawnDescriptor.Null : Whole(pair[1]));

    private string? Value(string name) => _values.GetValueOrDefault(name);

    private int Number(string name, int otherwise) => MaybeNumber(name) ?? otherwise;

    private int? MaybeNumber(string name) => Value(name) is { } text ? Whole(text) : null;

    private string[] List(string name) => Value(name) is { } text and not "none" ? text.Split(',') : [];

    private IEnumerable<string[]> Pairs(string name) => List(name).Select(item => item.Split(':'));

    private SignalSet Signals(string name) =>
        List(name).Aggregate(SignalSet.Empty, (set, signal) => set.With(Whole(signal)));

    private CapabilitySet? Capabilities(string name) => Has(name)
        ? List(name).Aggregate(CapabilitySet.Empty, (set, capability) => set.With(Whole(capability)))
        : null;
}
