using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <content>Signals: to one process, its group, all that came from an instance; each only to whom it is meant for.</content>
internal sealed partial class SimulatedShell
{
    public void Send(SupervisorEffect.Send send)
    {
        string owner = _owners[send.Process.Number];
        SimulatedProcess? child = _kernel.All.FirstOrDefault(process => process.Pid == send.Pid && process.Spawn is not null);
        child = child?.Ticket == send.Process ? child : null;
        SimulatedProcess? named = Naming(send.Pid)?.Named;
        named = named is not null && !IsGoneUnseen(named) ? named : null;
        SimulatedProcess? target = child ?? named;
        if (target is null)
        {
            Tell(new SupervisorInput.ChildExited(send.Pid, new ProcessEnd.Exited(0)) { IsUnseen = true });
        }

        Require(target is null || target.Invocation.Owner == owner, $"{send.Signal} for {owner} goes to {target}");
        switch (send.Scope)
        {
            case SignalScope.Tree when child is not null && child.Role != ProcessRole.Main:
                Hit(owner, send.Signal, process => process.IsBelow(child) || (process.Parent is null && process.Session == child.Pid));
                break;
            case SignalScope.Tree:
                HitFamily(owner, send.Signal, told: null);
                break;
            case SignalScope.Group when target is not null:
                int group = child is not null ? send.Pid : target.Invocation.Group;
                bool isEmpty = group == 0 || !_kernel.All.Any(process => process.Group == group);
                Hit(owner, send.Signal, process => isEmpty ? process == target : process.Group == group);
                break;
            default:
                Hit(owner, send.Signal, process => process == target);
                break;
        }
    }

    /// <summary>Signals what is left, and tells when it is gone.</summary>
    public void EndRemains(SupervisorEffect.EndRemains end)
    {
        Awaited awaited = new(end, []);
        _awaited[Owner(end)] = awaited;
        Look(awaited);
    }

    public void KillAll()
    {
        HasKilledAll = true;
        foreach (SimulatedProcess process in _kernel.Alive.ToArray())
        {
            _kernel.Deliver(process, Signal.Kill);
        }
    }

    private void Look(Awaited awaited)
    {
        SupervisorEffect.EndRemains end = awaited.End;
        string owner = Owner(end);
        int group = _latest.GetValueOrDefault(owner)?.Group ?? end.Pid;
        bool isLeft = end.Scope == SignalScope.Tree ? HasRemains(owner, end.Pid)
            : group > 1 && _kernel.Alive.Any(process => process.Invocation.Owner == owner && process.Group == group);
        if (!isLeft)
        {
            _awaited.Remove(owner);
            Tell(new SupervisorInput.ProcessesGone(end.Job, end.Instance, end.Pid) { HadNone = awaited.Told.Count == 0 });
        }
        else if (end.Scope == SignalScope.Group)
        {
            if (awaited.Told.Add(-group) || end.Signal == Signal.Kill)
            {
                Hit(owner, end.Signal, process => process.Group == group);
            }
        }
        else if (awaited.Told.Count == 0 || HasNew(owner, awaited))
        {
            _ = end.Pid > 0 && awaited.Told.Add(-end.Pid);
            HitFamily(owner, end.Signal, awaited.Told);
        }
    }

    private bool HasNew(string owner, Awaited awaited) => _kernel.Alive.Any(process =>
        process.Invocation.Owner == owner && process.Spawn is null && process.Parent is null && !awaited.Told.Contains(process.Order));

    /// <summary>All of an instance that live, stopped before they are killed; one alone is not, and may be faster.</summary>
    private void HitFamily(string owner, Signal signal, HashSet<long>? told)
    {
        SimulatedProcess[] family = [.. _kernel.Alive.Where(process => process.Invocation.Owner == owner)];
        if (family.Length == 1 && signal == Signal.Kill && !_kernel.IsCalm && _random.Next(4) == 0)
        {
            _ = _kernel.Fork(family[0]);
        }

        foreach (SimulatedProcess process in family)
        {
            if (told?.Add(process.Order) != false)
            {
                _kernel.Deliver(process, signal);
            }
        }
    }

    /// <summary>Signals those that live; none of them is another's.</summary>
    private void Hit(string owner, Signal signal, Func<SimulatedProcess, bool> isIt)
    {
        foreach (SimulatedProcess process in _kernel.Alive.Where(isIt).ToArray())
        {
            Require(process.Invocation.Owner == owner, $"{signal} for {owner} goes to {process}");
            _kernel.Deliver(process, signal);
        }
    }

    private static string Owner(SupervisorEffect.EndRemains end) => $"{end.Job}/{end.Instance}";

    /// <summary>What is to be gone, and who has been asked to: processes by their order, groups by their negated numbers.</summary>
    private sealed record Awaited(SupervisorEffect.EndRemains End, HashSet<long> Told);
}
