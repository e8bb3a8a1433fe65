using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>
/// The clocks that programs see which ask the kernel for the time: what the machine's show, set forward and back, and
/// CLOCK_MONOTONIC also stopped.
/// </summary>
internal sealed unsafe partial class FaultyClocks
{
    private const int Realtime = 0, Monotonic = 1, RealtimeCoarse = 5, MonotonicCoarse = 6, Boot = 7;
    private const long Second = 1_000_000_000;
    private readonly Lock _lock = new();
    private TimeSpan _realtimeAhead, _monotonicAhead, _suspended;
    private TimeSpan? _stoppedAt;
    private int _readings;

    /// <summary>The system call that is answered.</summary>
    public const string Call = "clock_gettime";

    /// <summary>How often a clock was read.</summary>
    public int Readings => Volatile.Read(ref _readings);

    /// <summary>The time of day, as they see it.</summary>
    public DateTime Now
    {
        get
        {
            lock (_lock)
            {
                return DateTime.UnixEpoch + Read(Realtime) + _realtimeAhead;
            }
        }
    }

    /// <summary>Sets CLOCK_REALTIME.</summary>
    public void SetRealtime(DateTime now)
    {
        lock (_lock)
        {
            _realtimeAhead = now - DateTime.UnixEpoch - Read(Realtime);
        }
    }

    /// <summary>Stops CLOCK_MONOTONIC, so that nothing more is due until it goes on.</summary>
    public void StopMonotonic()
    {
        lock (_lock)
        {
            _stoppedAt ??= Read(Monotonic) + _monotonicAhead;
        }
    }

    /// <summary>Moves CLOCK_MONOTONIC, and lets it go on if it was stopped.</summary>
    /// <param name="span">From where it stands; it may be negative.</param>
    public void MoveMonotonic(TimeSpan span)
    {
        lock (_lock)
        {
            TimeSpan real = Read(Monotonic);
            _monotonicAhead = (_stoppedAt ?? (real + _monotonicAhead)) + span - real;
            _stoppedAt = null;
        }
    }

    /// <summary>Suspends the machine for a while: CLOCK_MONOTONIC alone knows nothing of it.</summary>
    public void Suspend(TimeSpan span)
    {
        lock (_lock)
        {
            (_realtimeAhead, _suspended) = (_realtimeAhead + span, _suspended + span);
        }
    }

    /// <summary>Answers a call that reads one of the clocks.</summary>
    /// <returns>Whether it did.</returns>
    public bool TryAnswer(Listener listener, CallNotice call)
    {
        if (call.Number != FaultCall.Number(Call))
        {
            return false;
        }

        _ = Interlocked.Increment(ref _readings);
        int clock = (int)call.Arguments[0];
        if (clock is not (Realtime or RealtimeCoarse or Monotonic or MonotonicCoarse or Boot))
        {
            return false;
        }

        TimeSpan time;
        lock (_lock)
        {
            TimeSpan monotonic = _stoppedAt ?? (Read(Monotonic) + _monotonicAhead);
            time = clock is Realtime or RealtimeCoarse ? Read(Realtime) + _realtimeAhead
                : clock is Boot ? monotonic + Read(Boot) - Read(Monotonic) + _suspended
                : monotonic;
        }

        listener.Answer(call, call.Arguments[1], Bytes(time));
        return true;
    }

    /// <summary>Runs a program that sees the same.</summary>
    public (int Code, string Output, string Errors) Run(string program, params string[] arguments)
    {
        string[] command = [Binaries.TestChild, "faults", $"{FaultCall.Number(Call)}", "--", program, .. arguments];
        using Running running = Running.Start("setsid", ["--fork", "--wait", .. command]);
        Listener? taken = null;
        int pid = 0;
        Wait.Until(
            () => Proc.Children(running.Pid) is [var child] && (taken = Listener.TryTakeFrom(pid = child)) is not null,
            "there is a listener");
        using Listener listener = taken!;
        Vdso.Watch(pid);
        Thread thread = new(() => Answer(listener)) { IsBackground = true };
        thread.Start();
        Vdso.HideAtExec(pid);
        int code = running.WaitForExit();
        thread.Join(); // nobody is left who could call
        return (code, running.Output, running.Errors);
    }

    private void Answer(Listener listener)
    {
        while (listener.TryNext(out CallNotice? next))
        {
            if (next is CallNotice call && !TryAnswer(listener, call))
            {
                listener.Pass(call);
            }
        }
    }

    /// <summary>struct timespec.</summary>
    private static byte[] Bytes(TimeSpan time)
    {
        long nanoseconds = time.Ticks * TimeSpan.NanosecondsPerTick;
        (long seconds, long rest) = Math.DivRem(nanoseconds, Second);
        return MemoryMarshal.AsBytes<long>(rest < 0 ? [seconds - 1, rest + Second] : [seconds, rest]).ToArray();
    }

    private static TimeSpan Read(int clock)
    {
        long* time = stackalloc long[2];
        Assert.Equal(0, clock_gettime(clock, time));
        return new TimeSpan((time[0] * TimeSpan.TicksPerSecond) + (time[1] / TimeSpan.NanosecondsPerTick));
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, long* time);
}
