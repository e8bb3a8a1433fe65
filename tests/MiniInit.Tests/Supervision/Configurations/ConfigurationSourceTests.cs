using System;
using System.IO;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Loading;
using MiniInit.Supervision;
using MiniInit.Supervision.Configurations;

namespace MiniInit.Tests.Supervision.Configurations;

public sealed class ConfigurationSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("miniinit-test-").FullName;

    [Fact]
    public void What_cannot_be_read_just_now_takes_no_job_and_no_setting_away()
    {
        Write("[init]\nshutdown-timeout = \"3s\"\n[job.a]\nexec = [\"a\"]\n[job.b]\nexec = [\"b\"]\n");
        ConfigurationSource source = Source(null);
        Assert.Equal(["a", "b"], source.Load().Jobs.Select(job => job.Name));

        Write("[init]\nshutdown-timeout = \"3s\n");
        LoadedConfiguration broken = source.Load();
        Assert.Empty(broken.Jobs);
        Assert.Equal(["a", "b"], broken.Invalid.Order());
        Assert.Equal(TimeSpan.FromSeconds(3), broken.Init.ShutdownTimeout);

        Write("[job.a]\nexec = [\"a\"]\n");
        LoadedConfiguration mended = source.Load();
        Assert.Equal(["a"], mended.Jobs.Select(job => job.Name));
        Assert.Empty(mended.Invalid);
    }

    [Fact]
    public void A_problem_is_told_once_as_long_as_it_stays()
    {
        Write("[job.a]\nexex = [\"a\"]\n");
        ConfigurationSource source = Source(null);
        ConfigurationProblem problem = Assert.Single(source.TakeNew(source.Load()));
        Assert.Equal(LogLevel.Error, problem.Level);
        Assert.Contains("miniinit.toml:2:1: cannot use \"exex\"", problem.Text, StringComparison.Ordinal);
        Assert.Empty(source.TakeNew(source.Load()));
        Write("[job.a]\nexec = [\"a\"]\n");
        Assert.Empty(source.TakeNew(source.Load()));
        Write("[job.a]\nexex = [\"a\"]\n");
        Assert.Single(source.TakeNew(source.Load()));
    }

    [Fact]
    public void The_job_of_the_command_line_comes_before_one_of_its_name()
    {
        Write("[job.main]\nexec = [\"a\"]\n[job.late]\nexec = [\"b\"]\nschedule = \"@daily\"\n");
        LoadedConfiguration loaded = Source(new JobDefinition("main") { IsMain = true }).Load();
        Assert.True(Assert.Single(loaded.Jobs, job => job.Name == "main").IsMain);
        Assert.Contains(loaded.Problems, problem => problem.Text.StartsWith("the job file of main is not used", StringComparison.Ordinal));
        Assert.Contains(loaded.Problems, problem => problem.Text.StartsWith("late: schedule is not in effect yet", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "miniinit.toml"), text);

    private ConfigurationSource Source(JobDefinition? transient) =>
        new(new SearchPath([_folder], IsExplicit: true), new SuperviseOptions(), transient, session: null);
}
