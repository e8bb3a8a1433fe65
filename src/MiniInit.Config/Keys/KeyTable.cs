using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Keys;

/// <summary>
/// The keys of one kind of table. It is the one list from which reading, printing, suggestions, the schema for editors
/// and the reference are made.
/// </summary>
/// <typeparam name="TOwner">What the table comes to.</typeparam>
/// <param name="start">What an empty table comes to: all the defaults.</param>
/// <param name="keys">
/// The keys, in the order in which they are printed and documented: each is a <see cref="Key{TOwner}"/>, which is not said
/// by their type, as a list for each owner, and what there is to a list, costs 1 KB in the natives.
/// </param>
/// <param name="alternatives">Keys of which a table has one.</param>
internal sealed class KeyTable<TOwner>(
    TOwner start, IReadOnlyList<Key> keys, params Alternatives[] alternatives)
{
    private readonly Dictionary<string, Key> _byName = ByName(keys);

    /// <summary>Says what an unknown key is called here; null for one that is not known from elsewhere.</summary>
    public Func<TomlEntry, string?> Explain { get; init; } = _ => null;

    /// <summary>What an empty table comes to.</summary>
    public TOwner Start => start;

    /// <summary>The keys in order.</summary>
    public IReadOnlyList<Key> Keys => keys;

    /// <summary>The names of the keys.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Whether there is a key of that name.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Tells whether the key of that name takes a value.</summary>
    public bool Accepts(string name, TomlValue value)
    {
        TOwner unused = start;
        return Find(name)!.TryRead(name, value, new DiagnosticList(isSilent: true), ref unused);
    }

    /// <summary>Reads a table; what is wrong is reported, all of it.</summary>
    /// <param name="prefix">The keys that the table is within, each with a dot behind it: <c>log.</c>, or nothing.</param>
    /// <param name="table">The table.</param>
    /// <param name="report">Where errors go.</param>
    /// <param name="owner">What it comes to; on the way in, what an empty one would come to.</param>
    public bool TryRead(string prefix, TomlTable table, DiagnosticList report, ref TOwner owner)
    {
        bool isRight = true;
        bool areKnown = true;
        foreach (TomlEntry entry in table)
        {
            if (Find(entry.Key) is not Key<TOwner> key)
            {
                isRight = areKnown = RefuseUnknown(prefix, entry, report);
            }
            else if (!key.TryRead(prefix + entry.Key, entry.Value, report, ref owner))
            {
                isRight = false;
            }
        }

        // An unknown key may well have been meant for the one that is missing.
        return CheckAlternatives(prefix, table, report, areKnown) && isRight;
    }

    /// <summary>Gives what is set, defaults included, as a table.</summary>
    public TomlTable Print(TOwner owner, bool isInline)
    {
        List<KeyValuePair<string, TomlValue>> entries = [];
        List<KeyValuePair<string, TomlValue>> tables = [];
        foreach (Key<TOwner> key in keys)
        {
            if (key.Print(owner) is TomlValue value)
            {
                // What gets a header of its own comes last: a plain value below that header would be the table's.
                (value is TomlTable { IsInline: false } ? tables : entries).Add(new(key.Name, value));
            }
        }

        return new TomlTable([.. entries, .. tables], isInline);
    }

    /// <summary>Gives what is set for one key, which exists; null where nothing is.</summary>
    public TomlValue? Print(TOwner owner, string key) => Find(key)!.Print(owner);

    /// <summary>Lays a table over another; of alternatives, those of the upper table replace those of the lower.</summary>
    /// <param name="prefix">The keys that the tables are within, each with a dot behind it.</param>
    /// <param name="lower">The table below.</param>
    /// <param name="upper">The table above.</param>
    /// <param name="report">Where errors of replaced values go: they make their file wrong all the same.</param>
    public TomlTable Overlay(string prefix, TomlTable lower, TomlTable upper, DiagnosticList report)
    {
        HashSet<string> dropped = Dropped(upper);
        foreach (TomlEntry entry in lower)
        {
            bool isReplaced = upper.TryGetValue(entry.Key, out TomlValue? over)
                ? entry.Value is not TomlTable || over is not TomlTable
                : dropped.Contains(entry.Key);
            if (isReplaced && _byName.TryGetValue(entry.Key, out Key? key))
            {
                key.Form.Check(prefix + entry.Key, entry.Value, report);
            }
        }

        return lower.Without(dropped.Contains).Overlay(
            upper,
            (key, below, above) => _byName.TryGetValue(key, out Key? known)
                ? known.Form.Overlay(prefix + key, below, above, report)
                : below.Overlay(above));
    }

    /// <summary>Gives the alternatives to what a table above has.</summary>
    private HashSet<string> Dropped(TomlTable upper)
    {
        HashSet<string> dropped = [];
        foreach (Alternatives group in alternatives)
        {
            List<string> others = new(group.Keys);
            if (others.RemoveAll(key => upper.TryGetValue(key, out _)) > 0)
            {
                dropped.UnionWith(others);
            }
        }

        return dropped;
    }

    /// <summary>Gives the table as JSON Schema.</summary>
    public JsonObject Schema()
    {
        JsonObject properties = [];
        foreach (Key<TOwner> key in keys)
        {
            JsonObject schema = key.Form.Schema();
            schema["description"] = key.Documentation;
            if (key.Print(start) is TomlValue value && JsonOf(value) is JsonNode json)
            {
                schema["default"] = json;
            }

            properties[key.Name] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private static JsonNode? JsonOf(TomlValue value) => value switch
    {
        TomlString text => text.Value,
        TomlInteger integer => integer.Value,
        TomlFloat real => real.Value,
        TomlBoolean flag => flag.Value,
        TomlArray array => JsonOf(array),
        _ => null,
    };

    private static JsonArray JsonOf(TomlArray array)
    {
        JsonArray json = [];
        foreach (TomlValue item in array)
        {
            json.Add(JsonOf(item));
        }

        return json;
    }

    private Key<TOwner>? Find(string name) =>
        _byName.TryGetValue(name, out Key? key) ? (Key<TOwner>)key : null;

    private static Dictionary<string, Key> ByName(IReadOnlyList<Key> keys)
    {
        Dictionary<string, Key> byName = new(keys.Count);
        foreach (Key<TOwner> key in keys)
        {
            byName.Add(key.Name, key);
        }

        return byName;
    }

    /// <summary>Names the table that a key was meant for: <c>log-file</c>, or <c>memory-max</c> by itself.</summary>
    private string? Within(string word)
    {
        string normal = word.Replace('_', '-');
        string? hint = null;
        foreach (Key<TOwner> key in keys)
        {
            foreach (string within in key.Form.KeysWithin)
            {
                if (within == normal || $"{key.Name}-{within}" == normal)
                {
                    if (hint is not null)
                    {
                        return null;
                    }

                    hint = $"write {key.Name} = {{ {within} = … }}";
                }
            }
        }

        return hint;
    }

    private bool RefuseUnknown(string prefix, in TomlEntry entry, DiagnosticList report)
    {
        if (report.IsBeyondLimit(entry.Value.Source))
        {
            return false;
        }

        string hint = Explain(entry) is string foreign ? foreign
            : prefix.Length > 0 && ForeignWords.Above(entry.Key, prefix) is string above ? above
            : Within(entry.Key) is string within ? within
            : NearestWord.Find(entry.Key, Names) is string near ? $"did you mean \"{near}\"?"
            : prefix.Length > 0 ? "the keys here are " + string.Join(", ", Names)
            : "see the list of keys in docs/JOB-FILES.md";
        return report.Cannot(
            "unknown-key", entry, $"cannot use {Quotation.Of(prefix + entry.Key)}: there is no such key; {hint}");
    }

    private bool CheckAlternatives(string prefix, TomlTable table, DiagnosticList report, bool areKnown)
    {
        bool isRight = true;
        foreach (Alternatives group in alternatives)
        {
            TomlEntry? first = null;
            foreach (TomlEntry entry in table)
            {
                if (!group.Has(entry.Key))
                {
                    continue;
                }

                if (first is not TomlEntry other)
                {
                    first = entry;
                    continue;
                }

                isRight = report.Cannot(
                    "only-one-of",
                    entry.Value.Source!,
                    entry.KeySpan,
                    $"cannot use \"{prefix}{entry.Key}\" together with \"{prefix}{other.Key}\": only one of them can "
                        + "hold; leave one out",
                    ReferenceEquals(other.Value.Source, entry.Value.Source) ? other.KeySpan : null);
            }

            if (first is null && group.IsRequired && areKnown)
            {
                string wanted = $"\"{string.Join("\", \"", group.Keys[..^1])}\" or \"{group.Keys[^1]}\"";
                isRight = report.Cannot(
                    "missing-key", table, $"cannot use \"{prefix.TrimEnd('.')}\" as it is: it lacks {wanted}; add one");
            }
        }

        return isRight;
    }
}
