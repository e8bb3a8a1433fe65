using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>miniinitctl as a user runs it: by <c>docker exec</c> in examples/whole-site.</summary>
public sealed class ControlTests : IClassFixture<WholeSite>
{
    private readonly WholeSite _site;

    public ControlTests(WholeSite site)
    {
        _site = site;
    }

    [Theory]
    [InlineData("list", "(?m)^nginx start/running, process \\d+$")]
    [InlineData("list 'red*' @none", "^redis start/running, process \\d+$")]
    [InlineData("list --json", "\"job\":\"schema\"")]
    [InlineData("status nginx", "^nginx start/running, process \\d+$")]
    [InlineData("status --long postgresql", "(?m)^  ready +yes, by notify$")]
    [InlineData("status --long postgresql", "(?m)^  file +/etc/miniinit/miniinit.toml$")]
    [InlineData("status --json redis", "\"readiness\":\"")]
    [InlineData("status initdb", "^initdb stop/waiting$")]
    [InlineData("logs postgresql", "database system is ready to accept connections")]
    [InlineData("logs postgresql redis -n 1 --timestamps", "(?m)^\\S+ ?\\| ?\\S+ |^\\S+ ")]
    [InlineData("tree", "(?m)^postgresql$")]
    [InlineData("tree nginx", "nginx,\\d+")]
    [InlineData("why nginx", "running")]
    [InlineData("why initdb", "task")]
    [InlineData("show-config report", "^report\\b")]
    [InlineData("list-env", "(?m)^PERIOD=100000$")]
    [InlineData("get-env PERIOD", "^100000$")]
    [InlineData("log-priority", "^info$")]
    [InlineData("version", "^init \\(miniinit ")]
    [InlineData("--version", "\\d+\\.\\d+\\.\\d+")]
    [InlineData("wait nginx --for running", "^$")]
    [InlineData("check", "^$|no errors|0 errors")]
    [InlineData("reload-configuration", "^$")]
    [InlineData("completion bash", "miniinitctl")]
    public async Task A_command_that_changes_nothing_answers(string command, string answer)
    {
        (RunningContainer container, _) = await _site.SharedAsync();

        Assert.Matches(answer, await RunAsync(container, command));
    }

    [Theory]
    [InlineData("start nginx", 1, "already running")]
    [InlineData("start --ok-if-running nginx", 0, "")]
    [InlineData("stop initdb", 3, "not running")]
    [InlineData("restart initdb", 3, "not running")]
    [InlineData("reload initdb", 3, "not running")]
    [InlineData("status ngixn", 4, "did you mean \"nginx\"")]
    [InlineData("start 'x*'", 4, "x*")]
    [InlineData("stop", 2, "missing")]
    [InlineData("strat nginx", 2, "did you mean \"start\"")]
    [InlineData("signal NOSUCH nginx", 2, "NOSUCH")]
    [InlineData("get-env NOSUCH", 1, "NOSUCH")]
    [InlineData("--socket /none status nginx", 5, "/none")]
    [InlineData("--offline start nginx", 0, "")]
    [InlineData("--compat start nginx", 1, "initctl: Job is already running: nginx")]
    [InlineData("--compat stop initdb", 1, "initctl: Unknown instance: ")]
    [InlineData("--compat status ngixn", 1, "initctl: Unknown job: ngixn")]
    public async Task What_cannot_be_done_is_said_with_its_exit_code(string command, int code, string text)
    {
        (RunningContainer container, _) = await _site.SharedAsync();

        string told = await ShellAsync(container, $"miniinitctl {command} 2>&1 && echo code 0 || echo code $?");

        Assert.EndsWith($"code {code}", told.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains(text, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_at_the_controls()
    {
        await using RunningContainer container = await _site.CreateAsync();
        await container.StartAsync();
        await using ContainerLog log = container.Follow();
        await WholeSite.UpAsync(log);

        // What stops takes along what needs it, and a start brings it up again.
        Assert.Equal("redis stop/waiting", await RunAsync(container, "stop redis"));
        Assert.Equal("report stop/waiting", await RunAsync(container, "status report"));
        Assert.Contains("redis", await RunAsync(container, "why report"), StringComparison.Ordinal);
        Assert.Matches("^nginx start/running", await RunAsync(container, "status nginx"));
        Assert.Matches("^report start/running, process \\d+$", await RunAsync(container, "start report"));

        // As process 1 it is replaced, and all are where they were.
        string all = await RunAsync(container, "list");
        Assert.Equal("", await RunAsync(container, "reexec"));
        Assert.Equal(all, await RunAsync(container, "list"));
        Assert.Matches("^redis start/running", await RunAsync(container, "status redis"));

        string before = await RunAsync(container, "status redis");
        string after = await RunAsync(container, "restart redis");
        Assert.NotEqual(before, after);
        Assert.Matches("^redis start/running, process \\d+$", after);
        Assert.Equal("redis stop/waiting", await RunAsync(container, "kill redis"));
        await RunAsync(container, "reset redis");
        Assert.Matches("^report start/running", await RunAsync(container, "start report"));
        await RunAsync(container, "wait nginx --for running --timeout 30s");
        Assert.Equal("", await RunAsync(container, "reload nginx"));
        Assert.Equal("", await RunAsync(container, "signal HUP nginx"));

        // Events are heard from the first one after the command began.
        Assert.Contains("hello NAME=world", await ShellAsync(
            container,
            """
            miniinitctl events > /tmp/events & p=$!
            until grep -q hello /tmp/events; do miniinitctl emit hello NAME=world; done
            kill $p
            cat /tmp/events
            """), StringComparison.Ordinal);

        await RunAsync(container, "set-env COLOUR=blue");
        Assert.Equal("blue", await RunAsync(container, "get-env COLOUR"));
        await RunAsync(container, "restart report");
        Assert.Contains("COLOUR=blue", await ShellAsync(
            container,
            """
            pid=$(miniinitctl status report | sed 's/.* //')
            su www-data -s /bin/sh -c "tr '\\0' '\\n' < /proc/$pid/environ"
            """), StringComparison.Ordinal);
        await RunAsync(container, "unset-env COLOUR");

        // Before anything changes a file: the level holds until the configuration is read again, which follows from that.
        await RunAsync(container, "log-priority debug");
        Assert.Equal("debug", await RunAsync(container, "log-priority"));
        await RunAsync(container, "disable report");
        Assert.Matches("(?s)report.*", await RunAsync(container, "show-config report"));
        await RunAsync(container, "enable report");

        await RunAsync(container, "shutdown --exit-code 5");
        Assert.Equal(5, await container.WaitAsync());
    }

    [Fact]
    public async Task Who_is_granted_nothing_may_look_and_no_more()
    {
        (RunningContainer container, _) = await _site.SharedAsync();
        string asStranger = "su www-data -s /bin/sh -c";

        Assert.Matches("^nginx start/running", await ShellAsync(container, $"{asStranger} 'miniinitctl status nginx'"));
        Assert.Matches("(?m)^redis start/running", await ShellAsync(container, $"{asStranger} 'miniinitctl list'"));
        string status = await ShellAsync(container, $"{asStranger} 'miniinitctl status --long postgresql'");
        Assert.DoesNotContain("database system", status, StringComparison.Ordinal);
        foreach (string command in new[] { "stop nginx", "restart nginx", "logs nginx", "kill nginx", "signal HUP nginx", "set-env A=b", "shutdown", "emit x" })
        {
            string told = await ShellAsync(container, $"{asStranger} 'miniinitctl {command}' 2>&1 || true");
            Assert.True(Regex.IsMatch(told, "may not|permission|not allowed", RegexOptions.IgnoreCase), $"{command}: {told}");
        }

        Assert.Matches("^nginx start/running", await RunAsync(container, "status nginx"));
    }

    private static Task<string> RunAsync(RunningContainer container, string command) =>
        ShellAsync(container, $"miniinitctl {command}");

    private static Task<string> ShellAsync(RunningContainer container, string script) =>
        container.ExecuteAsync("bash", "-c", script);
}
