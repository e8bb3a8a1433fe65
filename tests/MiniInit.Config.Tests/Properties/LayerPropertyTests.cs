using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;

namespace MiniInit.Config.Tests.Properties;

public sealed class LayerPropertyTests
{
    /// <summary>From the lowest layer to the topmost; the number is the rank of the folder.</summary>
    private static readonly string[] s_layers =
        ["1:web.toml", "0:web.override.toml", "2:web.toml.d/10.toml", "0:web.toml.d/10.toml", "1:web.toml.d/9.toml"];

    [Fact]
    public void Keys_spread_over_layers_come_to_the_same_job()
    {
        Gen<(IReadOnlyList<KeyValuePair<string, TomlValue>> Entries, IReadOnlyList<KeyValuePair<string, TomlValue>> Below, int Seed)> cases =
            from entries in JobValues.All
            from below in JobValues.All
            from seed in Gen.Choose(0, int.MaxValue)
            select (entries, below, seed);
        Property.Holds(cases, each =>
        {
            (string, string)[] files = Spread(each.Entries, each.Below, new System.Random(each.Seed));
            JobConfiguration read = Read.Files(files);
            Assert.Empty(read.Diagnostics.Select(diagnostic => diagnostic.Render()));
            Assert.Equal(Read.Job(TomlWriter.Write(new TomlTable(each.Entries))), Assert.Single(read.Definitions));
        });
    }

    /// <summary>Puts each key, and each key of a table, into some layer, and values that it replaces into lower ones.</summary>
    private static (string Name, string Text)[] Spread(
        IReadOnlyList<KeyValuePair<string, TomlValue>> entries,
        IReadOnlyList<KeyValuePair<string, TomlValue>> below,
        System.Random random)
    {
        Dictionary<string, Dictionary<string, TomlValue>>[] layers = [.. s_layers.Select(_ => new Dictionary<string, Dictionary<string, TomlValue>>())];
        foreach ((string key, TomlValue value) in entries)
        {
            int at = random.Next(layers.Length);

            // The order of variables counts, so that table stays whole.
            if (value is TomlTable table && key != "env")
            {
                layers[at].TryAdd(key, []);
                foreach (TomlEntry inner in table)
                {
                    Dictionary<string, Dictionary<string, TomlValue>> layer = layers[random.Next(layers.Length)];
                    layer.TryAdd(key, []);
                    layer[key].Add(inner.Key, inner.Value);
                }
            }
            else
            {
                layers[at].Add(key, new() { [""] = value });
                TomlValue? hidden = below.FirstOrDefault(entry => entry.Key == key).Value;
                if (at > 0 && hidden is not null && !(hidden is TomlTable && value is TomlTable))
                {
                    layers[random.Next(at)].Add(key, new() { [""] = hidden });
                }
            }
        }

        return [.. layers.Select((layer, at) => (s_layers[at], TomlWriter.Write(new TomlTable(layer.Select(
            entry => KeyValuePair.Create(
                entry.Key, entry.Value.TryGetValue("", out TomlValue? whole) ? whole : new TomlTable(entry.Value)))))))];
    }
}
