using System;
using MiniInit.Boot;
using MiniInit.Linux;

namespace MiniInit.ExecMode;

/// <summary>Where the loop's signals come from, and what it waits on.</summary>
/// <remarks>
/// Three descriptors: epoll, signalfd, and an eventfd for the signals that early.c counts. Where they are not to be had
/// (a limit of five descriptors, a full file table, a filter) there is a way without any: rt_sigtimedwait. A counted
/// signal that comes just before that wait does not end it, so there the wait is short.
/// </remarks>
internal sealed class SignalSources : IDisposable
{
    private const ulong SignalToken = 1, WakeToken = 2;
    private readonly SignalSet _signals = new(SignalSet.All.Bits & ~SentSignals.All.Bits);
    private Epoll? _epoll;
    private SignalFd? _signalFd;
    private EventFd? _wake;
    private SignalInfo? _taken;

    /// <summary>Opens the descriptors, if need be by raising our own limit.</summary>
    /// <param name="problem">Why there are none, or null.</param>
    public SignalSources(out SyscallException? problem)
    {
        problem = TryOpen();
        if (problem?.Errno == Errno.EMFILE)
        {
            DescriptorLimit.LiftToHardLimit();
            problem = TryOpen();
        }
    }

    /// <summary>Waits until there is something to read, or the time is over.</summary>
    /// <param name="timeoutMs">Milliseconds; -1 without end.</param>
    public void Wait(int timeoutMs)
    {
        if (_epoll is not null)
        {
            Span<ReadyEvent> ready = stackalloc ReadyEvent[2];
            _ = _epoll.Wait(ready, timeoutMs);
            return;
        }

        int longest = ExecLimits.WaitWithoutDescriptorsMs;
        int wait = timeoutMs < 0 ? longest : Math.Min(timeoutMs, longest);
        _taken = SignalWait.TryTake(_signals, wait, out SignalInfo info) ? info : null;
    }

    /// <summary>Reads pending signals, as many as fit: a sender without end must not keep us from acting.</summary>
    public int Read(Span<SignalInfo> into)
    {
        _ = _wake?.Take();
        if (_signalFd is not null)
        {
            return _signalFd.Read(into);
        }

        int count = 0;
        for (SignalInfo? next = _taken; next is { } info && count < into.Length; next = TakeNow())
        {
            into[count++] = info;
        }

        _taken = null;
        return count;
    }

    public void Dispose()
    {
        _signalFd?.Dispose();
        _wake?.Dispose();
        _epoll?.Dispose();
        (_signalFd, _wake, _epoll) = (null, null, null);
    }

    private SignalInfo? TakeNow() => SignalWait.TryTake(_signals, 0, out SignalInfo info) ? info : null;

    private SyscallException? TryOpen()
    {
        try
        {
            _epoll = new Epoll();
            _signalFd = SignalFd.Open(_signals);
            _wake = new EventFd();
            _epoll.Add(_signalFd.Fd, Readiness.Readable, SignalToken);
            _epoll.Add(_wake.Fd, Readiness.Readable, WakeToken);
            SentSignals.WakeBy(_wake);
            return null;
        }
        catch (SyscallException e)
        {
            Dispose();
            return e;
        }
    }
}
