using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>
/// An init whose system calls, and those of its jobs, fail as long as a test wants them to: the binary that is shipped, below a
/// filter whose questions we answer.
/// </summary>
internal sealed class FaultyInit : IDisposable
{
    private readonly Listener _listener;
    private readonly Thread _thread;
    private readonly List<Fault> _faults = [];
    private readonly List<HeldCalls> _held = [];
    private readonly Lock _lock = new();
    private string _trouble = "";

    private FaultyInit(Supervised init, Action<FaultyInit>? first, FaultyClocks? clocks)
    {
        Init = init;
        Clocks = clocks;
        try
        {
            Listener? listener = null;
            init.Until(() => (listener = Listener.TryTakeFrom(init.Pid)) is not null, "there is a listener");
            _listener = listener!;
            first?.Invoke(this);
            if (clocks is not null)
            {
                Vdso.Watch(init.Pid);
            }
        }
        catch
        {
            init.Dispose();
            throw;
        }

        _thread = new Thread(Answer) { IsBackground = true };
        _thread.Start();
        if (clocks is not null)
        {
            HideVdso();
        }
    }

    public Supervised Init { get; }

    /// <summary>Its clocks; null where they are the machine's.</summary>
    public FaultyClocks? Clocks { get; }

    /// <summary>Starts init as PID 1 of a namespace.</summary>
    /// <param name="calls">Which system calls may fail, by name: each costs a little.</param>
    /// <param name="configuration">As for <see cref="Supervised"/>.</param>
    /// <param name="first">What fails from the first instruction on; null: nothing.</param>
    public static FaultyInit AsPid1(string[] calls, string configuration, Action<FaultyInit>? first = null) =>
        Under([.. Running.Namespace], calls, configuration, first);

    /// <summary>The same below a command that makes the namespace, or below none.</summary>
    public static FaultyInit Under(string[] wrapper, string[] calls, string configuration, Action<FaultyInit>? first = null) =>
        Under(wrapper, calls, configuration, first, null);

    /// <summary>Starts init as PID 1 of a namespace, with clocks of its own.</summary>
    public static FaultyInit AsPid1(FaultyClocks clocks, string configuration) =>
        Under([.. Running.Namespace], [FaultyClocks.Call], configuration, null, clocks);

    private static FaultyInit Under(
        string[] wrapper, string[] calls, string configuration, Action<FaultyInit>? first, FaultyClocks? clocks)
    {
        Needs.Root();
        Needs.CallNotices();
        string numbers = string.Join(',', FaultCall.Numbers(calls));
        Supervised init = Supervised.Under([.. wrapper, Binaries.TestChild, "faults", numbers, "--"], configuration);
        return new FaultyInit(init, first, clocks);
    }

    /// <summary>Lets calls of init fail from now on.</summary>
    /// <param name="call">Which.</param>
    /// <param name="errno">By what.</param>
    /// <param name="which">Which of them; null: all.</param>
    /// <param name="every">How manyth of them each time; 1 for all.</param>
    /// <param name="most">How many fail at most.</param>
    public Fault Fail(
        string call, Errno errno, Func<CallNotice, bool>? which = null, int every = 1, int most = int.MaxValue) =>
        Begin(call, (int)errno, notice => notice.Pid == Init.Pid && which?.Invoke(notice) != false, every, most);

    /// <summary>The same for calls of all other processes.</summary>
    public Fault FailInJobs(
        string call, Errno errno, Func<CallNotice, bool>? which = null, int every = 1, int most = int.MaxValue) =>
        Begin(call, (int)errno, notice => notice.Pid != Init.Pid && which?.Invoke(notice) != false, every, most);

    /// <summary>Lets calls wait from now on.</summary>
    /// <param name="call">Which.</param>
    /// <param name="which">Which of them.</param>
    public HeldCalls Hold(string call, Func<CallNotice, bool> which)
    {
        int number = FaultCall.Number(call);
        HeldCalls held = new(_listener, notice => notice.Number == number && which(notice));
        lock (_lock)
        {
            _held.Add(held);
        }

        return held;
    }

    /// <summary>Waits until so many calls have failed by it.</summary>
    public void WaitForHits(Fault fault, int hits = 1) =>
        Init.Until(() => fault.Hits >= hits, () => $"{hits} calls have failed; {fault.Hits} have");

    /// <summary>Runs miniinitctl, which gives up after a while, and whose clocks are those of init.</summary>
    public (int Code, string Output, string Errors) Control(params string[] command)
    {
        string[] all = ["--socket", Init.Socket, .. command];
        return Clocks?.Run(Binaries.MiniInitCtl, all) ?? Running.Run(Binaries.MiniInitCtl, all);
    }

    /// <summary>Kills the main process of a job, and waits until it has another.</summary>
    public void KillAndWait(string job)
    {
        int pid = Init.WaitForMain(job);
        Proc.Signal(pid, Signals.Kill);
        WaitForAnother(job, pid);
    }

    /// <summary>Waits until a job has a main process that is not this one.</summary>
    public void WaitForAnother(string job, int pid) =>
        Init.Until(() => Init.Main(job) is not 0 and var next && next != pid, $"{job} has another process");

    /// <summary>Waits until the list of jobs, asked for by miniinitctl, has these lines, and asserts that nothing is amiss.</summary>
    public void WaitForList(params string[] lines)
    {
        string output = "", errors = "";
        Init.Until(
            () =>
            {
                (int code, output, errors) = Control("list");
                string[] listed = [.. output.Split('\n').Select(line => line.Split(", process")[0])];
                return code == 0 && lines.All(listed.Contains);
            },
            () => $"the list has {string.Join(", ", lines)}; it is: {output} {errors}");
        Assert.Equal("", _trouble);
    }

    public void Dispose()
    {
        Init.Dispose();
        _thread.Join(); // nobody is left who could call
        _listener.Dispose();
    }

    private Fault Begin(string call, int errno, Func<CallNotice, bool> which, int every, int most)
    {
        int number = FaultCall.Number(call);
        var fault = new Fault(errno, notice => notice.Number == number && which(notice), every, most, End);
        lock (_lock)
        {
            _faults.Add(fault);
        }

        return fault;
    }

    private void End(Fault fault)
    {
        lock (_lock)
        {
            _ = _faults.Remove(fault);
        }
    }

    private void HideVdso()
    {
        try
        {
            Vdso.HideAtExec(Init.Pid);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Answer()
    {
        while (_listener.TryNext(out CallNotice? next))
        {
            if (next is CallNotice call)
            {
                Answer(call);
            }
        }
    }

    private void Answer(CallNotice call)
    {
        try
        {
            if (Clocks?.TryAnswer(_listener, call) == true)
            {
                return;
            }

            Fault? fault;
            lock (_lock)
            {
                if (_held.Exists(one => one.TryTake(call)))
                {
                    return;
                }

                fault = _faults.FirstOrDefault(one => one.Takes(call));
            }

            if (fault is not null)
            {
                _listener.Fail(call, fault.Errno);
                return;
            }
        }
#pragma warning disable CA1031 // A thread of ours: whatever it is, the test has to tell of it, and init gets its answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _trouble = e.ToString();
        }

        _listener.Pass(call);
    }
}
