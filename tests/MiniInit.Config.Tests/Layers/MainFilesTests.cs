using System.Linq;
using System.Text;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;

namespace MiniInit.Config.Tests.Layers;

public sealed class MainFilesTests
{
    [Fact]
    public void Of_several_main_files_the_first_that_sets_something_wins()
    {
        JobConfiguration read = Mains(
            "[init]\noutput = 'raw'\n[job.web]\nexec = ['a']",
            "[init]\noutput = 'json'\nlog-level = 'debug'\n[job.web]\nexec = ['b']\nnice = 5\n[job.db]\nexec = ['db']");
        Assert.Empty(read.Diagnostics);
        Assert.Equal((OutputMode.Raw, LogLevel.Debug), (read.Init.Output, read.Init.LogLevel));
        Assert.Equal(["db", "web"], read.Definitions.Select(job => job.Name));
        Assert.Null(read.Definitions.Last().Nice);
    }

    [Fact]
    public void A_job_file_hides_the_job_of_a_main_file()
    {
        JobConfiguration read = ConfigurationReader.Read(
        [
            MainFile("[job.web]\nexec = ['a']\nnice = 5"),
            new SourceFile("web.toml", new SourceRole.Job("web", 5), "exec = ['b']"u8.ToArray()),
        ]);
        Assert.Null(Assert.Single(read.Definitions).Nice);
        Assert.Equal(["web.toml"], read.Jobs.Single().Files);
    }

    [Fact]
    public void Overrides_and_drop_ins_change_the_job_of_a_main_file()
    {
        JobConfiguration read = ConfigurationReader.Read(
        [
            MainFile("[job.web]\nexec = ['a']\nnice = 5"),
            new SourceFile("o", new SourceRole.Override("web", 0), "nice = 6"u8.ToArray()),
            new SourceFile("d", new SourceRole.DropIn("web", "1.toml", 0), "user = 'u'"u8.ToArray()),
        ]);
        Assert.Equal((6, "u"), (read.Definitions.Single().Nice, read.Definitions.Single().User));
        Assert.Equal(["miniinit.toml", "o", "d"], read.Jobs.Single().Files);
    }

    [Fact]
    public void Without_a_main_file_init_has_its_defaults()
    {
        JobConfiguration read = Read.Files(("web.toml", "exec = ['web']"));
        Assert.True(read.IsInitValid);
        Assert.Equal(new InitDefinition(), read.Init);
    }

    [Theory]
    [InlineData("[init]\noutput = 'loud'")]
    [InlineData("[init]\noutput = ")]
    [InlineData("[init")]
    public void What_is_wrong_with_init_leaves_its_defaults(string text)
    {
        JobConfiguration read = Mains(text);
        Assert.False(read.IsInitValid);
        Assert.Equal(new InitDefinition(), read.Init);
        Assert.True(read.HasErrors);
    }

    [Fact]
    public void A_job_that_is_wrong_leaves_init_and_the_other_jobs_valid()
    {
        JobConfiguration read = Mains("[init]\noutput = 'raw'\n[job.web]\nexec = 5\n[job.db]\nexec = ['db']");
        Assert.True(read.IsInitValid);
        Assert.Equal(OutputMode.Raw, read.Init.Output);
        Assert.Equal([("db", true), ("web", false)], read.Jobs.Select(job => (job.Name, job.Definition is not null)));
    }

    [Theory]
    [InlineData("[init]", true)]
    [InlineData("[job.web]\nexec = ['web']", true)]
    [InlineData("init = {}", true)]
    [InlineData("[[job]]", true)]
    [InlineData("job.web.exec = ['web']", true)]
    [InlineData("", false)]
    [InlineData("exec = ['web']", false)]
    [InlineData("init = 'x'", false)]
    [InlineData("[service.web]", false)]
    [InlineData("[log]", false)]
    [InlineData("\0\xFF", false)]
    public void A_main_file_is_told_by_its_tables(string text, bool isMain) =>
        Assert.Equal(isMain, ConfigurationReader.IsMainFile(Encoding.Latin1.GetBytes(text)));

    private static JobConfiguration Mains(params string[] texts) =>
        ConfigurationReader.Read(texts.Select((text, at) => MainFile(text) with { Name = $"{at}.toml" }));

    private static SourceFile MainFile(string text) =>
        new("miniinit.toml", new SourceRole.Main(), Encoding.UTF8.GetBytes(text));
}
