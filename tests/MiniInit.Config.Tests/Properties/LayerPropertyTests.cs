using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Toml;
using Entries = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.KeyValuePair<string, MiniInit.Toml.TomlValue>>;
using Layer = System.Collections.Generic.Dictionary<string, System.Collections.Generic.Dictionary<string, MiniInit.Toml.TomlValue>>;

namespace MiniInit.Config.Tests.Properties;

public sealed class LayerPropertyTests
{
    /// <summary>From the lowest layer to the topmost; the number is the rank of the folder.</summary>
    private static readonly string[] s_layers =
        ["1:web.toml", "0:web.override.toml", "2:web.toml.d/10.toml", "0:web.toml.d/10.toml", "1:web.toml.d/9.toml"];

    [Fact]
    public void Keys_spread_over_layers_come_to_the_same_job()
    {
        Gen<(Entries Entries, Entries Below, int Seed)> cases =
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

    /// <summary>Puts each key, also those of tables, into some layer, and values that it replaces below.</summary>
    private static (string Name, string Text)[] Spread(
        Entries entries,
        Entries below,
        System.Random random)
    {
        Layer[] layers = [.. s_layers.Select(_ => new Layer())];
        foreach ((string key, TomlValue value) in entries)
        {
            int at = random.Next(layers.Length);

            // The order of variables counts, so that table stays whole.
            if (value is TomlTable table && key != "env")
            {
                layers[at].TryAdd(key, []);
                foreach (TomlEntry inner in table)
                {
                    Layer layer = layers[random.Next(layers.Length)];
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

        return [.. layers.Select((layer, at) => (s_layers[at], Write(layer)))];
    }

    private static string Write(Layer layer) => TomlWriter.Write(new TomlTable(layer.Select(
        entry => KeyValuePair.Create(
            entry.Key,
            entry.Value.TryGetValue("", out TomlValue? whole) ? whole : new TomlTable(entry.Value)))));
}
