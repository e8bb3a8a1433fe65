using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>CLOCK_MONOTONIC of another machine, as time_namespaces(7) gives it to a container that was moved.</summary>
public sealed class TimeNamespaceTests
{
    /// <summary>The kernel lets it go to some 146 years.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4_600_000_000)]
    public void A_clock_that_has_just_begun_or_goes_for_ages_is_like_any_other(long seconds)
    {
        Needs.Root();
        Needs.TimeNamespaces();
        long offset = seconds - (Stopwatch.GetTimestamp() / Stopwatch.Frequency); // that is this clock
        string[] clock = ["unshare", "--time", "--monotonic", $"{offset}", "--boottime", $"{offset}"];
        using Supervised init = Supervised.Under([.. clock, .. Running.Namespace.Skip(1)], FaultyJobs.Some + """
            [job.time]
            type = "task"
            script = 'read up idle < /proc/uptime; echo $up >> {TRACE}'
            [job.again]
            respawn = "always"
            respawn-delay = { min = "300ms", max = "300ms" }
            respawn-limit = { count = 3 }
            script = 'exit 3'
            [job.late]
            manual = true
            ready = "notify"
            start-timeout = "300ms"
            exec = ["sleep", "1000"]
            [job.deaf]
            kill-timeout = "300ms"
            script = 'trap "" TERM; echo deaf >> {DIR}/deaf; {AWAIT} {DIR}/never'
            """);
        init.Until(() => init.Trace.Count == 1, "it has told the time");
        Assert.InRange(decimal.Parse(init.Trace[0], CultureInfo.InvariantCulture), seconds, seconds + 120);
        init.WaitForLog("again: ");
        init.WaitForState("again", "waiting");
        init.WaitForFile("deaf");
        int web = init.WaitForMain("web");
        Proc.Signal(web, Signals.Kill);
        init.Until(() => init.Main("web") is not 0 and var next && next != web, "it is respawned");
        using VarlinkClient client = init.Connect();
        Assert.Equal("Failed", client.Call("Start", "{'job':'late'}").Error);
        init.WaitForLog("late: not ready within 300ms");
        _ = client.Ask("Stop", "{'job':'deaf'}");
        Assert.Equal("Timeout", client.Call("Start", "{'job':'late','timeout':100}").Error);
        (int code, string output, string errors) = Running.Run(
            Binaries.MiniInitCtl, ["--socket", init.Socket, "status", "--long", "web"]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Matches(@"(?m)^  since +\S+ \S+, [0-9]+m?s ago$", output);
        Assert.Null(client.Call("Reexec").Error);
        init.AssertAnswers();
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("bug of miniinit", init.Log);
    }
}
