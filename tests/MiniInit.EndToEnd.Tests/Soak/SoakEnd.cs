using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Soak;

/// <summary>
/// The end of a round: the files are again what they were, each job is asked to be what it ought to be, and then
/// everything must come out right.
/// </summary>
internal sealed class SoakEnd(Supervised init, SoakJobs jobs)
{
    /// <summary>What the log of a job may take: three files, and a line on top of each.</summary>
    private const long MostLog = 3 * 32 * 1024;

    /// <summary>Waits until all is right and init sleeps, having let go of what it needed for a while.</summary>
    public void Await()
    {
        Restore();
        List<string> wrong = [];
        init.Until(() => (wrong = Correct()).Count == 0, () => $"all jobs are what they ought to be; {string.Join("; ", wrong)}");
        init.Until(() => (wrong = WrongProcesses()).Count == 0, () => $"there are the main processes and no others; {string.Join("; ", wrong)}");
        ReadAgain();
        Footprint.WaitUntilStill(init);
    }

    /// <summary>Asserts that all is right still, and that the log files of jobs are no larger than they may be.</summary>
    public void AssertKept()
    {
        Assert.Empty(Correct());
        Assert.Empty(WrongProcesses());
        foreach (IGrouping<string, FileInfo> log in new DirectoryInfo(init.Path("logs")).GetFiles().GroupBy(file => file.Name.Split('.')[0]))
        {
            Assert.InRange(log.Sum(file => file.Length), 0, MostLog);
        }
    }

    private void Restore()
    {
        foreach (string file in Directory.GetFiles(init.Path("conf/jobs"), "new-*"))
        {
            File.Delete(file);
        }

        init.Write("conf/miniinit.toml", jobs.Main());
        foreach (int job in jobs.WithFile)
        {
            init.Write(SoakJobs.FileOf(job), jobs.Text(job));
        }

        ReadAgain();
    }

    private void ReadAgain()
    {
        using VarlinkClient client = init.Connect();
        Assert.Empty(client.Ask("ReloadConfiguration").Rows("problems"));
    }

    /// <summary>Asks for what is not as it ought to be, and tells of it.</summary>
    private List<string> Correct()
    {
        using VarlinkClient client = init.Connect();
        List<string> wrong = [];
        HashSet<string> missing = [.. jobs.Names];
        foreach (string job in List(client).Select(row => Text(row, "job")).Distinct().ToList())
        {
            _ = missing.Remove(job);
            VarlinkReply reply = client.Call("Status", $"{{'job':'{job}','brief':true}}");
            foreach (JsonElement status in reply.Error is null ? reply.Rows("statuses") : [])
            {
                if (Correction(job, status) is { } method)
                {
                    wrong.Add($"{job} {status.GetProperty("instance")}");
                    _ = client.Call(method, $"{{'job':'{job}','instance':'{Text(status.GetProperty("instance"), "instance")}','wait':false}}");
                }
            }
        }

        return [.. wrong, .. missing];
    }

    /// <summary>The method that brings an instance to where it ought to be; null where it is.</summary>
    private string? Correction(string job, JsonElement status)
    {
        JsonElement instance = status.GetProperty("instance");
        string state = $"{Text(instance, "goal")}/{Text(instance, "state")}";
        if (!jobs.Services.Contains(job))
        {
            return state != "stop/waiting" ? "Stop" : jobs.Names.Contains(job) ? null : "Nothing";
        }

        bool isOld = status.GetProperty("isChanged").GetBoolean() || status.GetProperty("isRemoved").GetBoolean();
        return state != "start/running" || !instance.GetProperty("isReady").GetBoolean() ? "Start" : isOld ? "Restart" : null;
    }

    /// <summary>What is below init and is no main process, or is one and not below init.</summary>
    private List<string> WrongProcesses()
    {
        using VarlinkClient client = init.Connect();
        HashSet<int> mains = [.. List(client)
            .Where(row => row.TryGetProperty("mainPid", out JsonElement pid) && pid.ValueKind == JsonValueKind.Number)
            .Select(row => row.GetProperty("mainPid").GetInt32())];
        List<string> wrong = [];
        foreach (int pid in Proc.All().Where(pid => Shares(pid) && pid != init.Pid))
        {
            if (Proc.Stat(pid) is not { State: 'S' or 'R' or 'D' } stat || stat.Parent != init.Pid || !mains.Remove(Proc.InnerPid(pid)))
            {
                wrong.Add($"{pid} {Proc.Stat(pid)} {Proc.CommandLine(pid)}");
            }
        }

        return [.. wrong, .. mains.Select(pid => $"no process {pid}")];
    }

    private static List<JsonElement> List(VarlinkClient client)
    {
        client.Send("List", "{'patterns':[]}", "more");
        List<JsonElement> rows = [];
        VarlinkReply reply;
        do
        {
            reply = client.Receive();
            rows.AddRange(reply.Rows("instances"));
        }
        while (reply.Continues);
        return rows;
    }

    private bool Shares(int pid)
    {
        try
        {
            return Proc.SharesNamespace(pid, init.Pid);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;
}
