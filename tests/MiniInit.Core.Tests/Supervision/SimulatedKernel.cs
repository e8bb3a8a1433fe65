using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A kernel whose processes do what they like, when they like; all of it follows from a seed.</summary>
internal sealed class SimulatedKernel(Random random)
{
    private readonly Dictionary<int, Process> _alive = [];
    private readonly PriorityQueue<Func<SupervisorInput?>, (TimeSpan At, int Order)> _coming = new();
    private int _lastPid = 1000;
    private int _order;

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether all is as well as can be: no spawn fails, nobody ends by himself, signals end at once.</summary>
    public bool IsCalm { get; set; }

    public IEnumerable<Process> Alive => _alive.Values;

    /// <summary>When the next thing happens by itself; null if nothing does.</summary>
    public TimeSpan? Next => _coming.TryPeek(out _, out (TimeSpan At, int Order) key) ? key.At : null;

    public void JumpTo(TimeSpan now) => Now = now > Now ? now : Now;

    /// <summary>Takes what happens at the present time; null when nothing (more) does.</summary>
    public SupervisorInput? Take()
    {
        while (_coming.TryPeek(out _, out (TimeSpan At, int Order) key) && key.At <= Now)
        {
            if (_coming.Dequeue()() is SupervisorInput input)
            {
                return input;
            }
        }

        return null;
    }

    public void Spawn(SupervisorEffect.Spawn spawn)
    {
        if (!IsCalm && random.Next(20) == 0)
        {
            At(random.Next(3), () => new SupervisorInput.SpawnFailed(spawn.Process, "out of luck"));
            return;
        }

        int started = random.Next(3);
        Process process = new(
            spawn.Process, Now + TimeSpan.FromMilliseconds(started), ++_lastPid, $"{spawn.Job.Name}/{spawn.Instance}", spawn.Role,
            IgnoresTerm: !IsCalm && random.Next(6) == 0, IsStuck: !IsCalm && random.Next(60) == 0,
            IsShort: spawn.Role != ProcessRole.Main || spawn.Job.Type == JobType.Task);
        if (spawn.Role == ProcessRole.Main && _alive.Values.Any(other => other.Role == ProcessRole.Main && other.Owner == process.Owner))
        {
            throw new InvalidOperationException($"a second main process for {process.Owner}");
        }

        _alive.Add(process.Pid, process);
        At(started, () => new SupervisorInput.ChildStarted(process.Ticket, process.Pid));
        if (process.IsShort || (!IsCalm && random.Next(3) == 0))
        {
            int code = !IsCalm && random.Next(4) == 0 ? random.Next(256) : 0;
            End(process, started + random.Next(process.IsShort && IsCalm ? 10 : 20_000), new ProcessEnd.Exited(code));
        }

        if (process.Role == ProcessRole.Main && (IsCalm || random.Next(8) != 0))
        {
            At(started + random.Next(IsCalm ? 10 : 5_000), () => new SupervisorInput.Ready(process.Ticket));
        }
    }

    public void Send(SupervisorEffect.Send send)
    {
        if (!_alive.TryGetValue(send.Pid, out Process? process) || process.Ticket != send.Process)
        {
            throw new InvalidOperationException($"{send.Signal} for pid {send.Pid}, which is not that process any more");
        }

        if (send.Signal == Signal.Kill && !process.IsStuck)
        {
            End(process, random.Next(5), new ProcessEnd.Killed(Signal.Kill));
        }
        else if (send.Signal == Signal.Term && !process.IgnoresTerm && !process.IsStuck)
        {
            End(process, random.Next(IsCalm ? 5 : 4_000), new ProcessEnd.Killed(Signal.Term));
        }
    }

    /// <summary>Often nothing is left; what is ends when it likes, and at once when it is killed.</summary>
    public void EndRemains(SupervisorEffect.EndRemains end)
    {
        bool isStubborn = !IsCalm && end.Signal != Signal.Kill && random.Next(4) == 0;
        int after = isStubborn ? random.Next(20_000) : random.Next(3);
        At(after, () => new SupervisorInput.ProcessesGone(end.Job, end.Instance, end.Pid));
    }

    public void Check(SupervisorEffect.CheckConditions check)
    {
        string? unmet = !IsCalm && random.Next(3) == 0 ? "it is not the day" : null;

        // All of them late by the same, since answers come in the order of the questions.
        At(1, () => new SupervisorInput.ConditionsChecked(check.Job, check.Instance, unmet));
    }

    /// <summary>Lets one of the processes say something; null if there is none.</summary>
    public SupervisorInput? Notice()
    {
        Process[] all = [.. _alive.Values];
        if (all.Length == 0)
        {
            return null;
        }

        Process process = all[random.Next(all.Length)];
        if (process.Role == ProcessRole.Main && random.Next(4) == 0)
        {
            // It forked, and its child is the main process now; the parent ends when it likes.
            Process child = process with { Pid = ++_lastPid };
            _alive.Add(child.Pid, child);
            _alive[process.Pid] = process with { Role = ProcessRole.Reload, Owner = "", Ticket = default };
            End(process, random.Next(2_000), new ProcessEnd.Exited(0));
            if (child.IsShort)
            {
                End(child, random.Next(20_000), new ProcessEnd.Exited(0));
            }

            return new SupervisorInput.MainChanged(process.Ticket, child.Pid);
        }

        return new SupervisorInput.Notified(process.Ticket, new NotifyMessage
        {
            IsReady = random.Next(2) == 0,
            IsReloading = random.Next(4) == 0,
            IsStopping = random.Next(4) == 0,
            Status = random.Next(2) == 0 ? "at work" : null,
            Errno = random.Next(4) == 0 ? random.Next(100) : null,
            Extension = random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(20_000)) : null,
        });
    }

    public void KillAll()
    {
        foreach (Process process in _alive.Values.Where(process => !process.IsStuck).ToArray())
        {
            End(process, random.Next(5), new ProcessEnd.Killed(Signal.Kill));
        }
    }

    /// <summary>Lets what was stuck in the kernel come out.</summary>
    public void Unstick()
    {
        foreach (Process process in _alive.Values.Where(process => process.IsStuck).ToArray())
        {
            End(process, 5, new ProcessEnd.Killed(Signal.Kill));
        }
    }

    /// <summary>Lets a process end, not before it is told that it runs: so does the shell.</summary>
    private void End(Process process, int milliseconds, ProcessEnd end) => At(
        Math.Max(milliseconds, (int)(process.StartedAt - Now).TotalMilliseconds),
        () => _alive.Remove(process.Pid) ? new SupervisorInput.ChildExited(process.Pid, end) : null);

    private void At(int milliseconds, Func<SupervisorInput?> what) =>
        _coming.Enqueue(what, (Now + TimeSpan.FromMilliseconds(milliseconds), _order++));

    internal sealed record Process(
        ProcessTicket Ticket, TimeSpan StartedAt, int Pid, string Owner, ProcessRole Role, bool IgnoresTerm, bool IsStuck, bool IsShort);
}
