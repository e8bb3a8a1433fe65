using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Lineage;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Reexecution;

/// <summary>A thousand programs one after the other in one process, while all is busy.</summary>
public sealed class ReexecLoadTests
{
    private const int Times = 1000;

    /// <summary>There is always some start under way: what makes them is held back until there is none.</summary>
    [Fact]
    public void Jobs_that_start_each_other_for_ever_do_not_keep_it_away()
    {
        string circle = string.Concat(Enumerable.Range(1, 200).Select(i => $"\n[job.circle{i}]\ntype = \"task\"\nstart-on = \"startup or stopped circle{i}\"\nexec = [\"true\"]\n"));
        using Supervised init = Place.Pid1.Start("""
            [init]
            output = "none"
            [job.web]
            exec = ["sleep", "1000"]
            """ + circle);
        using VarlinkClient client = init.Connect();
        init.Until(() => client.List()["web"].TryGetProperty("mainPid", out _), "web runs");
        int web = client.List()["web"].GetProperty("mainPid").GetInt32();
        for (int i = 0; i < 10; i++)
        {
            ReexecTests.Reexec(init, client);
        }

        Assert.Equal(web, client.List()["web"].GetProperty("mainPid").GetInt32());
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_thousand_times_under_load_nothing_is_lost()
    {
        using Supervised init = Place.Pid1.Start("""
            [init]
            output = "none"
            [job.web]
            exec = ["sleep", "1000"]
            [job.counts]
            log = { file = "{DIR}/run/counts.log", max-size = "100M" }
            script = 'i=0; while [ ! -e {DIR}/go ]; do i=$((i+1)); echo $i; sleep 0.005; done; echo end'
            [job.crashes]
            respawn = "always"
            respawn-limit = "none"
            respawn-delay = { min = "20ms", max = "50ms" }
            script = 'exit 1'
            [job.task]
            manual = true
            type = "task"
            exec = ["true"]
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForState("counts", "running");
        init.WaitForState("web", "running");
        int web = client.List()["web"].GetProperty("mainPid").GetInt32();
        int open = Directory.GetFiles($"/proc/{init.Pid}/fd").Length;
        using CancellationTokenSource over = new();
        int[] tasks = new int[2];
        List<string> wrong = [];
        Thread[] clients = [.. Enumerable.Range(0, tasks.Length).Select(i => new Thread(() => Load(init, ref tasks[i], wrong, over.Token)))];
        Thread caller = new(() => Connect(init, wrong, over.Token));
        clients = [.. clients, caller];
        foreach (Thread thread in clients)
        {
            thread.Start();
        }

        for (int i = 0; i < Times; i++)
        {
            VarlinkReply reply = client.Call("Reexec");
            Assert.True(reply.Error is null, $"the {i}th: {reply}; {init.Log}");
        }

        over.Cancel();
        foreach (Thread thread in clients)
        {
            thread.Join();
        }

        Assert.Empty(wrong);
        Assert.All(tasks, count => Assert.True(count > 10, $"only {count} tasks were started by a client"));
        Assert.Equal(web, client.List()["web"].GetProperty("mainPid").GetInt32());
        init.Until(() => Directory.GetFiles($"/proc/{init.Pid}/fd").Length <= open + 4, "no descriptors are left over");
        init.Touch("go");
        string log = init.Path("run/counts.log");
        init.Until(() => File.ReadAllText(log).EndsWith("end\n", StringComparison.Ordinal), "it comes to an end");
        string[] lines = File.ReadAllLines(log);
        Assert.Equal([.. Enumerable.Range(1, lines.Length - 1).Select(i => $"{i}"), "end"], lines);
        Assert.Equal(0, init.Stop());
        Assert.Equal(Times, init.Log.Split("has taken over from version").Length - 1);
    }

    /// <summary>Connections, one after the other, that ask once.</summary>
    private static void Connect(Supervised init, List<string> wrong, CancellationToken over)
    {
        try
        {
            while (!over.IsCancellationRequested)
            {
                using VarlinkClient client = init.Connect();
                _ = client.Ask("GetVersion");
            }
        }
#pragma warning disable CA1031 // Whatever it is: the test tells it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (wrong)
            {
                wrong.Add(e.ToString());
            }
        }
    }

    /// <summary>One connection, on which a task is started again and again; each start is answered.</summary>
    private static void Load(Supervised init, ref int tasks, List<string> wrong, CancellationToken over)
    {
        try
        {
            using VarlinkClient client = init.Connect();
            while (!over.IsCancellationRequested)
            {
                VarlinkReply reply = client.Call("Start", "{'job':'task'}");
                if (reply.Error is not (null or "AlreadyRunning" or "Overtaken"))
                {
                    throw new InvalidOperationException($"{reply}");
                }

                tasks++;
            }
        }
#pragma warning disable CA1031 // Whatever it is: the test tells it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (wrong)
            {
                wrong.Add(e.ToString());
            }
        }
    }
}
