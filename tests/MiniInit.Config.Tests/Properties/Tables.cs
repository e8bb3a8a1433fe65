using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Tables of some of their keys.</summary>
internal static class Tables
{
    /// <summary>A table with any of the keys.</summary>
    public static Gen<TomlValue> Any(Dictionary<string, Gen<TomlValue>> keys) =>
        Entries(keys, among: 2).Select(entries => (TomlValue)new TomlTable(entries, isInline: true));

    /// <summary>A table with one of the alternatives, and any of the other keys.</summary>
    public static Gen<TomlValue> One(Dictionary<string, Gen<TomlValue>> keys, params string[] alternatives) =>
        from chosen in Gen.Elements(alternatives)
        from value in keys[chosen]
        from others in Entries(keys.Where(key => !alternatives.Contains(key.Key)).ToDictionary(), among: 2)
        select (TomlValue)new TomlTable(
            others.Append(KeyValuePair.Create(chosen, value)), isInline: true);

    /// <summary>Some of the keys with values, in any order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="among">One of so many is taken.</param>
    public static Gen<IReadOnlyList<KeyValuePair<string, TomlValue>>> Entries(
        IReadOnlyDictionary<string, Gen<TomlValue>> keys, int among) =>
        from picks in Gen.Choose(1, among).ListOf(keys.Count)
        from order in Gen.Shuffle(keys.Keys.Where((_, at) => picks[at] == 1).ToArray())
        from values in Gen.CollectToList(order, name => keys[name])
        select (IReadOnlyList<KeyValuePair<string, TomlValue>>)
            [.. order.Zip(values, (name, value) => KeyValuePair.Create(name, value))];
}
