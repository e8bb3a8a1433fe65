using System;
using System.Collections.Generic;
using System.Threading;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Calls that hang until this is ended; then they are made.</summary>
/// <param name="listener">Who answers them.</param>
/// <param name="meets">Which calls are meant.</param>
internal sealed class HeldCalls(Listener listener, Func<CallNotice, bool> meets) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<CallNotice> _calls = [];
    private bool _isOver;

    /// <summary>Who hangs, or has hung and was killed meanwhile.</summary>
    public int[] Pids
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls.ConvertAll(call => call.Pid)];
            }
        }
    }

    /// <summary>Whether this call hangs; asked once for each.</summary>
    public bool TryTake(CallNotice call)
    {
        lock (_lock)
        {
            if (_isOver || !meets(call))
            {
                return false;
            }

            _calls.Add(call);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _calls.ForEach(listener.Pass);
            _calls.Clear();
        }
    }
}
