using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Clocks that are set while init runs: what is due follows CLOCK_MONOTONIC alone.</summary>
public sealed class ClockTests
{
    private const string Jobs = FaultyJobs.Some + """
        [job.says]
        log = { file = "{DIR}/says.log", timestamps = true }
        script = 'echo before; {AWAIT} {DIR}/go; echo after; exec sleep 1000'
        [job.again]
        respawn = "always"
        respawn-delay = { min = "5m", max = "5m" }
        script = 'echo again >> {TRACE}; exit 3'
        [job.deaf]
        kill-timeout = "5m"
        script = 'trap "" TERM; echo deaf >> {TRACE}; {AWAIT} {DIR}/never'
        [job.late]
        manual = true
        ready = "notify"
        start-timeout = "5m"
        exec = ["sleep", "1000"]
        [job.slow]
        manual = true
        type = "task"
        exec = ["sleep", "1000"]

        """;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("2076-05-06T07:08:09", "2076-05-0")]
    [InlineData("1970-01-01T00:00:10", "19(69-12-31|70-01-01)", "1970-01-01")]
    [InlineData("1969-12-20T00:00:00", "19(69-12-31|70-01-01)", "1969-12-")]
    [InlineData("an hour ago", null)]
    public void The_time_of_day_is_shown_and_nothing_waits_for_it(string when, string? shown, string? written = null)
    {
        FaultyClocks clocks = new();
        using FaultyInit faulty = FaultyInit.AsPid1(clocks, Jobs);
        Supervised init = faulty.Init;
        using Pending pending = Pending.Begin(faulty, isStopped: true);
        using VarlinkClient events = init.Connect();
        events.Send("Events", "{}", "more");
        _ = events.Receive();
        string before = List(faulty);

        DateTime time = when == "an hour ago" ? clocks.Now.AddHours(-1)
            : DateTime.Parse(when, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        clocks.SetRealtime(time);
        shown ??= $"{time.ToLocalTime():yyyy-MM-dd}";
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(before, List(faulty));
        }

        pending.AssertWaits();
        AssertEnds("says", @"^  since +" + shown + @"\S* \S+, [0-9]+s ago$", faulty);
        AssertEnds("again", @"^  next start +" + shown + @"\S* \S+, in [45]m[0-9]+s$", faulty);
        using VarlinkClient client = init.Connect();
        AssertIsNow(clocks, client.Ask("GetVersion").Find("startedAt")!.Value.GetInt64());
        init.Touch("go");
        init.WaitForOutput("says | after");
        Assert.Matches($@"^{shown}\S+ after\n$", faulty.Control("logs", "--timestamps", "--lines", "1", "says").Output);
        (int code, string lines, string errors) = faulty.Control("logs", "--since", "5m", "says");
        Assert.Equal((0, ""), (code, errors));
        Assert.True(lines.EndsWith("after\n", StringComparison.Ordinal) || time < DateTime.UnixEpoch, lines);
        Assert.Matches($"^{written ?? shown}\\S+ after$", File.ReadAllLines(init.Path("says.log"))[^1]);
        Assert.Equal(0, faulty.Control("emit", "seen").Code);
        AssertIsNow(clocks, SeenAt(events));

        clocks.MoveMonotonic(TimeSpan.FromMinutes(20));
        pending.WaitUntilOver();
        clocks.SetRealtime(DateTime.UtcNow);
        faulty.KillAndWait("web");
        AssertIsQuiet(faulty);
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("bug of miniinit", init.Log);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60 * 24 * 400)]
    [InlineData(60 * 24 * 366 * 100)]
    public void What_is_due_when_the_monotonic_clock_has_leapt_happens(int minutes)
    {
        FaultyClocks clocks = new();
        using FaultyInit faulty = FaultyInit.AsPid1(clocks, Jobs);
        using Pending pending = Pending.Begin(faulty, isStopped: false);
        string before = List(faulty);

        clocks.MoveMonotonic(TimeSpan.FromMinutes(minutes));
        _ = faulty.Control("list"); // it sees that when it wakes up
        pending.WaitUntilOver();
        Assert.NotEqual(before, List(faulty));
        faulty.KillAndWait("web");
        AssertIsQuiet(faulty);
        Assert.Equal(0, faulty.Init.Stop());
        Assert.DoesNotContain("bug of miniinit", faulty.Init.Log);
    }

    /// <summary>It never does, but for who comes from a checkpoint: then all waits for so long.</summary>
    [Fact]
    public void A_monotonic_clock_that_falls_back_ends_nothing()
    {
        FaultyClocks clocks = new();
        using FaultyInit faulty = FaultyInit.AsPid1(clocks, Jobs);
        clocks.MoveMonotonic(TimeSpan.FromHours(2));
        using Pending pending = Pending.Begin(faulty, isStopped: false);
        string before = List(faulty);

        clocks.MoveMonotonic(TimeSpan.FromHours(-1));
        Assert.Equal(before, List(faulty));
        pending.AssertWaits();
        AssertIsQuiet(faulty);
        clocks.MoveMonotonic(TimeSpan.FromMinutes(80));
        _ = faulty.Control("list");
        pending.WaitUntilOver();
        faulty.KillAndWait("web");
        Assert.Equal(0, faulty.Init.Stop());
        Assert.DoesNotContain("bug of miniinit", faulty.Init.Log);
    }

    [Fact]
    public void What_began_before_the_machine_was_suspended_did_not_begin_later_for_that()
    {
        FaultyClocks clocks = new();
        using FaultyInit faulty = FaultyInit.AsPid1(clocks, Jobs);
        faulty.WaitForList(FaultyJobs.Fine);
        using VarlinkClient client = faulty.Init.Connect();
        foreach (int hours in new[] { 8, 1, 9 })
        {
            DateTime started = At(client.Ask("GetVersion").Find("startedAt")!.Value), since = Since(client, "web");
            clocks.Suspend(TimeSpan.FromHours(hours));
            AssertSame(started, At(client.Ask("GetVersion").Find("startedAt")!.Value));
            AssertSame(since, Since(client, "web"));
            DateTime now = clocks.Now;
            faulty.KillAndWait("web");
            Assert.InRange(Since(client, "web"), now - s_second, clocks.Now + s_second);
        }
    }

    private static DateTime Since(VarlinkClient client, string job) =>
        At(client.Ask("Status", $"{{'job':'{job}'}}").Find("statuses")!.Value[0].GetProperty("since"));

    private static DateTime At(JsonElement microseconds) => DateTime.UnixEpoch + TimeSpan.FromMicroseconds(microseconds.GetInt64());

    private static void AssertSame(DateTime expected, DateTime actual) => Assert.InRange(actual, expected - s_second, expected + s_second);

    private static string List(FaultyInit faulty)
    {
        (int code, string output, string errors) = faulty.Control("list");
        Assert.Equal((0, ""), (code, errors));
        return output;
    }

    /// <summary>Asserts that one of the lines that <c>status</c> shows of a job is such a one.</summary>
    private static void AssertEnds(string job, string line, FaultyInit faulty)
    {
        (int code, string output, string errors) = faulty.Control("status", "--long", job);
        Assert.Equal((0, ""), (code, errors));
        Assert.Matches("(?m)" + line, output);
    }

    /// <summary>Asserts that a time, in microseconds since 1970, was during the test, by the clock as it is set now.</summary>
    private static void AssertIsNow(FaultyClocks clocks, long time) =>
        Assert.InRange(TimeSpan.FromMicroseconds(time) - (clocks.Now - DateTime.UnixEpoch), -2 * Wait.Limit, TimeSpan.Zero);

    private static long SeenAt(VarlinkClient events)
    {
        VarlinkReply reply;
        do
        {
            reply = events.Receive();
        }
        while (reply.Text("event") != "seen");
        return reply.Find("time")!.Value.GetInt64();
    }

    /// <summary>Asserts that it comes to rest: who sleeps reads no clock.</summary>
    private static void AssertIsQuiet(FaultyInit faulty) => faulty.Init.Until(
        () =>
        {
            int readings = faulty.Clocks!.Readings;
            Thread.Sleep(s_quiet);
            return faulty.Clocks.Readings == readings;
        },
        "it does nothing for a while");

    /// <summary>Everything that is due in five minutes: a respawn, a KILL, the end of a start, and the answer to a client.</summary>
    private sealed class Pending : IDisposable
    {
        private readonly FaultyInit _faulty;
        private readonly VarlinkClient _stops, _starts;

        private Pending(FaultyInit faulty) =>
            (_faulty, _stops, _starts) = (faulty, faulty.Init.Connect(), faulty.Init.Connect());

        /// <summary>Begins it, from some moment on with a clock that stands still.</summary>
        public static Pending Begin(FaultyInit faulty, bool isStopped)
        {
            Supervised init = faulty.Init;
            faulty.WaitForList([.. FaultyJobs.Fine, "deaf start/running", "says start/running"]);
            init.WaitForOutput("says | before");
            init.Until(() => init.Trace.Count == 2, "a job has ended, and another hears nothing");
            init.WaitForLog("warn: again: main process (");
            Pending pending = new(faulty);
            if (isStopped)
            {
                faulty.Clocks!.StopMonotonic();
            }

            pending._stops.Send("Stop", "{'job':'deaf'}");
            init.WaitForState("deaf", "killed");
            pending._starts.Send("Start", "{'job':'slow','timeout':300000}");
            init.WaitForState("slow", "running");
            using VarlinkClient client = init.Connect();
            _ = client.Ask("Start", "{'job':'late','wait':false}");
            init.WaitForState("late", "spawned");
            return pending;
        }

        /// <summary>Asserts that none of it has happened.</summary>
        public void AssertWaits()
        {
            Assert.Equal((0, 0), (_stops.Socket.Available, _starts.Socket.Available));
            Assert.Single(_faulty.Init.Trace, line => line == "again");
            Assert.DoesNotContain("late: not ready", _faulty.Init.Log);
        }

        /// <summary>Waits until all of it has happened.</summary>
        public void WaitUntilOver()
        {
            Supervised init = _faulty.Init;
            init.Until(() => init.Trace.Count(line => line == "again") == 2, "it is respawned");
            Assert.Null(_stops.Receive().Error);
            Assert.Equal("Timeout", _starts.Receive().Error);
            init.WaitForLog("late: not ready within 5m");
        }

        public void Dispose()
        {
            _stops.Dispose();
            _starts.Dispose();
        }
    }
}
