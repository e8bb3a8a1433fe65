using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>What init takes of the machine: noted when it is still, and held against what it takes later.</summary>
internal sealed class Footprint
{
    /// <summary>
    /// What clients may cost, in KiB, at any moment: a megabyte, and half of one for what the collector has between two
    /// collections and keeps for the next.
    /// </summary>
    public const long MostGrowth = 1536;

    /// <summary>
    /// How long nothing may have happened until it counts as still. A second after it read its files, init has something
    /// to do.
    /// </summary>
    private static readonly TimeSpan s_still = TimeSpan.FromSeconds(1.5);

    private readonly Supervised _init;
    private readonly int _descriptors;
    private readonly long _kilobytes;

    private Footprint(Supervised init, string socket)
    {
        _init = init;
        WaitUntilStill(init); // by then it has let go of what only its start needed
        WarmUp(socket);
        WaitUntilStill(init);
        _descriptors = Proc.DescriptorCount(init.Pid);
        _kilobytes = Number("VmRSS");
        File.WriteAllText($"/proc/{init.Pid}/clear_refs", "5"); // VmHWM begins anew
    }

    /// <summary>The most memory that it had since, beyond what it had then, in KiB.</summary>
    public long Growth => Number("VmHWM") - _kilobytes;

    /// <summary>Waits until init is still, and notes what it takes.</summary>
    /// <param name="init">Which.</param>
    /// <param name="socket">Its socket; null: where the sockets of tests are.</param>
    public static Footprint Of(Supervised init, string? socket = null) => new(init, socket ?? init.Socket);

    /// <summary>Asserts that init has not grown at any time, has closed all that it opened, and sleeps.</summary>
    /// <param name="most">How much it may have grown, in KiB.</param>
    public void AssertKept(long most = MostGrowth)
    {
        _init.Until(
            () => Proc.DescriptorCount(_init.Pid) == _descriptors,
            $"there are {_descriptors} descriptors again; there were {Proc.DescriptorCount(_init.Pid)}");
        WaitUntilStill(_init);
        Assert.Equal(_descriptors, Proc.DescriptorCount(_init.Pid));
        TestContext.Current.TestOutputHelper!.WriteLine($"growth {Growth} KiB of {_kilobytes} KiB, then {Number("VmRSS") - _kilobytes} KiB");
        Assert.InRange(Growth, long.MinValue, most);
    }

    /// <summary>Waits until init sleeps and is not woken any more.</summary>
    public static void WaitUntilStill(Supervised init)
    {
        long last = -1;
        var since = Stopwatch.StartNew();
        init.Until(
            () =>
            {
                long now = WakeUps(init);
                if (now != last || Proc.Stat(init.Pid)?.State != 'S')
                {
                    last = now;
                    since.Restart();
                }

                Thread.Sleep(20);
                return since.Elapsed >= s_still;
            },
            "init sleeps");
    }

    /// <summary>How often it has slept and woken up.</summary>
    public static long WakeUps(Supervised init) => Directory.GetDirectories($"/proc/{init.Pid}/task")
        .Sum(thread => long.Parse(Proc.StatusLine($"{thread}/status", "voluntary_ctxt_switches")));

    /// <summary>Has those pages of the program in memory that answering takes, and the garbage that there is between two collections: neither grows any more.</summary>
    private static void WarmUp(string socket)
    {
        foreach (Identity? identity in (Identity?[])[null, Identity.Stranger])
        {
            using VarlinkClient client = VarlinkClient.Connect(socket, identity);
            foreach (string call in (string[])["GetVersion", "Reset", "List", "Status", "Start", "Nothing", "org.varlink.service.GetInfo"])
            {
                _ = client.Call(call);
                _ = client.Call(call, "{'job':'none'}");
                _ = client.Call(call, "{'patterns':['none']}");
            }

            _ = client.Call("Watch", "{'patterns':[]}", "more");
        }

        using (VarlinkClient client = VarlinkClient.Connect(socket))
        {
            for (int i = 0; i < 200; i++)
            {
                _ = client.Ask("Status", "{'job':'web'}");
            }
        }

        foreach (string bytes in (string[])["{", "\0", new string('x', 100_000)])
        {
            using VarlinkClient client = VarlinkClient.Connect(socket);
            client.SendBytes(System.Text.Encoding.UTF8.GetBytes(bytes));
        }
    }

    private long Number(string name) =>
        long.Parse(Proc.StatusLine($"/proc/{_init.Pid}/status", name).Split(' ')[0]);
}
