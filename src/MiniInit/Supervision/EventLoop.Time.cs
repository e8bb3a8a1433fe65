using System;
using MiniInit.Core.Supervision;
using MiniInit.Linux;

namespace MiniInit.Supervision;

/// <content>What is due, and when the loop wants to be woken for it.</content>
internal sealed partial class EventLoop
{
    private int _turnsBehind;

    /// <summary>
    /// Whether ends wait to be reaped that came before what is due by now. Where they come without end time passes all the same.
    /// </summary>
    private bool IsBehind()
    {
        _turnsBehind = _childEnds.HaveChanged ? _turnsBehind + 1 : 0;
        return _turnsBehind % (SupervisionLimits.TurnsBehind + 1) != 0;
    }

    private void NoteTime()
    {
        if (_supervisor.NextDeadline <= MonotonicClock.Now)
        {
            _inputs.Enqueue(new SupervisorInput.TimePassed());
        }
    }

    private void PassTime(TimeSpan now)
    {
        NoteTime();
        if (_finder.NextDeadline <= now)
        {
            _finder.LookAgain();
        }

        if (_watch.TakeChange(now))
        {
            _configuration.Reload("its files have changed");
        }

        if (_configuration.LetGoAt <= now)
        {
            LetGo();
        }
    }

    /// <summary>Lets go of what only the reading of a configuration needs.</summary>
    private void LetGo()
    {
        _configuration.LetGoAt = null;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

        // What the collection left to the runtime's other thread is done before we may clone again.
        GC.WaitForPendingFinalizers();
        _record.LetGoOfImage();

        // What the collector has given back is mapped anew.
        _record.KeepHeapFromChildren();
    }

    private int TimeoutMilliseconds()
    {
        TimeSpan now = LoopClock.Now.Monotonic;
        TimeSpan? held = HeldBackUntil(now);
        if ((_childEnds.HaveChanged && held is null) || _effects.HasMore || _inputs.Count > 0 || _controls.Server.HasMore)
        {
            return 0;
        }

        if ((held ?? NextDeadline()) is not TimeSpan deadline)
        {
            return -1;
        }

        // Rounded up: waking early would make it spin through the last millisecond.
        return deadline <= now ? 0 : (int)Math.Min(Math.Ceiling((deadline - now).TotalMilliseconds), int.MaxValue);
    }

    private TimeSpan? NextDeadline()
    {
        TimeSpan? next = MonotonicClock.Earlier(MonotonicClock.Earlier(_supervisor.NextDeadline, _outputs.NextDeadline), MonotonicClock.Earlier(_watch.NextDeadline, _configuration.LetGoAt));
        next = MonotonicClock.Earlier(next, _finder.NextDeadline);
        return MonotonicClock.Earlier(MonotonicClock.Earlier(next, _controls.Server.NextDeadline), _controls.Replacement.Deadline);
    }
}
