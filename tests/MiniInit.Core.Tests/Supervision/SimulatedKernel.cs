using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// A kernel whose processes do what they like, when they like, with the part of the shell that knows whose they are; all of
/// it follows from a seed.
/// </summary>
/// <param name="random">Where all comes from.</param>
/// <param name="isMain">Whether the supervisor has a main process of this number.</param>
internal sealed class SimulatedKernel(Random random, Func<ProcessTicket, bool> isMain)
{
    private readonly Dictionary<int, SimulatedProcess> _alive = [];
    private readonly PriorityQueue<Func<SupervisorInput?>, (TimeSpan At, int Order)> _coming = new();
    private readonly Dictionary<string, SupervisorEffect.EndRemains> _awaited = [];
    private readonly Dictionary<ProcessTicket, SupervisorEffect.FindMain> _searches = [];
    private readonly HashSet<(string Job, string Instance)> _owed = [];
    private int _lastPid = 1000;
    private int _order;

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether all is as well as can be: no spawn fails, nobody ends by himself, signals end at once.</summary>
    public bool IsCalm { get; set; }

    public IEnumerable<SimulatedProcess> Alive => _alive.Values;

    /// <summary>The main processes that are looked for, by their numbers.</summary>
    public IEnumerable<ProcessTicket> Sought => _searches.Keys;

    /// <summary>How many were looked for.</summary>
    public int Searches { get; private set; }

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
        bool isMainProcess = spawn.Role == ProcessRole.Main;
        SimulatedProcess process = new(++_lastPid, $"{spawn.Job.Name}/{spawn.Instance}", spawn.Invocation, Now + Milliseconds(started))
        {
            Ticket = spawn.Process,
            Role = spawn.Role,
            IgnoresTerm = !IsCalm && random.Next(6) == 0,
            IsStuck = !IsCalm && random.Next(60) == 0,
            IsShort = !isMainProcess || spawn.Job.Type == JobType.Task,
            IsInGroup = true,
            IsOfMain = isMainProcess,
            IsDaemon = isMainProcess && spawn.Job.Ready is Readiness.Fork or Readiness.Daemon,
        };
        if (isMainProcess && _alive.Values.Any(other => other.Role == ProcessRole.Main && other.Owner == process.Owner))
        {
            throw new InvalidOperationException($"a second main process for {process.Owner}");
        }

        _alive.Add(process.Pid, process);
        At(started, () => new SupervisorInput.ChildStarted(process.Ticket, process.Pid));
        Live(process, started, process.IsDaemon ? random.Next(IsCalm ? 1 : 0, 4) : 0);
        if (!IsCalm && spawn.Role != ProcessRole.PostStop && random.Next(4) == 0)
        {
            // It leaves one behind, perhaps.
            At(started + random.Next(5_000), () => _alive.ContainsKey(process.Pid) ? Fork(process, 0) : null);
        }

        if (isMainProcess && (IsCalm || random.Next(8) != 0))
        {
            At(started + random.Next(IsCalm ? 10 : 5_000), () => new SupervisorInput.Ready(process.Ticket));
        }
    }

    public void Send(SupervisorEffect.Send send)
    {
        if (!_alive.TryGetValue(send.Pid, out SimulatedProcess? process) || process.Ticket != send.Process)
        {
            throw new InvalidOperationException($"{send.Signal} for pid {send.Pid}, which is not that process any more");
        }

        foreach (SimulatedProcess each in _alive.Values.ToArray())
        {
            bool isMember = each.Role is null && each.Owner == process.Owner;
            if (each == process || (send.Job.Length > 0 && each.Owner == process.Owner)
                || (send.Scope == SignalScope.Group && isMember && each.IsInGroup))
            {
                Signalled(each, send.Signal);
            }
        }
    }

    /// <summary>Signals what is left, and tells when it is gone.</summary>
    public void EndRemains(SupervisorEffect.EndRemains end)
    {
        string owner = $"{end.Job}/{end.Instance}";
        _awaited[owner] = end;
        foreach (SimulatedProcess each in Left(owner, end.Scope))
        {
            Signalled(each, end.Signal);
        }

        LookAtRemains(owner);
    }

    /// <summary>Looks for a main process. It is found late, or not, or the file names another.</summary>
    public void Find(SupervisorEffect.FindMain find)
    {
        _searches[find.Process] = find;
        Searches++;
        bool hasFile = find.Job.PidFile is not null;
        if (!IsCalm && random.Next(find.Search == MainSearch.Patient && hasFile ? 3 : 30) == 0)
        {
            return; // for ever
        }

        int after = IsCalm ? 1 : random.Next(find.Search == MainSearch.Patient && hasFile ? 30_000 : 5);
        At(after, () => Answer(find));
    }

    public void StopFinding(SupervisorEffect.StopFinding stop) => _searches.Remove(stop.Process);

    public void Check(SupervisorEffect.CheckConditions check)
    {
        string? unmet = !IsCalm && random.Next(3) == 0 ? "it is not the day" : null;

        // All of them late by the same, since answers come in the order of the questions.
        _owed.Add((check.Job, check.Instance));
        At(1, () =>
        {
            _owed.Remove((check.Job, check.Instance));
            return new SupervisorInput.ConditionsChecked(check.Job, check.Instance, unmet);
        });
    }

    /// <summary>Whether it has been asked about the conditions of an instance, and has not answered yet.</summary>
    public bool Owes(string job, string instance) => _owed.Contains((job, instance));

    /// <summary>Lets one of the processes say something; null if there is none.</summary>
    public SupervisorInput? Notice()
    {
        SimulatedProcess[] all = [.. _alive.Values.Where(process => process.Role is not null)];
        if (all.Length == 0)
        {
            return null;
        }

        SimulatedProcess process = all[random.Next(all.Length)];
        if (process.Role == ProcessRole.Main && isMain(process.Ticket) && random.Next(4) == 0)
        {
            // It forked, and its child is the main process now; the parent ends when it likes.
            Fork(process, process.IsDaemon ? random.Next(3) : 0);
            SimulatedProcess child = _alive[_lastPid];
            End(process, random.Next(2_000), new ProcessEnd.Exited(random.Next(8) == 0 ? 3 : 0));
            return Chosen(process.Ticket, child, problem: null);
        }

        return new SupervisorInput.Notified(process.Ticket, new NotifyMessage
        {
            IsReady = random.Next(2) == 0,
            IsReloading = random.Next(4) == 0,
            IsStopping = random.Next(4) == 0,
            Status = random.Next(2) == 0 ? "at work" : null,
            Errno = random.Next(4) == 0 ? random.Next(100) : null,
            Extension = random.Next(3) == 0 ? Milliseconds(random.Next(20_000)) : null,
        });
    }

    public void KillAll()
    {
        foreach (SimulatedProcess process in _alive.Values.ToArray())
        {
            Signalled(process, Signal.Kill);
        }
    }

    /// <summary>Lets what was stuck in the kernel come out.</summary>
    public void Unstick()
    {
        foreach (SimulatedProcess process in _alive.Values.Where(process => process.IsStuck).ToArray())
        {
            End(process, 5, new ProcessEnd.Killed(Signal.Kill));
        }
    }

    /// <summary>Lets a process live: fork so often and end, or work until it likes to end.</summary>
    private void Live(SimulatedProcess process, int after, int forks)
    {
        if (forks > 0)
        {
            int at = after + random.Next(IsCalm ? 5 : 2_000);
            At(at, () => _alive.ContainsKey(process.Pid) ? Fork(process, forks - 1) : null);
            End(process, at + random.Next(IsCalm ? 5 : 200), new ProcessEnd.Exited(!IsCalm && random.Next(20) == 0 ? 3 : 0));
        }
        else if (process.IsShort || (!IsCalm && random.Next(3) == 0))
        {
            int code = !IsCalm && random.Next(4) == 0 ? random.Next(256) : 0;
            End(process, after + random.Next(process.IsShort && IsCalm ? 10 : 20_000), new ProcessEnd.Exited(code));
        }
    }

    private SupervisorInput? Fork(SimulatedProcess parent, int forks)
    {
        SimulatedProcess child = parent with
        {
            Pid = ++_lastPid,
            Ticket = default,
            Role = null,
            IgnoresTerm = !IsCalm && random.Next(6) == 0,
            IsStuck = !IsCalm && random.Next(60) == 0,
            IsInGroup = random.Next(2) == 0,
        };
        _alive.Add(child.Pid, child);
        Live(child, 0, forks);
        return null;
    }

    private SupervisorInput? Answer(SupervisorEffect.FindMain find)
    {
        // One that is not wanted any more may be on its way already.
        bool isWanted = _searches.GetValueOrDefault(find.Process) == find;
        if (!isWanted && random.Next(10) != 0)
        {
            return null;
        }

        _ = isWanted && _searches.Remove(find.Process);
        string owner = $"{find.Job.Name}/{find.Instance}";
        long latest = _alive.Values.Where(each => each.Owner == owner).Select(each => each.Invocation).DefaultIfEmpty().Max();
        SimulatedProcess[] left = [.. _alive.Values.Where(each =>
            each.Owner == owner && each.Role is null && each.IsOfMain && each.Invocation == latest && each.Ticket == default)];
        string? problem = find.Job.PidFile is not null && random.Next(2) == 0 ? "is empty" : null;
        return left.Length == 0 || (find.Search == MainSearch.ByFile && problem is not null)
            ? new SupervisorInput.MainMissing(find.Process, problem)
            : Chosen(find.Process, left[random.Next(left.Length)], problem);
    }

    private SupervisorInput.MainChanged Chosen(ProcessTicket ticket, SimulatedProcess process, string? problem)
    {
        if (isMain(ticket))
        {
            foreach (SimulatedProcess former in _alive.Values.Where(each => each.Ticket == ticket && each.Role == ProcessRole.Main).ToArray())
            {
                // The first process of a daemon is still one that the supervisor knows.
                _alive[former.Pid] = former with { Role = null, Ticket = former.IsDaemon && former.IsInGroup ? ticket : default };
            }

            _alive[process.Pid] = process with { Role = ProcessRole.Main, Ticket = ticket };
        }

        return new SupervisorInput.MainChanged(ticket, process.Pid) { LeadsSession = random.Next(2) == 0, FileProblem = problem };
    }

    private void Signalled(SimulatedProcess process, Signal signal)
    {
        if (signal == Signal.Kill && !process.IsStuck)
        {
            End(process, random.Next(5), new ProcessEnd.Killed(Signal.Kill));
        }
        else if (signal == Signal.Term && !process.IgnoresTerm && !process.IsStuck)
        {
            End(process, random.Next(IsCalm ? 5 : 4_000), new ProcessEnd.Killed(Signal.Term));
        }
    }

    /// <summary>Lets a process end, not before it is told that it runs: so does the shell.</summary>
    private void End(SimulatedProcess process, int milliseconds, ProcessEnd end) => At(
        Math.Max(milliseconds, (int)(process.StartedAt - Now).TotalMilliseconds),
        () =>
        {
            if (!_alive.Remove(process.Pid))
            {
                return null;
            }

            LookAtRemains(process.Owner);
            return new SupervisorInput.ChildExited(process.Pid, end, Left(process.Owner, SignalScope.Tree).Length > 0);
        });

    private SimulatedProcess[] Left(string owner, SignalScope scope) => [.. _alive.Values.Where(each =>
        each.Owner == owner && each.Role is null && (scope == SignalScope.Tree || each.IsInGroup))];

    private void LookAtRemains(string owner)
    {
        if (_awaited.TryGetValue(owner, out SupervisorEffect.EndRemains? end) && Left(owner, end.Scope).Length == 0)
        {
            _awaited.Remove(owner);
            At(random.Next(3), () => new SupervisorInput.ProcessesGone(end.Job, end.Instance, end.Pid));
        }
    }

    private void At(int milliseconds, Func<SupervisorInput?> what) =>
        _coming.Enqueue(what, (Now + Milliseconds(milliseconds), _order++));

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
