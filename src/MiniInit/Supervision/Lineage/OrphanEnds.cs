using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Journals;

namespace MiniInit.Supervision.Lineage;

/// <summary>
/// Says how orphans end. Whose they were and what they were called is found out while they are zombies: then /proc still
/// tells, and the number is still theirs.
/// </summary>
internal sealed class OrphanEnds(Families families, SupervisorJournal journal)
{
    private readonly Dictionary<int, (Invocation? Invocation, string Name)> _seen = [];

    /// <summary>Looks at a child that we did not start, before it is reaped, if its end may be worth a word.</summary>
    public void Look(int pid, bool isKilled)
    {
        if (!isKilled && !journal.IsOn(LogLevel.Info))
        {
            return;
        }

        Invocation? invocation = families.Orphans.WithPid(pid)?.Invocation ?? families.Orphans.InvocationOf(pid);
        if (invocation is { IsEnding: true } && !journal.IsOn(LogLevel.Info))
        {
            return; // of one that we ended nothing is said
        }

        Span<byte> name = stackalloc byte[16];
        int length = ProcessTable.ReadName(pid, name);
        _seen[pid] = (invocation, length == 0 ? "?" : Escaped.Bytes(name[..length]));
    }

    /// <summary>Says that one was reaped.</summary>
    public void Tell(int pid, ProcessEnd end)
    {
        if (!_seen.TryGetValue(pid, out (Invocation? Invocation, string Name) seen))
        {
            seen = (null, "?");
        }

        LogLevel level = LevelOf(end, seen.Invocation);
        if (journal.IsOn(level))
        {
            journal.Say(level, seen.Invocation?.Title ?? "", $"orphan process {pid} ({seen.Name}) {Supervisor.Text(end)}");
        }
    }

    /// <summary>Forgets whom it looked at.</summary>
    public void EndBatch() => _seen.Clear();

    /// <summary>
    /// What ends by itself is of little interest, and what we ended of none. A fault is: nobody else is told of it. SIGKILL that
    /// is not ours is the kernel's, which ran out of memory, or an administrator's.
    /// </summary>
    private static LogLevel LevelOf(ProcessEnd end, Invocation? invocation)
    {
        switch (end)
        {
            case ProcessEnd.Exited { Code: 0 }:
                return LogLevel.Debug;
            case ProcessEnd.Killed killed when IsFault(killed.Signal) && invocation is { IsEnding: false }
                && invocation.Warnings < SupervisionLimits.WarningsOfOrphans:
                invocation.Warnings++;
                return LogLevel.Warn;
            default:
                return LogLevel.Info;
        }
    }

    /// <summary>The signals of signal(7) that nobody sends to ask a process to end.</summary>
    private static bool IsFault(Signal signal) => signal.Number is 4 or 5 or 6 or 7 or 8 or 9 or 11 or 16 or 24 or 25 or 31;
}
