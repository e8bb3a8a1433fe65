using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// The processes of a job, told by what init has no part in: each names, among its arguments, the file in which the last
/// of them reports its pid. That is <c>run/JOB.pid</c>.
/// </summary>
internal static class Families
{
    /// <summary>The report of a job, as a word of a configuration.</summary>
    public static string Report(string job) => $"{{DIR}}/run/{job}.pid";

    /// <summary>Those that live, by their pids as the test sees them.</summary>
    public static IReadOnlyList<int> FamilyOf(this Supervised init, string job)
    {
        string report = init.Path($"run/{job}.pid");
        return [.. Proc.All().Where(pid => Proc.CommandLine(pid).Split(' ').Contains(report))];
    }

    /// <summary>Waits for the report.</summary>
    /// <returns>The pid that the process has for itself and for its init.</returns>
    public static int WaitForReport(this Supervised init, string job)
    {
        init.WaitForFile($"run/{job}.pid");
        return int.Parse(File.ReadAllText(init.Path($"run/{job}.pid")), CultureInfo.InvariantCulture);
    }

    /// <summary>The pid that the test sees of a process that has another one for init.</summary>
    public static int Outer(this Supervised init, int inner) =>
        Proc.All().First(pid => Proc.InnerPid(pid) == inner && Proc.SharesNamespace(pid, init.Pid));

    /// <summary>What init says of all instances: each by its job.</summary>
    public static Dictionary<string, JsonElement> List(this VarlinkClient client)
    {
        client.Send("List", "{'patterns':[]}", "more");
        Dictionary<string, JsonElement> all = [];
        VarlinkReply reply;
        do
        {
            reply = client.Receive();
            Assert.True(reply.Error is null, reply.ToString());
            foreach (JsonElement row in reply.Rows("instances"))
            {
                all.Add(row.GetProperty("job").GetString()!, row);
            }
        }
        while (reply.Continues);
        return all;
    }

    /// <summary>Waits until init takes the process that a job reported for its main process, and the job runs.</summary>
    public static void WaitForMainAsReported(this Supervised init, VarlinkClient client, params IReadOnlyList<string> jobs)
    {
        Dictionary<string, int> reported = jobs.ToDictionary(job => job, init.WaitForReport);
        string[] wrong = [];
        init.Until(
            () =>
            {
                Dictionary<string, JsonElement> told = client.List();
                wrong = [.. jobs.Where(job => !Runs(told[job], reported[job])).Select(job => $"{job}: reported {reported[job]}; {told[job]}")];
                return wrong.Length == 0;
            },
            () => $"each main process is known; {wrong.Length} are not: {string.Join('\n', wrong.Take(10))}");
    }

    /// <summary>Stops a job, and asserts that nothing of it is left then.</summary>
    public static void StopClean(this Supervised init, VarlinkClient client, string job)
    {
        _ = client.Ask("Stop", $"{{'job':'{job}'}}");
        init.AssertGone(job);
    }

    /// <summary>Ends init, and asserts that nothing had to be killed in all the time.</summary>
    public static void EndClean(this Supervised init)
    {
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("Sending KILL", init.Log);
    }

    /// <summary>Waits for what comes by another way than the answers of init: its log.</summary>
    public static void WaitForLogMatch(this Supervised init, string pattern) =>
        init.Until(() => Regex.IsMatch(init.Log, pattern), $"the log has \"{pattern}\"");

    /// <summary>Asserts that nothing of a job is left.</summary>
    public static void AssertGone(this Supervised init, string job)
    {
        IReadOnlyList<int> left = init.FamilyOf(job);
        Assert.True(left.Count == 0, $"{job} has left {string.Join("; ", left.Select(pid => $"{pid} {Proc.Stat(pid)} {Proc.CommandLine(pid)}"))}; log:\n{init.Log}");
    }

    private static bool Runs(JsonElement instance, int main) => instance.GetProperty("state").GetString() == "running"
        && instance.TryGetProperty("mainPid", out JsonElement pid) && pid.ValueKind == JsonValueKind.Number && pid.GetInt32() == main;
}
