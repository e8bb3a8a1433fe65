using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// The part of init around the supervisor, above the simulated kernel: starts, reaps, signals, and knows whose processes are,
/// as the real one does. It looks at nothing while nothing ends, reaps in turns, and tells of ends in any order.
/// </summary>
internal sealed partial class SimulatedShell
{
    private readonly Random _random;
    private readonly SimulatedKernel _kernel;
    private readonly SimulatedPrograms _programs;
    private readonly Queue<SupervisorInput> _inputs = new();
    private readonly Dictionary<string, SimulatedInvocation> _latest = [];
    private readonly Dictionary<string, Awaited> _awaited = [];
    private readonly Dictionary<long, string> _owners = [];
    private readonly HashSet<(string Job, string Instance)> _owed = [];

    /// <summary>Those that were named as main ones, by the processes that were started in their place.</summary>
    private readonly List<SimulatedProcess> _naming = [];
    private bool _willReap;

    public SimulatedShell(Random random, SimulatedKernel kernel)
    {
        (_random, _kernel) = (random, kernel);
        _programs = new SimulatedPrograms(random, kernel);
        Searches = new SimulatedSearches(kernel, this);
        kernel.OnEnd = NoteEnd;
    }

    /// <summary>What is looked for.</summary>
    public SimulatedSearches Searches { get; }

    /// <summary>How often a process that was not our child ended as the main one.</summary>
    public int Unseen { get; private set; }

    /// <summary>Whether all has been killed since the shutdown used up its time.</summary>
    public bool HasKilledAll { get; private set; }

    /// <summary>The next thing to tell; null if there is nothing.</summary>
    public SupervisorInput? Take() => _inputs.TryDequeue(out SupervisorInput? input) ? input : null;

    public void Tell(SupervisorInput input) => _inputs.Enqueue(input);

    /// <summary>Whether something is on its way to the supervisor.</summary>
    public bool IsQueued(Func<SupervisorInput, bool> isIt) => _inputs.Any(isIt);

    public SimulatedInvocation? Latest(string owner) => _latest.GetValueOrDefault(owner);

    /// <summary>Whether it has been asked about the conditions of an instance, and has not answered yet.</summary>
    public bool Owes(string job, string instance) => _owed.Contains((job, instance));

    /// <summary>Whether it waits for what is left of an instance to be gone.</summary>
    public bool IsWaitingFor(string owner) => _awaited.ContainsKey(owner);

    /// <summary>Whether the end of a process will be told: it is a child of ours, or followed.</summary>
    public bool Follows(int pid, string owner) =>
        _kernel.All.Any(process => process.Pid == pid && process.Spawn is not null && process.Invocation.Owner == owner)
        || _naming.Any(first => first.Named!.Pid == pid && first.Invocation.Owner == owner);

    /// <summary>Whether a start has not been answered.</summary>
    public bool IsStarting(ProcessTicket ticket) =>
        _kernel.All.Any(process => process.Spawn is not null && process.Ticket == ticket && !process.IsTold && !process.HasFailed);

    public void Spawn(SupervisorEffect.Spawn spawn)
    {
        string owner = $"{spawn.Job.Name}/{spawn.Instance}";
        _owners[spawn.Process.Number] = owner;
        if (!_kernel.IsCalm && _random.Next(20) == 0)
        {
            Tell(new SupervisorInput.SpawnFailed(spawn.Process, "out of luck", IsPassing: _random.Next(2) == 0));
            return;
        }

        if (_latest.GetValueOrDefault(owner) is not SimulatedInvocation invocation || invocation.Number != spawn.Invocation)
        {
            invocation = new SimulatedInvocation(spawn.Invocation, spawn.Job, spawn.Instance) { Forks = _random.Next(16) };
        }

        if (spawn.Role == ProcessRole.Main)
        {
            SimulatedProcess? former = MainOf(owner);
            Require(former is not { IsAlive: true }, $"a second main process for {former}");
        }

        _latest[owner] = invocation;
        SimulatedProcess process = _kernel.Start(invocation, spawn);
        if (spawn.Role == ProcessRole.Main)
        {
            (invocation.Main, invocation.Group, invocation.PidFile) = (process, process.Pid, 0);
        }

        bool hangs = !_kernel.IsCalm && _random.Next(80) == 0;
        process.IsStuck = hangs && _random.Next(2) == 0;
        _kernel.At(hangs ? _random.Next(40_000) : _random.Next(3), () => BecomeProgram(process));
    }

    /// <summary>One that hangs before its program is not waited for.</summary>
    public void GiveUp(SupervisorEffect.GiveUp start)
    {
        if (_kernel.All.FirstOrDefault(process => process.Spawn is not null && process.Ticket == start.Process) is { IsTold: false } process)
        {
            _kernel.Deliver(process, Signal.Kill);
            process.HasFailed = true;
            Tell(new SupervisorInput.SpawnFailed(start.Process, "it hangs"));
        }
    }

    /// <summary>An instance is no more: what lives on of it is nobody's.</summary>
    public void Forget(SupervisorEffect.Forgotten forgotten)
    {
        foreach (SimulatedProcess process in _kernel.All.Where(one => one.Invocation.Owner == $"{forgotten.Job}/{forgotten.Instance}"))
        {
            process.Invocation.IsForgotten = true;
        }
    }

    public void Check(SupervisorEffect.CheckConditions check)
    {
        string? unmet = !_kernel.IsCalm && _random.Next(3) == 0 ? "it is not the day" : null;

        // All of them late by the same, since answers come in the order of the questions.
        _owed.Add((check.Job, check.Instance));
        _kernel.At(1, () =>
        {
            _owed.Remove((check.Job, check.Instance));
            Tell(new SupervisorInput.ConditionsChecked(check.Job, check.Instance, unmet));
        });
    }

    /// <summary>Lets one of the processes say something, perhaps that another one is the main one.</summary>
    public void Notice()
    {
        SimulatedProcess[] all = [.. _kernel.Alive.Where(process => process.IsTold)];
        if (all.Length == 0)
        {
            return;
        }

        TellUnseen();
        SimulatedProcess sender = all[_random.Next(all.Length)];
        if (StartedAbove(sender) is not SimulatedProcess child)
        {
            return;
        }

        SimulatedProcess[] kin = [.. all.Where(process => process.Invocation == sender.Invocation && process != child)];
        if (_random.Next(4) == 0 && kin.Length > 0 && kin[_random.Next(kin.Length)] is SimulatedProcess named
            && StartedAbove(named) == child && !IsOver(child))
        {
            Follow(child, named);
            Tell(new SupervisorInput.MainChanged(child.Ticket, named.Pid));
        }

        Tell(new SupervisorInput.Notified(child.Ticket, new NotifyMessage
        {
            IsReady = _random.Next(2) == 0,
            IsReloading = _random.Next(4) == 0,
            IsStopping = _random.Next(4) == 0,
            Status = _random.Next(2) == 0 ? "at work" : null,
            Errno = _random.Next(4) == 0 ? _random.Next(100) : null,
            Extension = _random.Next(3) == 0 ? TimeSpan.FromMilliseconds(_random.Next(20_000)) : null,
        }));
    }

    /// <summary>Follows a process as the main one, in place of the one that was started.</summary>
    public void Follow(SimulatedProcess first, SimulatedProcess named)
    {
        _naming.Remove(first);
        _naming.RemoveAll(other => other.Named == named || other.Named!.Pid == named.Pid);
        first.Named = named;
        first.Invocation.Group = named.Group;
        _naming.Add(first);
    }

    /// <summary>Tells of the ends of those that are followed and are not ours to reap: the kernel tells of these at once.</summary>
    public void TellUnseen()
    {
        foreach (SimulatedProcess first in _naming.Where(first => IsGoneUnseen(first.Named!)).ToArray())
        {
            _naming.Remove(first);
            first.Invocation.IsOver = true;
            Unseen++;
            Tell(new SupervisorInput.ChildExited(first.Named!.Pid, new ProcessEnd.Exited(0)) { IsUnseen = true });
        }
    }

    /// <summary>The process that is the main one of an instance by now; null where none is known.</summary>
    private SimulatedProcess? MainOf(string owner) => _latest.GetValueOrDefault(owner)?.Main is not SimulatedProcess { HasFailed: false, Invocation.IsOver: false } first ? null
        : _naming.Contains(first) ? first.Named
        : first.Named is null ? first : null;

    private void BecomeProgram(SimulatedProcess process)
    {
        if (!process.IsAlive || process.IsDoomed || process.HasFailed)
        {
            return;
        }

        process.IsStuck = false;
        TellUnseen();
        TellStarted(process);
        _programs.Run(process);
        if (process.Role == ProcessRole.Main && (_kernel.IsCalm || _random.Next(8) != 0))
        {
            _kernel.At(_random.Next(_kernel.IsCalm ? 10 : 5_000), () => Tell(new SupervisorInput.Ready(process.Ticket)));
        }
    }

    private void TellStarted(SimulatedProcess process)
    {
        process.IsTold = true;
        Tell(new SupervisorInput.ChildStarted(process.Ticket, process.Pid));
    }

    private void NoteEnd(SimulatedProcess process)
    {
        if (process.Parent is null && !_willReap)
        {
            _willReap = true;
            _kernel.At(_random.Next(3), Reap);
        }
        else if (_naming.Any(first => first.Named == process))
        {
            _kernel.At(_random.Next(3), TellUnseen);
        }
    }

    /// <summary>A turn: reaps those that have ended, not always all, and tells of them in any order.</summary>
    private void Reap()
    {
        _willReap = false;
        TellUnseen();
        SimulatedProcess[] ended = [.. _kernel.All.Where(process => process.Parent is null && !process.IsAlive)];
        _random.Shuffle(ended);
        SimulatedProcess[] reaped = ended[..(ended.Length == 0 ? 0 : _random.Next(1, ended.Length + 1))];
        if (reaped.Length < ended.Length)
        {
            _willReap = true;
            _kernel.At(_random.Next(3), Reap);
        }

        foreach (SimulatedProcess process in reaped)
        {
            _kernel.Reap(process);
        }

        foreach (SimulatedProcess process in reaped)
        {
            TakeEnd(process);
        }

        foreach (Awaited awaited in _awaited.Values.ToArray())
        {
            Look(awaited);
        }

        Searches.LookAgain();
    }

    private void TakeEnd(SimulatedProcess process)
    {
        if (process.Spawn is null)
        {
            if (_naming.Find(one => one.Named == process) is SimulatedProcess first)
            {
                _naming.Remove(first);
                first.Invocation.IsOver = true;
                TellEnd(process, first);
            }

            return;
        }

        if (process is { IsTold: false, HasFailed: false })
        {
            TellStarted(process);
        }

        TellUnseen();
        if (!process.HasFailed)
        {
            TellEnd(process, process);
        }
    }

    private void TellEnd(SimulatedProcess process, SimulatedProcess first) => Tell(
        new SupervisorInput.ChildExited(process.Pid, process.End!, HasRemains(first.Invocation.Owner, first.Pid)));

    /// <summary>Whether something of an instance is left whose main process is gone.</summary>
    private bool HasRemains(string owner, int pid) => _kernel.All.Any(process => process.Invocation.Owner == owner
        && (process.Spawn is null ? process.Parent is null : pid == 0 || process is { Role: ProcessRole.Main, HasFailed: false }));

    /// <summary>The process that was started and that one comes from; the main one for orphans.</summary>
    private static SimulatedProcess? StartedAbove(SimulatedProcess process)
    {
        SimulatedProcess top = process;
        while (top.Spawn is null && top.Parent is SimulatedProcess parent)
        {
            top = parent;
        }

        return top.Spawn is not null ? top : process.Invocation.Main;
    }

    /// <summary>Whether a main process is gone with no other in its place.</summary>
    private bool IsOver(SimulatedProcess child) =>
        !_kernel.All.Contains(child) && !_naming.Contains(child) && !Searches.Seeks(child.Ticket);

    private SimulatedProcess? Naming(int pid) => _naming.Find(first => first.Named!.Pid == pid);

    private bool IsGoneUnseen(SimulatedProcess process) =>
        !process.IsAlive && (process.Parent is not null || !_kernel.All.Contains(process));
}
