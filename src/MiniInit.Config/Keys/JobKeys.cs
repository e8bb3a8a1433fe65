using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config.Keys;

/// <summary>
/// All keys of a job file. A key is one entry here: its name, how its value is written, where it goes, and what it
/// means. Validation, suggestions, <c>--print</c>, the schema for editors and the reference all come from it.
/// </summary>
internal static class JobKeys
{
    /// <summary>The keys by chapter, in the order of the reference.</summary>
    public static IReadOnlyList<(string Chapter, IReadOnlyList<Key> Keys)> Chapters { get; } =
    [
        ("What it is", DescriptionKeys.All),
        ("What it runs", CommandKeys.All),
        ("When it starts and stops", StartKeys.All),
        ("What it needs", DependencyKeys.All),
        ("Instances", InstanceKeys.All),
        ("Environment", EnvironmentKeys.All),
        ("When it is ready, and how it is watched", ReadinessKeys.All),
        ("When it ends", EndKeys.All),
        ("Input and output", OutputKeys.All),
        ("How its processes run", ProcessKeys.All),
    ];

    /// <summary>The keys as one table.</summary>
    public static KeyTable<JobDefinition> Table { get; } = new(
        new JobDefinition(""),
        [
            .. DescriptionKeys.All, .. CommandKeys.All, .. StartKeys.All, .. DependencyKeys.All, .. InstanceKeys.All,
            .. EnvironmentKeys.All, .. ReadinessKeys.All, .. EndKeys.All, .. OutputKeys.All, .. ProcessKeys.All,
        ],
        new Alternatives(["exec", "script"], IsRequired: false),
        new Alternatives(["schedule", "every"], IsRequired: false))
    {
        Explain = ForeignWords.OfJob,
    };

    /// <summary>Whether a value is what holds without it.</summary>
    /// <param name="key">The key, with dots between those within tables.</param>
    /// <param name="value">What is written for it.</param>
    public static bool IsDefault(string key, TomlValue value)
    {
        string[] parts = key.Split('.');
        TomlValue? held = Table.Print(Table.Start, parts[0]);
        for (int at = 1; at < parts.Length; at++)
        {
            held = held is TomlTable table && table.TryGetValue(parts[at], out TomlValue? inner) ? inner : null;
        }

        return held is not null && TomlWriter.WriteValue(held) == TomlWriter.WriteValue(value);
    }
}
