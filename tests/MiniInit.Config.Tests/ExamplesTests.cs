using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests;

public sealed class ExamplesTests
{
    public static TheoryData<string> All()
    {
        TheoryData<string> folders = [];
        string examples = Path.Combine(RepositoryRoot.Path, "examples");
        foreach (string folder in Directory.EnumerateDirectories(examples).Order())
        {
            if (Directory.EnumerateFiles(folder, "*.toml", SearchOption.AllDirectories).Any())
            {
                folders.Add(Path.GetFileName(folder));
            }
        }

        return folders;
    }

    [Fact]
    public void There_are_at_least_eight() => Assert.True(All().Count >= 8, $"{All().Count}");

    [Theory]
    [MemberData(nameof(All))]
    public void Each_is_right_and_explained(string example)
    {
        string folder = Path.Combine(RepositoryRoot.Path, "examples", example);
        JobConfiguration configuration = Read.Folder(folder);
        Assert.Empty(configuration.Diagnostics.Select(diagnostic => diagnostic.Render()));
        Assert.NotEmpty(configuration.Jobs);
        Assert.True(new FileInfo(Path.Combine(folder, "README.md")).Length > 500);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_check_of_each_finds_nothing(string example)
    {
        IReadOnlyList<SourceFile> files = Read.FilesOf(Path.Combine(RepositoryRoot.Path, "examples", example));
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        Assert.Empty(configuration.Diagnostics.Select(diagnostic => diagnostic.Render()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_printed_and_read_again_is_the_same(string example)
    {
        JobConfiguration configuration = Read.Folder(Path.Combine(RepositoryRoot.Path, "examples", example));
        string printed = configuration.Print();
        JobConfiguration again = Read.MainFile(printed);
        Assert.Empty(again.Diagnostics.Select(diagnostic => diagnostic.Render()));
        Assert.Equal(configuration.Init, again.Init);
        Assert.Equal(configuration.Definitions, again.Definitions);
        Assert.Equal(printed, again.Print());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_job_printed_as_a_file_is_the_same(string example)
    {
        JobConfiguration configuration = Read.Folder(Path.Combine(RepositoryRoot.Path, "examples", example));
        foreach (JobEntry job in configuration.Jobs)
        {
            byte[] text = Encoding.UTF8.GetBytes(JobConfiguration.Print(job.Definition!));
            SourceFile file = new("printed", SourceRole.OfFile(job.Name + ".toml", 0)!, text);
            Assert.Equal(job.Definition, ConfigurationReader.Read([file]).Jobs.Single().Definition);
        }
    }
}
