using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Many clients that all want something at once: each gets its answers, all of them, in its order.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Clients = 50, Requests = 400, AtOnce = 8;
    private static readonly string[] s_outcomes = ["AlreadyRunning", "NotRunning", "Overtaken", "Failed"];

    [Fact]
    public void Fifty_clients_get_all_answers_to_twenty_thousand_requests()
    {
        string jobs = string.Concat(Enumerable.Range(0, Clients).Select(i => $"""
            [job.job-{i}]
            manual = true
            {(i % 5 == 0 ? "exec = [\"sleep\", \"1000\"]" : "type = \"state\"")}

            """));
        using Supervised init = Supervised.AsPid1(Controlled.Jobs + jobs, "--log-level", "error");
        Footprint footprint = Footprint.Of(init);
        var times = new ConcurrentBag<double>();
        var failures = new ConcurrentBag<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Clients).Select(i => new Thread(() =>
        {
            try
            {
                Ask(init, i, times);
            }
#pragma warning disable CA1031 // It is thrown where the test sees it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures.Add(e);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);

        double[] sorted = [.. times.Order()];
        output.WriteLine($"{sorted.Length} times: p50 {sorted[sorted.Length / 2]:0.0} ms, "
            + $"p99 {sorted[sorted.Length * 99 / 100]:0.0} ms, most {sorted[^1]:0.0} ms");
        using VarlinkClient client = init.Connect();
        Assert.Equal(Clients + 2, client.Ask("List", "{'patterns':[]}").Rows("instances").Length);
        client.Dispose();
        footprint.AssertKept();
    }

    /// <summary>Half of the clients take each answer before they ask on; the others are up to eight questions ahead.</summary>
    private static void Ask(Supervised init, int number, ConcurrentBag<double> times)
    {
        using VarlinkClient client = init.Connect();
        int ahead = number % 2 == 0 ? 1 : AtOnce;
        long[] sent = new long[Requests];
        for (int asked = 0, answered = 0; answered < Requests; answered++)
        {
            for (; asked < Math.Min(answered + ahead, Requests); asked++)
            {
                sent[asked] = Stopwatch.GetTimestamp();
                Send(client, number, asked);
            }

            Check(client.Receive(), number, answered);
            if (ahead == 1)
            {
                times.Add(Stopwatch.GetElapsedTime(sent[answered]).TotalMilliseconds);
            }
        }

        if (number % 5 == 0)
        {
            _ = client.Call("Kill", $"{{'job':'job-{number}'}}"); // leaves no descriptors behind
        }

        client.EndSending();
        client.AssertEnds();
    }

    private static void Send(VarlinkClient client, int number, int request)
    {
        switch (request % 4)
        {
            case 0:
                client.Send("Status", $"{{'job':'none-{number}-{request}'}}");
                break;
            case 1:
                client.Send("Start", $"{{'job':'job-{number}'}}");
                break;
            case 2:
                client.Send("List", $"{{'patterns':['job-{number}']}}");
                break;
            default:
                client.Send("Stop", $"{{'job':'job-{number}'}}");
                break;
        }
    }

    private static void Check(VarlinkReply reply, int number, int request)
    {
        string job = $"job-{number}";
        switch (request % 4)
        {
            case 0:
                Assert.Equal(("NoSuchJob", $"none-{number}-{request}"), (reply.Error, reply.Text("job")));
                break;
            case 2:
                Assert.Equal(job, reply.Text("instances.0.job"));
                break;
            default:
                Assert.Equal(job, reply.Text(reply.Error is null ? "instance.job" : "job"));
                Assert.True(reply.Error is null || s_outcomes.Contains(reply.Error), $"{reply}");
                break;
        }
    }
}
