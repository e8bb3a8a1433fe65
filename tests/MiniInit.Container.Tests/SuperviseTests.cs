using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>Jobs under <c>ENTRYPOINT ["/miniinit"]</c>, driven by the Docker engine alone.</summary>
public sealed class SuperviseTests
{
    /// <summary>Three jobs in a row; each says when it is up and when it stopped, the last one slowly.</summary>
    private const string Chain =
        """
        [job.database]
        exec = ["sh", "/test/server.sh", "database"]
        ready = "fd"

        [job.application]
        exec = ["sh", "/test/server.sh", "application", "5"]
        ready = "fd"
        requires = ["database"]
        main = true

        [job.proxy]
        exec = ["sh", "/test/server.sh", "proxy", "0", "0.3"]
        ready = "fd"
        requires = ["application"]

        """;

    private readonly ContainerFixture _fixture;

    public SuperviseTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("37")]
    public async Task Jobs_start_in_order_and_stop_in_reverse_with_the_code_of_main_on(string signal)
    {
        (RunningContainer container, ContainerLog log) = await SupervisedContainer.StartAsync(_fixture.Docker, Chain);
        await using (container)
        await using (log)
        {
            await log.WaitAsync("^proxy \\| proxy up$");

            await container.KillAsync(signal);

            Assert.Equal(5, await container.WaitAsync());
            Assert.Equal(
                """
                database | database up
                application | application up
                proxy | proxy up
                proxy | proxy ends
                application | application ends
                database | database ends

                """,
                (await container.LogsAsync()).Output);
        }
    }

    [Fact]
    public async Task The_end_of_main_by_itself_stops_what_needs_it_and_what_it_needs()
    {
        (RunningContainer container, ContainerLog log) = await SupervisedContainer.StartAsync(_fixture.Docker, Chain);
        await using (container)
        await using (log)
        {
            await log.WaitAsync("^proxy \\| proxy up$");

            await container.ExecuteAsync("touch", "/end-application");

            Assert.Equal(5, await container.WaitAsync());
            IReadOnlyList<string> lines = await log.ReadToEndAsync();
            LineOrder.AssertOrder(lines, "proxy | proxy ends", "database | database ends");
            LineOrder.AssertOrder(lines, "application | application ends", "database | database ends");
        }
    }

    [Fact]
    public async Task A_job_whose_requirement_fails_does_not_run_and_says_why()
    {
        await using RunningContainer container = await SupervisedContainer.CreateAsync(
            _fixture.Docker,
            """
            [init]
            exit-when-idle = true

            [job.database]
            exec = ["sh", "-c", "echo no disk left >&2; exit 3"]
            type = "task"

            [job.application]
            exec = ["echo", "application runs"]
            requires = ["database"]

            [job.other]
            exec = ["echo", "other runs"]
            type = "task"
            """);
        await container.StartAsync();

        Assert.Equal(3, await container.WaitAsync());
        CommandResult logs = await container.LogsAsync();
        Assert.Equal("other | other runs\n", logs.Output);
        Assert.Matches("(?m)^miniinit: warn: database: main process .* terminated with status 3.*$", logs.Error);
        Assert.Matches("(?m)^miniinit:   \\| no disk left$", logs.Error);
        Assert.Matches("(?m)^miniinit: warn: application: .*database, which it requires, did not start", logs.Error);
    }

    [Fact]
    public async Task A_job_that_does_not_stop_is_killed_within_the_budget_and_named()
    {
        (RunningContainer container, ContainerLog log) = await SupervisedContainer.StartAsync(
            _fixture.Docker,
            """
            [init]
            shutdown-timeout = "1s"

            [job.stubborn]
            script = "trap '' TERM; echo up; while :; do sleep 1000; done"
            kill-timeout = "10m"
            main = true
            """);
        await using (container)
        await using (log)
        {
            await log.WaitAsync("^stubborn \\| up$");

            Assert.Equal(128 + 9, await container.StopAsync());
            await log.WaitAsync("^miniinit: error: shutdown not done within 1s: .*stubborn");
        }
    }

    [Fact]
    public async Task A_changed_job_file_counts_for_the_next_start_after_HUP()
    {
        await using RunningContainer container = await SupervisedContainer.CreateAsync(
            _fixture.Docker,
            """
            [job.bell]
            exec = ["sleep", "1000"]
            respawn = true

            [job.echo]
            exec = ["echo", "the old one"]
            type = "task"
            start-on = "started bell"
            """,
            "--log-level", "info");
        await container.StartAsync();
        await using ContainerLog log = container.Follow();
        await log.WaitAsync("^echo \\| the old one$");

        string jobs = Directory.CreateDirectory(Path.Combine(_fixture.Docker.NewDirectory(), "jobs")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(jobs, "echo.toml"),
            """
            exec = ["echo", "the new one"]
            type = "task"
            start-on = "started bell"
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(jobs, "bell.override.toml"), "nice = 5\n", TestContext.Current.CancellationToken);
        await container.CopyAsync(jobs, "/etc/miniinit");
        await container.KillAsync("HUP");
        await log.WaitAsync("^miniinit: reading the configuration again: asked to$");
        await log.WaitAsync("^miniinit: bell: its file has changed; it runs by the old one until it is stopped$");

        await container.ExecuteAsync("sh", "-c", "kill -9 $(pidof sleep)");
        await log.WaitAsync("^echo \\| the new one$");

        Assert.Equal(0, await container.StopAsync());
    }

    [Fact]
    public async Task A_command_with_jobs_beside_it_is_the_main_one()
    {
        await using RunningContainer container = await SupervisedContainer.CreateAsync(
            _fixture.Docker,
            """
            [job.helper]
            script = "trap 'echo helper ends; exit' TERM; touch /helper-up; while :; do sleep 0.02; done"
            """,
            "--jobs", "--", "sh", "-c", "until [ -e /helper-up ]; do sleep 0.02; done; echo command; exit 4");
        await container.StartAsync();

        Assert.Equal(4, await container.WaitAsync());
        Assert.Equal("command\nhelper | helper ends\n", (await container.LogsAsync()).Output);
    }

    [Fact]
    public async Task Without_a_configuration_it_says_what_to_do_and_gives_78()
    {
        CommandResult result = await _fixture.Docker.RunAsync(Images.UserLand);

        Assert.Equal(78, result.ExitCode);
        Assert.Contains("there is no job in /etc/miniinit/miniinit.toml", result.Error, StringComparison.Ordinal);
    }
}
