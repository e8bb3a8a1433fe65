using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A table of resource limits.</summary>
internal sealed class LimitsForm : Form<ValueList<ResourceLimit>>
{
    private static readonly LimitForm s_limit = new();

    /// <summary>In the order of <see cref="Resource"/>.</summary>
    private static readonly string[] s_names =
    [
        "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime",
        "sigpending", "stack",
    ];

    public override string Phrase => "a table such as { nofile = 4096, core = \"unlimited\" }";

    public override string Word => "table of limits";
    public override IEnumerable<string> KeysWithin => s_names;

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<ResourceLimit> result)
    {
        if (value is not TomlTable table)
        {
            return Mismatch(key, value, report, out result);
        }

        List<ResourceLimit> limits = new(table.Count);
        bool isRight = true;
        foreach (TomlEntry entry in table)
        {
            int resource = Array.IndexOf(s_names, entry.Key);
            if (resource < 0)
            {
                isRight = RefuseUnknown(key, entry, report);
            }
            else if (s_limit.TryRead($"{key}.{entry.Key}", entry.Value, report, out (long? Soft, long? Hard) pair))
            {
                limits.Add(new ResourceLimit((Resource)resource, pair.Soft, pair.Hard));
            }
            else
            {
                isRight = false;
            }
        }

        limits.Sort((a, b) => a.Resource.CompareTo(b.Resource));
        result = isRight ? [.. limits] : null;
        return isRight;
    }

    public override TomlValue? Print(ValueList<ResourceLimit> value) => value.Count == 0 ? null : new TomlTable(
        value.ConvertAll(limit => KeyValuePair.Create(
            s_names[(int)limit.Resource], s_limit.Print((limit.Soft, limit.Hard))!)),
        isInline: true);

    public override JsonObject Schema()
    {
        JsonObject properties = [];
        foreach (string name in s_names)
        {
            properties[name] = s_limit.Schema();
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    /// <summary>Takes off what systemd and getrlimit(2) have before the name.</summary>
    private static string WithoutPrefix(string key) =>
        key.StartsWith("rlimit_", StringComparison.Ordinal) ? key["rlimit_".Length..]
            : key.StartsWith("limit", StringComparison.Ordinal) ? key["limit".Length..]
            : key;

    private static bool RefuseUnknown(string key, in TomlEntry entry, DiagnosticList report)
    {
        if (report.IsBeyondLimit(entry.Value.Source))
        {
            return false;
        }

        string plain = WithoutPrefix(entry.Key.ToLowerInvariant());
        string hint = plain is "files" or "open-files" or "open_files" ? "write nofile"
            : plain is "processes" or "procs" ? "write nproc"
            : plain is "memory" or "mem" or "vmem" ? "write as, or cgroup = { memory-max = \"512M\" }"
            : plain != entry.Key && Array.IndexOf(s_names, plain) >= 0 ? $"write {plain}"
            : NearestWord.Find(entry.Key, s_names) is string near ? $"did you mean \"{near}\"?"
            : "there are " + string.Join(", ", s_names);
        return report.Cannot(
            "unknown-key", entry, $"cannot limit {Quotation.Of(entry.Key)} in \"{key}\": no such resource can be set; {hint}");
    }
}
