using System;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// Upstart's table of wrong expectations, each of which hung a start or a stop for ever: a start comes to its end and says
/// what was wrong, and a stop leaves nothing.
/// </summary>
public sealed class ExpectationTests
{
    public static TheoryData<Place, string> Expectations()
    {
        TheoryData<Place, string> all = [];
        foreach (Place place in Enum.GetValues<Place>())
        {
            all.Add(place, "fork");
            all.Add(place, "daemon");
        }

        return all;
    }

    public static TheoryData<Place, string, int> Daemons(int least)
    {
        TheoryData<Place, string, int> all = [];
        foreach (TheoryDataRow<Place, string> row in Expectations())
        {
            for (int forks = least; forks <= 3; forks++)
            {
                all.Add(row.Data.Item1, row.Data.Item2, forks);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_program_that_stays_is_taken_for_the_daemon_when_its_time_is_over(Place place, string ready)
    {
        using Supervised init = place.Start(Job(0, ready, "start-timeout = \"300ms\""));
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        init.WaitForLogMatch(
            $@"miniinit: warn: web: expected a daemon; the first process \({init.WaitForReport("web")}\) is still running after 300 ?ms; treating it as main");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_stop_does_not_wait_for_a_daemon_that_does_not_come(Place place, string ready)
    {
        using Supervised init = place.Start(Job(0, ready, "start-timeout = \"1h\""));
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        init.WaitForState("web", "spawned");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Theory]
    [MemberData(nameof(Daemons), 1)]
    public void A_daemon_is_found_however_often_it_forks(Place place, string ready, int forks)
    {
        using Supervised init = place.Start(Job(forks, ready));
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Theory]
    [MemberData(nameof(Daemons), 2)]
    public void A_process_in_the_middle_hands_over_and_the_log_says_so(Place place, string ready, int forks)
    {
        // It lives longer than a daemon is given to show itself, so that it is taken for the daemon first.
        using Supervised init = place.Start(Job(forks, ready, "", "--linger", "1000"));
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        init.WaitForLogMatch(
            $@"miniinit: (\w+: )?web: process \d+ forked again and ended; process {init.WaitForReport("web")} is the main process");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Theory]
    [InlineData(Place.Pid1, 1)]
    [InlineData(Place.Subreaper, 2)]
    [InlineData(Place.Nobody, 3)]
    [InlineData(Place.DockerRoot, 2)]
    public void A_daemon_that_nobody_expects_goes_with_the_process_that_forked(Place place, int forks)
    {
        using Supervised init = place.Start(Job(forks, "exec", "", "--wait-for-child"));
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "waiting");
        init.WaitForLogMatch(@"miniinit: web: its main process \(\d+\) ended with status 0 and left others behind; if it is a daemon, write ready = ""fork""");
        init.AssertGone("web");
        Assert.Equal("NotRunning", client.Call("Stop", "{'job':'web'}").Error);
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_job_whose_first_process_leaves_nobody_fails(Place place, string ready)
    {
        using Supervised init = place.Start($"""
            [job.web]
            exec = ["true"]
            ready = "{ready}"
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForLog("web: expected a daemon; the first process ended and left no process behind");
        init.WaitForState("web", "waiting");
        Assert.Equal("Failed", client.Call("Start", "{'job':'web'}").Error);
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_job_whose_first_process_fails_takes_the_daemon_along(Place place, string ready)
    {
        using Supervised init = place.Start(Job(2, ready, "", "--fail", "3", "--wait-for-child", "--setsid", "each"));
        init.WaitForLog("web: main process");
        init.WaitForState("web", "waiting");
        init.AssertGone("web");
        Assert.Contains("terminated with status 3", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_daemon_that_ends_is_seen_and_started_again(Place place, string ready)
    {
        using Supervised init = place.Start(Job(2, ready, "respawn = \"always\""));
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        int[] first = [.. init.FamilyOf("web")];
        System.IO.File.Delete(init.Path("run/web.pid"));
        Harness.Proc.Signal(Assert.Single(first), Signals.Kill);
        init.WaitForState("web", "running", times: 2);
        init.Until(() => init.FamilyOf("web").Count == 1, "there is one daemon again");
        Assert.DoesNotContain(first[0], init.FamilyOf("web"));
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        init.EndClean();
    }

    /// <summary>Launchpad 406397: init waited for ever for a pid that another process had reaped.</summary>
    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.DockerRoot)]
    public void The_end_of_a_main_process_that_another_reaps_is_seen(Place place)
    {
        string report = Families.Report("web");
        using Supervised init = place.Start($$"""
            [job.web]
            ready = "fork"
            script = '''
            setsid sh -c '"$@" & wait $!; exec sleep 1000' {{report}} {DAEMONISE} --notify --report {{report}} &
            '''
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        int main = init.FamilyOf("web").Single(pid => Harness.Proc.CommandLine(pid).Contains("/daemonise --notify", StringComparison.Ordinal)
            && !Harness.Proc.CommandLine(pid).StartsWith("sh ", StringComparison.Ordinal));
        Assert.NotEqual(init.Pid, Harness.Proc.Stat(main)!.Value.Parent);
        int told = init.WaitForReport("web");
        Harness.Proc.Signal(main, Signals.Kill);

        // How it ended only its parent knows. That one takes its place, or goes with it.
        init.Until(
            () => client.List()["web"] is var web && (web.GetProperty("state").GetString() == "waiting"
                || (web.TryGetProperty("mainPid", out JsonElement pid) && pid.GetInt32() != told)),
            "its end is seen");
        Assert.Contains(client.Call("Stop", "{'job':'web'}").Error, (string?[])[null, "NotRunning"]);
        init.AssertGone("web");
        _ = client.Ask("Start", "{'job':'web'}");
        init.StopClean(client, "web");
        init.EndClean();
    }

    private static string Job(int forks, string ready, string keys = "", params string[] options) => $"""
        [job.web]
        exec = [{string.Join(", ", Words(forks, options).Select(word => $"\"{word}\""))}]
        ready = "{ready}"
        {keys}

        """;

    private static string[] Words(int forks, string[] options) =>
        ["{DAEMONISE}", "--forks", $"{forks}", "--setsid", "daemon", "--report", Families.Report("web"), .. options];
}
