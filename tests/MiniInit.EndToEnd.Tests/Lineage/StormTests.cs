using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Jobs that are hard to stop.</summary>
public sealed class StormTests
{
    private const int Count = 2000;

    [Theory]
    [InlineData(Place.Pid1, 0, "")]
    [InlineData(Place.Nobody, 0, "")]
    [InlineData(Place.DockerRoot, 0, "deaf")]
    [InlineData(Place.Pid1, 1000, "")]
    [InlineData(Place.Subreaper, 1000, "deaf")]
    [InlineData(Place.Nobody, 1000, "deaf")]
    [InlineData(Place.DockerRoot, 1000, "deaf")]
    public void Two_thousand_processes_that_fork_on_and_on_are_stopped(Place place, int lifetime, string how)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            kill-timeout = "500ms"
            exec = "{STORM} {{Count}} {{lifetime}} {{Families.Report("web")}} {{how}}"
            [job.other]
            exec = ["sleep", "1000"]
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        int other = init.WaitForMain("other");
        Assert.InRange(init.FamilyOf("web").Count, Count / 2, int.MaxValue);
        _ = client.Ask("Stop", "{'job':'web'}");
        init.AssertGone("web");
        init.Until(() => Proc.Children(init.Pid).Count == 1, "all that were killed are reaped");
        Assert.True(Proc.Lives(other));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1, 1, "")]
    [InlineData(Place.Pid1, 1, "setsid")]
    [InlineData(Place.Pid1, 1, "setsid deaf")]
    [InlineData(Place.Nobody, 1, "setsid deaf")]
    [InlineData(Place.Nobody, 3, "setsid")]
    [InlineData(Place.DockerRoot, 3, "setsid deaf")]
    public void Chains_of_processes_that_fork_and_end_as_fast_as_they_can_are_stopped(Place place, int count, string how)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            kill-timeout = "500ms"
            exec = "{CHAIN} {{count}} {{Families.Report("web")}} {{how}}"
            [job.other]
            exec = ["sleep", "1000"]
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        int other = init.WaitForMain("other");
        _ = client.Ask("Stop", "{'job':'web'}");
        init.AssertGone("web");
        Assert.DoesNotContain("still there after SIGKILL", init.Log);
        Assert.True(Proc.Lives(other));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void Two_thousand_processes_that_fork_on_and_on_end_with_init(Place place)
    {
        using Supervised init = place.Start($$"""
            [init]
            shutdown-timeout = "20s"
            [job.web]
            kill-timeout = "500ms"
            exec = "{STORM} {{Count}} 1000 {{Families.Report("web")}} deaf"
            """);
        _ = init.WaitForReport("web");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.DockerRoot)]
    public void Processes_that_have_stopped_themselves_end_by_TERM(Place place)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            kill-timeout = "1h"
            exec = "{IDLE} stopped {{Families.Report("web")}}"
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        init.Until(
            () => init.FamilyOf("web") is { Count: 2 } all && all.All(pid => Proc.Stat(pid) is { State: 'T' }),
            "both have stopped themselves");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.DockerRoot)]
    public void A_process_whose_first_thread_has_ended_is_none_that_has_ended(Place place)
    {
        // Its command line is gone with its first thread: it is told by its pid.
        using Supervised init = place.Start($$"""
            [job.main]
            exec = "{IDLE} headless {{Families.Report("main")}}"
            [job.stray]
            script = 'setsid -f {IDLE} headless {{Families.Report("stray")}}; exec sleep 1000'
            [job.daemon]
            ready = "fork"
            script = 'setsid -f {IDLE} headless {{Families.Report("daemon")}}'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "main", "daemon");
        foreach (string job in (string[])["main", "stray", "daemon"])
        {
            int pid = init.Outer(init.WaitForReport(job));
            init.WaitForState(job, "running");
            _ = client.Ask("Stop", $"{{'job':'{job}'}}");
            Assert.True(Proc.Threads(pid) == 0, $"{job} has left a process: {Proc.Stat(pid)}; {init.Log}");
        }

        init.EndClean();
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    public void Daemons_keep_init_from_sleeping_no_more_than_other_jobs(Place place)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            ready = "daemon"
            exec = "{DAEMONISE} --forks 2 --setsid daemon --workers 3 --report {{Families.Report("web")}}"
            [job.stray]
            adopt = "keep"
            script = '{DAEMONISE} --forks 2 --setsid daemon --report {{Families.Report("stray")}}; exec sleep 1000'
            """);
        using (VarlinkClient client = init.Connect())
        {
            init.WaitForMainAsReported(client, "web");
            _ = init.WaitForReport("stray");
        }

        Footprint footprint = Footprint.Of(init);
        footprint.AssertKept();
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Three_thousand_processes_cost_less_than_a_kilobyte_each_to_look_at()
    {
        using var init = Supervised.AsPid1(Controlled.Jobs + $$"""
            [job.crowd]
            manual = true
            exec = "{STORM} 3000 0 {{Families.Report("crowd")}}"
            """);
        Footprint footprint = Footprint.Of(init);
        using (VarlinkClient client = init.Connect())
        {
            _ = client.Ask("Start", "{'job':'crowd'}");
            _ = init.WaitForReport("crowd");
            for (int i = 0; i < 50; i++)
            {
                init.AssertAnswers();
            }

            _ = client.Ask("Stop", "{'job':'crowd'}");
        }

        footprint.AssertKept(2048); // garbage of large arrays alone was 3 MiB once
        Assert.Equal(0, init.Stop());
    }
}
