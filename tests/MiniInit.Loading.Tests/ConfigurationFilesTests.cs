using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;

namespace MiniInit.Loading.Tests;

public sealed class ConfigurationFilesTests
{
    private const string Job = "exec = [\"web\"]\n";

    [Fact]
    public void A_job_folder_has_jobs_their_overrides_and_drop_ins_at_any_depth()
    {
        using TemporaryFolder folder = new();
        Write(folder, "web.toml", Job);
        Write(folder, "web.override.toml", "nice = 1\n");
        Write(folder, "web.toml.d/10.toml", "nice = 2\n");
        Write(folder, "net/dns.toml", Job);
        Write(folder, "notes.txt", "none of ours");

        IReadOnlyList<SourceFile> files = Load(folder.Path);
        Assert.Equal(
            [
                new SourceRole.Job("net/dns", 0), new SourceRole.Override("web", 0), new SourceRole.Job("web", 0),
                (SourceRole)new SourceRole.DropIn("web", "10.toml", 0),
            ],
            files.Select(file => file.Role));
        Assert.Equal(2, ConfigurationReader.Read(files).Jobs.Single(job => job.Name == "web").Definition!.Nice);
    }

    [Fact]
    public void A_folder_with_a_main_file_is_that_file_and_its_folder_of_jobs()
    {
        using TemporaryFolder folder = new();
        Write(folder, "miniinit.toml", "[init]\nexit-when-idle = true\n[job.db]\nexec = [\"db\"]\n");
        Write(folder, "jobs/web.toml", Job);
        Write(folder, "elsewhere.toml", "this is not read");

        JobConfiguration configuration = ConfigurationReader.Read(Load(folder.Path));
        Assert.True(configuration.Init.ExitWhenIdle);
        Assert.Equal(["db", "web"], configuration.Jobs.Select(job => job.Name));
        Assert.Equal(
            [$"{folder.Path}/elsewhere.toml: warning: cannot use this file: beside miniinit.toml the jobs are in the folder "
                + "\"jobs\"; move it there"],
            configuration.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void The_first_folder_that_has_a_job_wins()
    {
        using TemporaryFolder folder = new();
        Write(folder, "a/web.toml", "exec = [\"first\"]\n");
        Write(folder, "b/web.toml", "exec = [\"second\"]\n");
        Write(folder, "b/db.toml", Job);

        IReadOnlyList<SourceFile> files = Load($"{folder.Path}/a", $"{folder.Path}/b");
        JobConfiguration configuration = ConfigurationReader.Read(files);
        Assert.Equal(["db", "web"], configuration.Jobs.Select(job => job.Name));
        Assert.Equal([$"{folder.Path}/a/web.toml"], configuration.Jobs[1].Files);
    }

    [Theory]
    [InlineData("one.toml", "[job.web]\nexec = [\"web\"]\n", "web")]
    [InlineData("one.toml", "exec = [\"web\"]\n", "one")]
    [InlineData("one.conf", "[init]\n[job.web]\nexec = [\"web\"]\n", "web")]
    public void A_file_by_itself_is_what_its_tables_say(string name, string text, string job)
    {
        using TemporaryFolder folder = new();
        JobConfiguration configuration = ConfigurationReader.Read(Load(Write(folder, name, text)));
        Assert.Equal(job, Assert.Single(configuration.Jobs).Name);
        Assert.Empty(configuration.Diagnostics);
    }

    [Fact]
    public void A_file_that_is_neither_is_refused_with_the_reason()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "one.conf", Job);
        JobConfiguration configuration = ConfigurationReader.Read(Load(path));
        Assert.Empty(configuration.Jobs);
        Assert.Equal(
            $"{path}: cannot tell what this file is for: it has neither [init] nor [job.NAME], and the file of one job "
                + "is named NAME.toml",
            Assert.Single(configuration.Diagnostics).ToString());
    }

    [Fact]
    public void A_named_path_that_is_missing_is_an_error_and_a_usual_one_is_not()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path + "/none";
        string error = Assert.Single(ConfigurationReader.Read(Load(path)).Diagnostics).ToString();
        Assert.Equal($"{path}: cannot open \"{path}\": there is no such file or folder", error);
        Assert.Empty(ConfigurationFiles.Read(new SearchPath([path], IsExplicit: false), FileTrust.Checked));
    }

    [Fact]
    public void A_file_that_others_may_write_is_refused_by_init_and_doubted_by_a_check()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", Job);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);

        JobConfiguration refused = ConfigurationReader.Read(
            ConfigurationFiles.Read(new SearchPath([folder.Path], IsExplicit: true), FileTrust.Checked));
        Assert.Null(Assert.Single(refused.Jobs).Definition);
        Assert.Equal(Severity.Error, Assert.Single(refused.Diagnostics).Severity);

        JobConfiguration doubted = ConfigurationReader.Read(Load(folder.Path));
        Assert.NotNull(Assert.Single(doubted.Jobs).Definition);
        Diagnostic doubt = Assert.Single(doubted.Diagnostics);
        Assert.Equal(Severity.Warning, doubt.Severity);
        Assert.StartsWith($"{path}: warning: cannot use {path}: ", doubt.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_everybody_may_read_a_file_is_told()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, "web.toml", Job);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        Assert.True(Assert.Single(Load(path)).IsWorldReadable);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_000_000);
        Assert.False(Assert.Single(Load(path)).IsWorldReadable);
    }

    private static IReadOnlyList<SourceFile> Load(params string[] paths) =>
        ConfigurationFiles.Read(new SearchPath(paths, IsExplicit: true), FileTrust.AsIs);

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }
}
