using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Rendering;

/// <summary>The long form of <c>status</c>.</summary>
public sealed class StatusTextTests
{
    private const long Second = 1_000_000;
    private const long Now = 1_000_000 * Second;

    [Fact]
    public void Everything_that_is_known_is_shown()
    {
        StatusInfo status = new(Instances.Running("web", 1234), "notify", 2)
        {
            Description = "the web server",
            File = "/etc/miniinit/jobs/web.toml",
            Since = Now - (303 * Second),
            StatusText = "8 requests\u001b[2J",
            IsReloading = true,
            Errno = 13,
            IsChanged = true,
            LastResult = new ResultInfo(new FailureInfo("main", 3, null, "main process (12) terminated with status 3"), 3, null, null, Now - (360 * Second)),
            Processes =
            [
                new ProcessInfo(1234, 1, "web", "", "main", "nginx"),
                new ProcessInfo(1235, 1234, "web", "", "descendant", "nginx"),
            ],
            LastLines = [Line("GET / 200"), Line("GET /\u001b[31m"), Line("cut ", isPiece: true), Line("in two")],
        };
        Assert.Equal(
            $"""
            web start/running, process 1234
              about      the web server
              file       /etc/miniinit/jobs/web.toml; changed since the start, restart takes the new one
              since      {Ago.Clock(Now - (303 * Second))}, 5m3s ago
              ready      yes, by notify; says that it is reloading
              says       8 requests\u001B[2J
              errno      13, permission denied
              respawns   2 in a row
              last run   main process (12) terminated with status 3; {Ago.Clock(Now - (360 * Second))}, 6m0s ago
              processes  nginx,1234
                         `-nginx,1235
              output     GET / 200
                         GET /\u001B[31m
                         cut in two

            """,
            Text(status));
    }

    [Fact]
    public void A_job_that_never_ran_is_short() =>
        Assert.Equal("web stop/waiting\n", Text(new StatusInfo(Instances.Stopped("web"), "exec", 0)));

    [Fact]
    public void A_respawn_to_come_has_its_time()
    {
        StatusInfo status = new(new InstanceInfo("web", "", "start", "starting", null, null, IsReady: false), "exec", 10)
        {
            NextAttempt = Now + (250 * Second),
        };
        Assert.Equal(
            $"""
            web start/starting
              ready      not yet, by exec
              respawns   10 in a row
              next start {Ago.Clock(Now + (250 * Second))}, in 4m10s

            """,
            Text(status));
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_shown()
    {
        StatusInfo status = new(new InstanceInfo("web", "", "stop", "invalid", null, null, IsReady: false), "exec", 0)
        {
            Diagnostics = ["web.toml:1:1: cannot use \"x\"\n   1 | x"],
        };
        Assert.Equal("web stop/invalid\n  wrong      web.toml:1:1: cannot use \"x\"\n                1 | x\n", Text(status));
    }

    [Fact]
    public void A_file_that_is_gone_is_told()
    {
        StatusInfo status = new(Instances.Running("web", 1), "exec", 0) { File = "/web.toml", IsRemoved = true };
        Assert.Contains("  file       /web.toml; it is gone, so that this run is the last\n", Text(status), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_only_around_words()
    {
        string text = new StatusText(Now, new Ink(isOn: true), Branches.Utf8).Of(new StatusInfo(Instances.Running("web", 1), "exec", 0));
        Assert.StartsWith("\u001b[1mweb\u001b[0m \u001b[32mstart/running\u001b[0m, process 1\n", text, System.StringComparison.Ordinal);
    }

    private static LogLine Line(string text, bool isPiece = false) => new("web", "", Now, text, null, isPiece);

    private static string Text(StatusInfo status) => new StatusText(Now, new Ink(isOn: false), Branches.Ascii).Of(status);
}
