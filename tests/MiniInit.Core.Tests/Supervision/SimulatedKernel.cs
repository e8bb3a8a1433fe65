using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// A kernel: time, and processes with parents, groups and sessions, which become orphans and zombies, and whose numbers are
/// used again soon. What they do is up to <see cref="SimulatedPrograms"/>; all of it follows from a seed.
/// </summary>
internal sealed class SimulatedKernel(Random random)
{
    /// <summary>Numbers there are: few, so that each is soon another's.</summary>
    private const int FirstPid = 300, Pids = 250, MostProcesses = 100;

    private readonly List<SimulatedProcess> _all = [];
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _coming = new();
    private int _lastPid = FirstPid;
    private long _lastOrder;
    private int _scheduled;

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether all is as well as can be: no start fails, nobody ends by himself, signals end at once.</summary>
    public bool IsCalm { get; set; }

    /// <summary>All that live, and those that have ended and are not reaped.</summary>
    public IReadOnlyList<SimulatedProcess> All => _all;

    public IEnumerable<SimulatedProcess> Alive => _all.Where(process => process.IsAlive);

    /// <summary>Is told of each process that ends.</summary>
    public Action<SimulatedProcess> OnEnd { get; set; } = _ => { };

    /// <summary>Is told that a process hears a signal that ends it, which it then does soon.</summary>
    public Action<SimulatedProcess> OnTerm { get; set; } = _ => { };

    /// <summary>How many numbers were given to a second process and more.</summary>
    public int Reused { get; private set; }

    /// <summary>How many processes became init's when their parent ended.</summary>
    public int Orphaned { get; private set; }

    /// <summary>When the next thing happens by itself; null if nothing does.</summary>
    public TimeSpan? Next => _coming.TryPeek(out _, out (TimeSpan At, int Order) key) ? key.At : null;

    public void JumpTo(TimeSpan now) => Now = now > Now ? now : Now;

    /// <summary>Does one thing whose time has come.</summary>
    public void Step() => _coming.Dequeue()();

    public void At(int milliseconds, Action what) =>
        _coming.Enqueue(what, (Now + TimeSpan.FromMilliseconds(milliseconds), _scheduled++));

    /// <summary>Init starts a process, which leads a session.</summary>
    public SimulatedProcess Start(SimulatedInvocation invocation, Core.Supervision.SupervisorEffect.Spawn spawn)
    {
        SimulatedProcess process = new(NextPid(), ++_lastOrder)
        {
            Invocation = invocation,
            Spawn = spawn,
            IsOfMain = spawn.Role == Core.Supervision.ProcessRole.Main,
        };
        _all.Add(process);
        return process;
    }

    /// <summary>Gives the child of a process that forks; null where that cannot be.</summary>
    public SimulatedProcess? Fork(SimulatedProcess parent)
    {
        if (!parent.IsAlive || parent.IsDoomed || parent.IsStuck || parent.Invocation.Forks-- <= 0 || _all.Count >= MostProcesses)
        {
            return null;
        }

        SimulatedProcess child = new(NextPid(), ++_lastOrder)
        {
            Parent = parent,
            Group = parent.Group,
            Session = parent.Session,
            Invocation = parent.Invocation,
            IsOfMain = parent.IsOfMain,
            IsTold = true,
        };
        _all.Add(child);
        return child;
    }

    /// <summary>Makes a process the leader of a session; one that leads its group stays where it is.</summary>
    public static void SetSession(SimulatedProcess process)
    {
        if (process.Group != process.Pid)
        {
            (process.Group, process.Session) = (process.Pid, process.Pid);
        }
    }

    public void End(SimulatedProcess process, ProcessEnd end)
    {
        if (!process.IsAlive)
        {
            return;
        }

        process.End = end;
        foreach (SimulatedProcess child in _all.Where(child => child.Parent == process))
        {
            child.Parent = null;
            Orphaned++;
            if (!child.IsAlive)
            {
                OnEnd(child);
            }
        }

        if (process.Parent is SimulatedProcess parent && random.Next(4) != 0)
        {
            // Else it is a zombie until its parent ends.
            At(random.Next(500), () => _ = process.Parent == parent && _all.Remove(process));
        }

        OnEnd(process);
    }

    /// <summary>Lets init reap a child.</summary>
    public void Reap(SimulatedProcess process) => _all.Remove(process);

    public void Deliver(SimulatedProcess process, Signal signal)
    {
        if (!process.IsAlive || process.IsDoomed)
        {
            return;
        }

        if (signal == Signal.Kill)
        {
            process.IsDoomed = true;
            if (!process.IsStuck)
            {
                At(random.Next(5), () => End(process, new ProcessEnd.Killed(signal)));
            }
        }
        else if (signal == Signal.Term && !process.IsStuck)
        {
            OnTerm(process);
            if (!process.IgnoresTerm)
            {
                At(random.Next(IsCalm ? 5 : 4_000), () => End(process, new ProcessEnd.Killed(signal)));
            }
        }
    }

    /// <summary>Lets what was stuck in the kernel come out.</summary>
    public void Unstick()
    {
        foreach (SimulatedProcess process in Alive.Where(process => process.IsStuck))
        {
            process.IsStuck = false;
            if (process.IsDoomed)
            {
                At(5, () => End(process, new ProcessEnd.Killed(Signal.Kill)));
            }
        }
    }

    /// <summary>The next number that nobody has, and no group and no session.</summary>
    private int NextPid()
    {
        do
        {
            _lastPid = _lastPid + 1 < FirstPid + Pids ? _lastPid + 1 : FirstPid;
        }
        while (_all.Any(process => process.Pid == _lastPid || process.Group == _lastPid || process.Session == _lastPid));

        Reused += _lastOrder >= Pids ? 1 : 0;
        return _lastPid;
    }
}
