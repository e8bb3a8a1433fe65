using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Soak;

/// <summary>All that comes from outside: clients, signals, and changes of files, by a thread each, until it is disposed.</summary>
internal sealed class SoakLoad : IDisposable
{
    private const int Clients = 4;

    /// <summary>Not TERM, INT, QUIT, 37, 38 and 39, by which init ends.</summary>
    private static readonly int[] s_harmless =
        [1, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 34, 35, 36, .. Enumerable.Range(40, 25)];

    private static readonly string[] s_forJobs = ["HUP", "USR1", "USR2", "WINCH", "CHLD", "CONT", "INT", "TERM", "KILL", "SEGV", "RTMIN+6"];

    private readonly Supervised _init;
    private readonly SoakJobs _jobs;
    private readonly List<Thread> _threads = [];
    private readonly ConcurrentBag<Exception> _failures = [];
    private int _calls, _signals, _changes;
    private volatile bool _over;

    public SoakLoad(Supervised init, SoakJobs jobs, int seed)
    {
        (_init, _jobs) = (init, jobs);
        for (int i = 0; i < Clients; i++)
        {
            Go(Call, seed + i);
        }

        Go(Listen, seed + 10);
        Go(Listen, seed + 11);
        Go(AskAndLeave, seed + 12);
        Go(SendSignals, seed + 13);
        Go(ChangeFiles, seed + 14);
    }

    /// <summary>What has been done.</summary>
    public string Done => $"{_calls} calls, {_signals} signals, {_changes} changes of files";

    public void Dispose()
    {
        _over = true;
        _threads.ForEach(thread => thread.Join());
    }

    /// <summary>Ends it, and asserts that everybody got answers.</summary>
    public void Stop()
    {
        Dispose();
        Assert.Empty(_failures);
    }

    private void Go(Action<Random> work, int seed)
    {
        var thread = new Thread(() =>
        {
            var random = new Random(seed);
            try
            {
                while (!_over)
                {
                    work(random);
                }
            }
#pragma warning disable CA1031 // It is thrown where the test sees it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _failures.Add(e);
            }
        });
        thread.Start();
        _threads.Add(thread);
    }

    /// <summary>A client with a few calls, some of them sent before the answers to those before have come.</summary>
    private void Call(Random random)
    {
        using VarlinkClient client = _init.Connect();
        for (int left = random.Next(50); left > 0 && !_over; left--)
        {
            int ahead = random.Next(1, 4);
            for (int i = 0; i < ahead; i++)
            {
                (string method, string parameters) = Draw(random);
                client.Send(method, parameters);
            }

            for (int i = 0; i < ahead; i++)
            {
                Assert.NotEqual("Trouble", client.Receive().Error);
                _ = Interlocked.Increment(ref _calls);
            }

            Thread.Sleep(random.Next(15));
        }
    }

    private (string Method, string Parameters) Draw(Random random)
    {
        int number = random.Next(_jobs.Names.Count);
        string job = $"'job':'{SoakJobs.Name(number)}'";
        string one = number % 10 == 9 ? $"{job},'environment':['N={random.Next(4)}']" : job;
        string waits = random.Next(4) == 0 ? $"{one},'timeout':{random.Next(1, 1500)}" : $"{one},'wait':false";
        return random.Next(30) switch
        {
            <= 6 => ("Start", $"{{{waits}}}"),
            7 or 8 => ("Restart", $"{{{waits}}}"),
            9 => ("Stop", $"{{{waits}}}"),
            10 => ("Kill", $"{{{waits}}}"),
            <= 14 => ("Signal", $"{{{one},'signal':'{s_forJobs[random.Next(s_forJobs.Length)]}','all':{(random.Next(2) == 0 ? "true" : "false")}}}"),
            15 => ("Reload", $"{{{one}}}"),
            16 => ("Reset", $"{{{job}}}"),
            17 => ("Why", $"{{{one}}}"),
            18 => ("Tree", $"{{{job}}}"),
            19 => ("Emit", $"{{'event':'custom-{random.Next(10)}','environment':['A={random.Next()}'],'wait':false}}"),
            20 => ("Logs", $"{{'patterns':['{SoakJobs.Name(number)}'],'lines':{random.Next(100)}}}"),
            21 => ("List", "{'patterns':['job-1*']}"),
            22 => ("SetEnvironment", $"{{'environment':['SOAK_{random.Next(5)}={random.Next()}']}}"),
            23 => ("Run", "{'command':['true'],'environment':[],'directory':'/'}"),
            24 => ("Nothing", "{}"),
            25 when random.Next(20) == 0 => ("ReloadConfiguration", "{}"),
            _ => ("Status", $"{{{one}}}"),
        };
    }

    /// <summary>Somebody who follows all that happens, for a while.</summary>
    private void Listen(Random random)
    {
        using VarlinkClient client = _init.Connect();
        (string method, string parameters) = random.Next(3) switch
        {
            0 => ("Watch", "{'patterns':[]}"),
            1 => ("Logs", "{'patterns':[],'lines':10,'follow':true}"),
            _ => ("Events", "{}"),
        };
        client.Send(method, parameters, "more");
        for (int left = random.Next(500); left > 0 && !_over; left--)
        {
            Assert.NotEqual("Trouble", client.Receive().Error);
        }
    }

    /// <summary>Somebody who asks for much and does not read it, or says nothing that makes sense.</summary>
    private void AskAndLeave(Random random)
    {
        using VarlinkClient client = _init.Connect();
        byte[] bytes = random.Next(3) switch
        {
            0 => VarlinkClient.Message("Watch", "{'patterns':[]}", "more"),
            1 => VarlinkClient.Message("Start", $"{{'job':'{SoakJobs.Name(random.Next(_jobs.Names.Count))}'}}"),
            _ => new byte[random.Next(1, 1000)],
        };
        random.NextBytes(bytes.AsSpan(0, random.Next(8) == 0 ? bytes.Length : 0));
        _ = client.TrySendBytes(bytes);
        Thread.Sleep(random.Next(300));
    }

    private void SendSignals(Random random)
    {
        for (int left = random.Next(300); left > 0; left--, _signals++)
        {
            int signal = s_harmless[random.Next(s_harmless.Length)];
            _init.Signal(signal is 1 or 12 && random.Next(20) != 0 ? 28 : signal);
        }

        Thread.Sleep(random.Next(200));
    }

    /// <summary>Jobs that are changed, wrong, gone and back, and a main file that is another and the same again.</summary>
    private void ChangeFiles(Random random)
    {
        for (int left = random.Next(20); left > 0; left--, _changes++)
        {
            int job = _jobs.WithFile[random.Next(_jobs.WithFile.Count)];
            switch (random.Next(8))
            {
                case 0:
                    File.Delete(_init.Path(SoakJobs.FileOf(job)));
                    break;
                case 1:
                    _init.Write(SoakJobs.FileOf(job), "exec = [\"true\n");
                    break;
                case 2:
                    _init.Write($"conf/jobs/new-{random.Next(20)}.toml", _jobs.Text(0));
                    break;
                case 3:
                    File.Delete(_init.Path($"conf/jobs/new-{random.Next(20)}.toml"));
                    break;
                case 4:
                    _init.Write("conf/miniinit.toml", _jobs.Main(random.Next(2) == 0 ? "warn" : "error"));
                    break;
                default:
                    _init.Write(SoakJobs.FileOf(job), _jobs.Text(job, random.Next(3)));
                    break;
            }
        }

        Thread.Sleep(random.Next(1000));
    }
}
