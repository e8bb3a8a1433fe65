using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;
using static MiniInit.Config.Tests.Properties.Values;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Right values for each key of a job, and tables of them that are right together.</summary>
internal static class JobValues
{
    private static readonly Dictionary<string, Gen<TomlValue>> s_hook = new()
    {
        ["exec"] = Command,
        ["script"] = Script,
        ["timeout"] = Timeout,
    };

    /// <summary>By key. A key of the table that is missing here fails a test.</summary>
    public static IReadOnlyDictionary<string, Gen<TomlValue>> ByKey { get; } = new Dictionary<string, Gen<TomlValue>>
    {
        ["description"] = Text,
        ["author"] = Text,
        ["version"] = Text,
        ["usage"] = Text,
        ["emits"] = Set(Words("net-up", "net-*", "a:b", "é")),
        ["tags"] = Names,
        ["type"] = Words("service", "task", "state"),
        ["exec"] = Command,
        ["script"] = Script,
        ["shell"] = List(Words("/bin/bash", "-e", "-u"), least: 1),
        ["pre-start"] = Tables.One(s_hook, "exec", "script"),
        ["post-start"] = Tables.One(s_hook, "exec", "script"),
        ["pre-stop"] = Tables.One(s_hook, "exec", "script"),
        ["post-stop"] = Tables.One(s_hook, "exec", "script"),
        ["reload-exec"] = Command,
        ["reload-signal"] = Signal,
        ["start-on"] = Expression,
        ["stop-on"] = Expression,
        ["manual"] = Flag,
        ["schedule"] = Words("@daily", "*/5 * * * *", "30 6 * * mon-fri", "0 0 1,15 jan-mar 0"),
        ["every"] = Timeout,
        ["if-path-exists"] = Set(Path),
        ["if-env-set"] = Set(Variable),
        ["listen"] = Sockets.List,
        ["main"] = Flag,
        ["requires"] = Names,
        ["wants"] = Names,
        ["after"] = Names,
        ["before"] = Names,
        ["conflicts"] = Names,
        ["part-of"] = Names,
        ["instance"] = Words("$N", "${N}", "a-$TTY", "fixed", "${A:-x}"),
        ["instances"] = Set(Words("1", "2", "a b", "é")),
        ["export"] = Set(Variable),
        ["env"] = Environment,
        ["env-from"] = Set(Words("*", "LC_*", "PATH", "?X")),
        ["env-file"] = Set(Words("/etc/default/web", "-/run/x", "/a b")),
        ["ready"] = Probes.Ready,
        ["start-timeout"] = Timeout,
        ["pid-file"] = Path,
        ["health"] = Probes.Health,
        ["watchdog"] = Timeout,
        ["respawn"] = Gen.OneOf(Flag, Words("always", "on-failure", "on-success", "on-abnormal")),
        ["respawn-delay"] = Tables.Any(new()
        {
            ["min"] = Words("0", "10ms", "1s"),
            ["max"] = Words("1s", "2m", "1h"),
            ["factor"] = Gen.OneOf(Integer(1, 100), Floats(1, 1.5, 2.25, 100)),
            ["reset"] = Pause,
        }),
        ["respawn-limit"] = Tables.Any(new()
        {
            ["count"] = Gen.OneOf(Integer(1, 1_000_000), Words("unlimited")),
            ["interval"] = Timeout,
            ["then"] = Words("fail", "exit", "retry-after 5m", "retry-after 90", "retry-after 1h30m"),
        }),
        ["normal-exit"] = Set(Gen.OneOf(Integer(0, 255), Words("TERM", "SIGKILL", "RTMIN+3"))),
        ["kill-signal"] = Signal,
        ["kill-timeout"] = Pause,
        ["kill-mode"] = Words("tree", "group", "main", "mixed"),
        ["adopt"] = Words("kill", "warn", "keep"),
        ["track"] = Words("auto", "none"),
        ["console"] = Words("log", "inherit", "null", "output", "owner"),
        ["log"] = Tables.Any(new()
        {
            ["file"] = Path,
            ["max-size"] = Gen.OneOf(Integer(4096, 1 << 30), Words("4k", "10M", "1G")),
            ["keep"] = Integer(0, 1000),
            ["ring"] = Gen.OneOf(Integer(0, 1 << 20), Words("0", "64k", "1M")),
            ["timestamps"] = Flag,
        }),
        ["redirect-stderr"] = Flag,
        ["user"] = Account,
        ["group"] = Account,
        ["groups"] = Set(Account),
        ["umask"] = Words("022", "077", "0", "0027", "777"),
        ["nice"] = Integer(-20, 19),
        ["oom-score"] = Gen.OneOf(Integer(-1000, 1000), Words("never")),
        ["limits"] = Limits.Table,
        ["chroot"] = Path,
        ["chdir"] = Path,
        ["priority"] = Words("other", "batch", "idle", "fifo:1", "fifo:99", "rr:7"),
        ["cpu-affinity"] = List(Gen.OneOf(Integer(0, 1023), Words("4-7", "0-0", "1000-1023"))),
        ["io-priority"] = Words("idle", "best-effort:0", "best-effort:7", "realtime:3"),
        ["sandbox"] = Tables.Any(new()
        {
            ["no-new-privs"] = Flag,
            ["capabilities"] = Set(Words("CHOWN", "CAP_KILL", "net_admin")),
            ["ambient"] = Set(Words("NET_BIND_SERVICE", "SYS_TIME")),
            ["read-only"] = Gen.OneOf(Flag, Set(Path)),
            ["private-tmp"] = Flag,
            ["on-unavailable"] = Words("warn", "fail"),
        }),
        ["cgroup"] = Tables.Any(new()
        {
            ["memory-max"] = Gen.OneOf(Integer(1 << 20, int.MaxValue), Words("256M", "2G")),
            ["cpu-max"] = Gen.OneOf(Words("50%", "12.5%", "1024"), Integer(1, 1024), Floats(0.5, 1.5)),
            ["pids-max"] = Integer(1, 4_194_304),
        }),
    };

    /// <summary>Tables of some keys that are right together, the keys in any order.</summary>
    public static Gen<IReadOnlyList<KeyValuePair<string, TomlValue>>> All { get; } =
        Tables.Entries(ByKey, among: 12).Select(Reconcile);

    /// <summary>Takes out, or puts in, what makes the keys go together.</summary>
    private static IReadOnlyList<KeyValuePair<string, TomlValue>> Reconcile(
        IReadOnlyList<KeyValuePair<string, TomlValue>> entries)
    {
        Dictionary<string, TomlValue> table = new(entries);
        bool isState = table.TryGetValue("type", out TomlValue? type) && type is TomlString { Value: "state" };
        string[] processKeys =
        [
            "exec", "script", "main", "respawn", "ready", "health", "watchdog", "pid-file", "reload-exec", "listen",
        ];
        foreach (string key in processKeys.Where(_ => isState))
        {
            table.Remove(key);
        }

        if (!isState && !table.ContainsKey("script"))
        {
            table.TryAdd("exec", new TomlArray([new TomlString("web")]));
        }

        Drop(table, "exec", "script");
        Drop(table, "schedule", "every");
        if (table.ContainsKey("instances"))
        {
            table["instance"] = new TomlString("$N");
        }

        return [.. table];
    }

    private static void Drop(Dictionary<string, TomlValue> table, string first, string second)
    {
        if (table.ContainsKey(first))
        {
            table.Remove(second);
        }
    }
}
