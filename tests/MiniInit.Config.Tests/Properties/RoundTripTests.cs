using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config.Tests.Properties;

public sealed class RoundTripTests
{
    [Fact]
    public void Any_job_printed_and_read_again_is_the_same() => Property.Holds(JobValues.All, entries =>
    {
        JobDefinition job = Read.Job(TomlWriter.Write(new TomlTable(entries)));
        string printed = JobConfiguration.Print(job);
        JobDefinition again = Read.Job(printed);
        Assert.Equal(job, again);
        Assert.Equal(printed, JobConfiguration.Print(again));
    });

    [Fact]
    public void Any_main_file_printed_and_read_again_is_the_same()
    {
        Gen<TomlTable> files =
            from init in InitValues.All
            from web in JobValues.All
            from db in JobValues.All
            select new TomlTable(
            [
                KeyValuePair.Create("init", (TomlValue)new TomlTable(init)),
                KeyValuePair.Create("job", (TomlValue)new TomlTable(
                [
                    KeyValuePair.Create("net/web", (TomlValue)new TomlTable(web)),
                    KeyValuePair.Create("db", (TomlValue)new TomlTable(db)),
                ])),
            ]);
        Property.Holds(files, file =>
        {
            JobConfiguration read = Read.MainFile(TomlWriter.Write(file));
            Assert.Empty(read.Diagnostics.Select(diagnostic => diagnostic.Render()));
            string printed = read.Print();
            JobConfiguration again = Read.MainFile(printed);
            Assert.Equal(read.Init, again.Init);
            Assert.Equal(read.Definitions, again.Definitions);
            Assert.Equal(printed, again.Print());
        });
    }

    [Fact]
    public void Every_key_of_a_job_has_a_generator() =>
        Assert.Equal(JobKeys.Table.Keys.Select(key => key.Name).Order(), JobValues.ByKey.Keys.Order());

    [Fact]
    public void Every_key_of_init_has_a_generator() =>
        Assert.Equal(InitKeys.Table.Keys.Select(key => key.Name).Order(), InitValues.ByKey.Keys.Order());

    [Fact]
    public void Every_key_is_printed_with_something_else_than_its_default()
    {
        HashSet<string> changed = [];
        foreach (IReadOnlyList<KeyValuePair<string, TomlValue>> entries in JobValues.All.Sample(500))
        {
            JobDefinition job = Read.Job(TomlWriter.Write(new TomlTable(entries)));
            changed.UnionWith(Changed(JobKeys.Table, job).Select(key => $"job.{key}"));
        }

        foreach (IReadOnlyList<KeyValuePair<string, TomlValue>> entries in InitValues.All.Sample(200))
        {
            TomlTable file = new([KeyValuePair.Create("init", (TomlValue)new TomlTable(entries))]);
            InitDefinition init = Read.MainFile(TomlWriter.Write(file)).Init;
            changed.UnionWith(Changed(InitKeys.Table, init).Select(key => $"init.{key}"));
        }

        IEnumerable<string> all =
        [
            .. JobKeys.Table.Keys.Select(key => $"job.{key.Name}"),
            .. InitKeys.Table.Keys.Select(key => $"init.{key.Name}"),
        ];
        Assert.Empty(all.Except(changed));
    }

    private static IEnumerable<string> Changed<T>(KeyTable<T> keys, T owner) =>
        from key in keys.Keys
        let printed = keys.Print(owner, key.Name)
        let usual = keys.Print(keys.Start, key.Name)
        where printed is not null && (usual is null || TomlWriter.WriteValue(printed) != TomlWriter.WriteValue(usual))
        select key.Name;
}
