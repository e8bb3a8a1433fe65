using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>examples/whole-site as it is: nginx, redis, PostgreSQL and a report, with dependencies.</summary>
public sealed class SuperviseServersTests : IClassFixture<WholeSite>
{
    /// <summary>For each job: waits, in the container, until it does its work, and writes what shows that.</summary>
    private static readonly Dictionary<string, string> s_questions = new()
    {
        ["nginx"] =
            """
            until exec 3<>/dev/tcp/127.0.0.1/80; do sleep 0.1; done
            printf 'GET / HTTP/1.0\r\n\r\n' >&3
            head -n 1 <&3
            """,
        ["redis"] = "until [ $(redis-cli ping) = PONG ]; do sleep 0.1; done; redis-cli ping",
        ["postgresql"] = "until su postgres -c \"psql -tAc 'select 6 * 7'\"; do sleep 0.1; done",
        ["report"] = "until [ -s /srv/www/index.html ]; do sleep 0.1; done; cut -d ' ' -f 1 /srv/www/index.html",
    };

    private static readonly Dictionary<string, string> s_answers = new()
    {
        ["nginx"] = "HTTP/1.1 200 OK\r",
        ["redis"] = "PONG",
        ["postgresql"] = "42",
        ["report"] = "report",
    };

    private readonly WholeSite _site;

    public SuperviseServersTests(WholeSite site)
    {
        _site = site;
    }

    [Fact]
    public async Task Each_job_starts_once_those_that_it_needs_are_ready_or_done()
    {
        (_, ContainerLog log) = await _site.SharedAsync();

        LineOrder.AssertOrder(
            log.Lines,
            Changed("folders", "post-stop", "waiting"),
            Changed("initdb", "waiting", "starting"),
            Changed("initdb", "post-stop", "waiting"),
            Changed("postgresql", "waiting", "starting"),
            Changed("postgresql", "post-start", "running"),
            Changed("schema", "waiting", "starting"),
            Changed("schema", "post-stop", "waiting"),
            Changed("report", "waiting", "starting"),
            Changed("report", "post-start", "running"),
            Changed("nginx", "waiting", "starting"));
        LineOrder.AssertOrder(
            log.Lines, Changed("redis", "post-start", "running"), Changed("report", "waiting", "starting"));
        Assert.DoesNotContain(
            log.Lines.TakeWhile(line => line != Changed("nginx", "post-start", "running")),
            line => line.StartsWith("miniinit: warn", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("redis")]
    [InlineData("postgresql")]
    [InlineData("report")]
    public async Task A_job_whose_process_is_killed_runs_again_and_the_others_go_on(string job)
    {
        (RunningContainer container, ContainerLog log) = await _site.SharedAsync();
        await AskAsync(container, job);
        Dictionary<string, int> before = await WholeSite.ProcessesAsync(container, log);
        int mark = log.Lines.Count;

        // The page shows that the report is at work again, if it was not there.
        string first = job == "report" ? "rm /srv/www/index.html" : ":";
        await container.ExecuteAsync("sh", "-c", $"{first}; kill -9 {before[job]}");
        await log.WaitAsync($@"^miniinit: warn: {job}: main process \({before[job]}\) killed by KILL signal, respawning$", mark);
        await log.WaitAsync($"^miniinit: {job}: state changed from post-start to running$", mark);

        // What the killed process left, as nginx's workers, would stand in the way of the new one.
        await container.ExecuteAsync(
            "bash", "-c", "until [ $(wc -w < /proc/1/task/1/children) = 4 ]; do sleep 0.1; done");
        Assert.Equal(s_answers[job], await AskAsync(container, job));
        Dictionary<string, int> after = await WholeSite.ProcessesAsync(container, log);
        Assert.NotEqual(before[job], after[job]);
        Assert.Equal(before.Where(process => process.Key != job), after.Where(process => process.Key != job));
    }

    [Fact]
    public async Task Docker_stop_stops_in_reverse_order_and_gives_the_code_of_nginx()
    {
        await using RunningContainer container = await _site.CreateAsync();
        await container.StartAsync();
        await using ContainerLog log = container.Follow();
        await WholeSite.UpAsync(log);
        // Before nginx answers, a signal may meet it without a handler.
        await AskAsync(container, "nginx");

        int code = await container.StopAsync();

        IReadOnlyList<string> lines = await log.ReadToEndAsync();
        AssertStopOrder(lines);
        Assert.Contains(lines, line => line.EndsWith("database system is shut down", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("bye bye...", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("KILL", StringComparison.Ordinal));
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task The_end_of_the_main_job_stops_the_others_in_order_and_gives_its_code()
    {
        // nginx itself knows no code but 0 and 1.
        string jobs = Directory.CreateDirectory(Path.Combine(_site.NewDirectory(), "jobs")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(jobs, "nginx.override.toml"),
            """
            script = '''
            /usr/sbin/nginx -g "daemon off;"
            exit 7
            '''
            normal-exit = [7]
            """,
            TestContext.Current.CancellationToken);
        await using RunningContainer container = await _site.CreateAsync();
        await container.CopyAsync(jobs, "/etc/miniinit");
        await container.StartAsync();
        await using ContainerLog log = container.Follow();
        await WholeSite.UpAsync(log);
        await AskAsync(container, "nginx");

        await container.ExecuteAsync("nginx", "-s", "quit");

        Assert.Equal(7, await container.WaitAsync());
        AssertStopOrder(await log.ReadToEndAsync());
    }

    private static Task<string> AskAsync(RunningContainer container, string job) =>
        container.ExecuteAsync("bash", "-c", $"exec 2>/dev/null\n{s_questions[job]}");

    private static void AssertStopOrder(IReadOnlyList<string> lines)
    {
        foreach (string last in new[] { "redis", "postgresql" })
        {
            LineOrder.AssertOrder(
                lines,
                Changed("nginx", "post-stop", "waiting"),
                Changed("report", "running", "pre-stop"),
                Changed("report", "post-stop", "waiting"),
                Changed(last, "running", "pre-stop"),
                Changed(last, "post-stop", "waiting"));
        }
    }

    private static string Changed(string job, string from, string to) =>
        $"miniinit: {job}: state changed from {from} to {to}";
}
