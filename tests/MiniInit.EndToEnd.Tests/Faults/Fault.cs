using System;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Calls that fail, until it is ended.</summary>
internal sealed class Fault : IDisposable
{
    private readonly Func<CallNotice, bool> _meets;
    private readonly int _every;
    private readonly int _most;
    private readonly Action<Fault> _end;
    private int _met;
    private int _hits;

    /// <summary>Calls that fail.</summary>
    /// <param name="errno">By what.</param>
    /// <param name="meets">Which calls are meant.</param>
    /// <param name="every">How manyth of them each time; 1 for all.</param>
    /// <param name="most">How many fail at most.</param>
    /// <param name="end">Takes it out of force.</param>
    public Fault(int errno, Func<CallNotice, bool> meets, int every, int most, Action<Fault> end)
    {
        Errno = errno;
        _meets = meets;
        _every = every;
        _most = most;
        _end = end;
    }

    public int Errno { get; }

    /// <summary>How many calls have failed by it.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether this call fails; asked once for each.</summary>
    public bool Takes(CallNotice call)
    {
        if (!_meets(call) || _hits >= _most || ++_met % _every != 0)
        {
            return false;
        }

        _ = Interlocked.Increment(ref _hits);
        return true;
    }

    /// <summary>From now on none fails by it.</summary>
    public void Dispose() => _end(this);
}
