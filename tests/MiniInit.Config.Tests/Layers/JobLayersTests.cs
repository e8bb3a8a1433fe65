using System.Linq;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;

namespace MiniInit.Config.Tests.Layers;

/// <summary>Which files count, and which lies over which. The number before a name is the rank of its folder.</summary>
public sealed class JobLayersTests
{
    [Fact]
    public void Of_job_files_that_of_the_first_folder_counts()
    {
        JobConfiguration read = Read.Files(("2:web.toml", "nice = 2"), ("0:web.toml", Job(0)), ("1:web.toml", "wrong"));
        Assert.Empty(read.Diagnostics);
        Assert.Equal(0, read.Definitions.Single().Nice);
        Assert.Equal(["0:web.toml"], read.Jobs.Single().Files);
    }

    [Theory]
    [InlineData("012")]
    [InlineData("102")]
    [InlineData("210")]
    public void The_order_in_which_files_are_found_does_not_count(string ranks)
    {
        JobConfiguration read = Read.Files([.. ranks.Select(rank => ($"{rank}:web.toml", Job(rank - '0')))]);
        Assert.Equal(0, read.Definitions.Single().Nice);
    }

    [Fact]
    public void Of_overrides_one_counts_the_topmost()
    {
        JobConfiguration read = Read.Files(
            ("2:web.toml", Job(9)),
            ("1:web.override.toml", "nice = 1\numask = \"077\""),
            ("0:web.override.toml", "nice = 0"));
        Assert.Equal(0, read.Definitions.Single().Nice);
        Assert.Null(read.Definitions.Single().Umask);
        Assert.Equal(["2:web.toml", "0:web.override.toml"], read.Jobs.Single().Files);
    }

    [Theory]
    [InlineData("0", 7)]
    [InlineData("1", 7)]
    [InlineData("2", 9)]
    public void An_override_counts_down_to_the_folder_of_the_job(string rank, int nice) => Assert.Equal(
        nice,
        Read.Files(("1:web.toml", Job(9)), ($"{rank}:web.override.toml", "nice = 7")).Definitions.Single().Nice);

    [Fact]
    public void Drop_ins_of_all_folders_count_in_the_order_of_their_file_names()
    {
        JobConfiguration read = Read.Files(
            ("1:web.toml", Job(9)),
            ("0:web.toml.d/10.toml", "nice = 1\ngroup = \"a\""),
            ("2:web.toml.d/20.toml", "nice = 2"),
            ("1:web.toml.d/15.toml", "nice = 3\nuser = \"u\""),
            ("0:web.override.toml", "nice = 4\nchdir = \"/x\""));
        JobDefinition job = read.Definitions.Single();
        Assert.Equal((2, "a", "u", "/x"), (job.Nice, job.Group, job.User, job.WorkingFolder));
        Assert.Equal(
            ["1:web.toml", "0:web.override.toml", "0:web.toml.d/10.toml", "1:web.toml.d/15.toml",
                "2:web.toml.d/20.toml"],
            read.Jobs.Single().Files);
    }

    [Fact]
    public void Of_drop_ins_of_one_file_name_the_topmost_lies_over_the_others() => Assert.Equal(
        0,
        Read.Files(
            ("1:web.toml", Job(9)), ("0:web.toml.d/1.toml", "nice = 0"), ("2:web.toml.d/1.toml", "nice = 2"))
            .Definitions.Single().Nice);

    [Fact]
    public void Tables_merge_by_key_and_anything_else_replaces()
    {
        JobDefinition job = Read.Files(
            ("web.toml", "exec = ['web']\nrequires = ['a', 'b']\n"
                + "env = { A = '1', B = '2' }\nlog = { keep = 1, ring = 0 }"),
            ("web.override.toml", "requires = ['c']\nenv = { C = '3', A = '4' }\nlog = { keep = 2 }"))
            .Definitions.Single();
        Assert.Equal(["c"], job.Requires);
        Assert.Equal(["A=4", "B=2", "C=3"], job.Environment.Select(entry => $"{entry.Name}={entry.Value}"));
        Assert.Equal((2, 0L), (job.Log.Keep, job.Log.Ring.Bytes));
    }

    [Theory]
    [InlineData("exec = ['a']", "script = 'b'", typeof(JobCommand.Script))]
    [InlineData("script = 'a'", "exec = ['b']", typeof(JobCommand.Program))]
    [InlineData("script = 'a'", "exec = 'b'", typeof(JobCommand.Line))]
    public void A_command_takes_the_place_of_that_of_the_other_kind(string below, string above, System.Type kind) =>
        Assert.IsType(kind, Read.Files(("web.toml", below), ("web.override.toml", above)).Definitions.Single().Command);

    [Fact]
    public void A_schedule_takes_the_place_of_an_interval()
    {
        JobDefinition job = Read.Files(
            ("web.toml", "exec = ['a']\nevery = 5"), ("web.override.toml", "schedule = '@daily'")).Definitions.Single();
        Assert.NotNull(job.Schedule);
        Assert.Null(job.Every);
    }

    [Fact]
    public void A_probe_takes_the_place_of_another_within_its_table()
    {
        JobDefinition job = Read.Files(
            ("web.toml", "exec = ['a']\nready = { tcp = 80, every = 2 }\npre-start = { script = 'a', timeout = 9 }"),
            ("web.override.toml", "ready.http = 'http://localhost/'\npre-start.exec = 'b'")).Definitions.Single();
        Readiness.Probed ready = Assert.IsType<Readiness.Probed>(job.Ready);
        Assert.IsType<Probe.HttpGet>(ready.Probe);
        Assert.Equal(2, ready.Every.TotalSeconds);
        Assert.IsType<JobCommand.Line>(job.PreStart!.Command);
        Assert.Equal(9, job.PreStart.Timeout.TotalSeconds);
    }

    [Theory]
    [InlineData("nice = 20")]
    [InlineData("nice = ")]
    [InlineData("colour = 'red'")]
    [InlineData("\xFF")]
    public void A_layer_that_is_wrong_makes_the_job_invalid_and_no_other(string layer)
    {
        JobConfiguration read = Read.Files(
            ("web.toml", Job(0)), ("db.toml", Job(0)), ("web.override.toml", layer), ("web.toml.d/1.toml", "nice = 1"));
        Assert.Equal(["db", "web"], read.Jobs.Select(job => job.Name));
        Assert.Equal(["db"], read.Definitions.Select(job => job.Name));
        Assert.All(read.Diagnostics, diagnostic => Assert.Equal("web.override.toml", diagnostic.Source.Name));
    }

    [Fact]
    public void Layers_without_a_job_are_warned_of_and_define_none()
    {
        JobConfiguration read = Read.Files(("web.override.toml", "nice = 1"), ("web.toml.d/1.toml", "nice = 1"));
        Assert.Equal(
            [(Severity.Warning, "lone-layer"), (Severity.Warning, "lone-layer")],
            read.Diagnostics.Select(diagnostic => (diagnostic.Severity, diagnostic.Code)));
        Assert.Empty(read.Jobs);
        Assert.False(read.HasErrors);
    }

    [Fact]
    public void A_file_that_is_refused_makes_its_job_invalid_and_says_why()
    {
        SourceFile file = new("web.toml", SourceRole.OfFile("web.toml", 0)!, "exec = ['web']"u8.ToArray())
        {
            Refusal = "cannot load it: others may write it",
        };
        JobConfiguration read = ConfigurationReader.Read([file]);
        Assert.Equal("web.toml: cannot load it: others may write it", read.Diagnostics.Single().ToString());
        Assert.Null(read.Jobs.Single().Definition);
    }

    private static string Job(int nice) => $"exec = ['web']\nnice = {nice}";
}
