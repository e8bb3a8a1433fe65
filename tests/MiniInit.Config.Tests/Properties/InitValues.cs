using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;
using static MiniInit.Config.Tests.Properties.Values;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Right values for each key of <c>[init]</c>.</summary>
internal static class InitValues
{
    /// <summary>Each written in one way only, since a grant that comes twice is wrong.</summary>
    private static readonly Gen<TomlValue> s_accounts =
        Gen.OneOf(Words("www-data", "root", "é"), Integer(0, int.MaxValue));

    /// <summary>By key. A key of the table that is missing here fails a test.</summary>
    public static IReadOnlyDictionary<string, Gen<TomlValue>> ByKey { get; } = new Dictionary<string, Gen<TomlValue>>
    {
        ["log-level"] = Words("debug", "info", "message", "warn", "error", "fatal"),
        ["log-format"] = Words("text", "json"),
        ["output"] = Words("prefix", "raw", "json", "none"),
        ["log-dir"] = Path,
        ["shutdown-timeout"] = Timeout,
        ["exit-when-idle"] = Flag,
        ["allow-reboot"] = Flag,
        ["subreaper"] = Flag,
        ["cgroups"] = Flag,
        ["socket"] = Words("/run/x", "/run/a b"),
        ["control"] = Tables.Any(new() { ["allow"] = Grants() }),
        ["env"] = Environment,
    };

    /// <summary>Tables of some keys.</summary>
    public static Gen<IReadOnlyList<KeyValuePair<string, TomlValue>>> All { get; } = Tables.Entries(ByKey, among: 3);

    private static Gen<TomlValue> Grants() => List(Tables.One(
        new()
        {
            ["users"] = Set(s_accounts, least: 1),
            ["groups"] = Set(s_accounts, least: 1),
            ["methods"] = Set(Words("start", "stop", "*")),
            ["jobs"] = Set(Words("web", "worker-*")),
        },
        "users", "groups"), 0).Select(list => (TomlValue)new TomlArray(((TomlArray)list).DistinctBy(Meaning)));

    /// <summary>Two that differ in the order of their keys, or by a list with nothing in it, are the same grant.</summary>
    private static string Meaning(TomlValue grant) => string.Join(' ', ((TomlTable)grant)
        .Where(entry => entry.Value is not TomlArray { Count: 0 })
        .OrderBy(entry => entry.Key, System.StringComparer.Ordinal)
        .Select(entry => $"{entry.Key}={TomlWriter.WriteValue(entry.Value).Replace("\"", "", System.StringComparison.Ordinal)}"));
}
