using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

/// <summary>Finds the main process of a daemon, after the process that was started as it has ended.</summary>
/// <remarks>
/// What a pid-file says counts only if that process is one of the job's. Without one those that are left decide: the only
/// one without a parent of the job above it, else the leader of a session, else the oldest. What is not found yet is looked
/// for again every now and then, and whenever a process of ours ends.
/// </remarks>
internal sealed class MainFinder(Families families, NamedMains mains, Queue<SupervisorInput> inputs)
{
    private readonly Dictionary<long, Search> _searches = [];

    /// <summary>When it wants to look again; null if nothing is sought.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            TimeSpan? next = null;
            foreach (Search search in _searches.Values)
            {
                next = MonotonicClock.Earlier(next, search.At);
            }

            return next;
        }
    }

    /// <summary>Whether the main process of that number is looked for.</summary>
    public bool Seeks(ProcessTicket process) => _searches.ContainsKey(process.Number);

    /// <summary>Begins a search.</summary>
    public void Find(SupervisorEffect.FindMain find)
    {
        _ = _searches.Remove(find.Process.Number);
        families.EndBatch(); // who is left is to be seen as it is now
        Look(new Search(find, SupervisionLimits.FirstPidFileLook, default));
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        foreach (Search search in _searches.Values)
        {
            builder.State.Lineage.Searches.Add(new SearchState
            {
                Ticket = search.Find.Process.Number,
                Definition = builder.PlaceOf(search.Find.Job),
                Instance = search.Find.Instance,
                Search = (int)search.Find.Search,
            });
        }
    }

    /// <summary>Begins the searches again that our predecessor had.</summary>
    public void Resume(StateSource source)
    {
        foreach (SearchState state in source.State.Lineage.Searches)
        {
            Find(new SupervisorEffect.FindMain(
                new ProcessTicket(state.Ticket), source.Definition(state.Definition), state.Instance ?? "", (MainSearch)state.Search));
        }
    }

    /// <summary>Ends a search without an answer.</summary>
    public void Stop(ProcessTicket process) => _ = _searches.Remove(process.Number);

    /// <summary>Looks again at what is sought; to be called when time has passed, or something ended.</summary>
    public void LookAgain()
    {
        if (_searches.Count > 0)
        {
            families.EndBatch();
            foreach (Search search in new List<Search>(_searches.Values))
            {
                Look(search);
            }
        }
    }

    private void Look(Search search)
    {
        SupervisorEffect.FindMain find = search.Find;
        Invocation? invocation = families.Invocations.Latest(find.Job.Name, find.Instance);
        if (invocation?.Main is not Child first || families.Look() is not ProcessLook look)
        {
            Answer(find, new SupervisorInput.MainMissing(find.Process, null));
            return;
        }

        List<ProcessEntry> left = Left(look, invocation);
        string? problem = null;
        if (find.Job.PidFile is string path)
        {
            ProcessEntry named = default;
            problem = PidFile.TryRead(find.Job.RootFolder, path, out int pid) ?? Check(left, first, pid, out named);
            if (problem is null && TryTake(find, first, named, null))
            {
                return;
            }
        }

        bool isFileAwaited = find is { Search: MainSearch.Patient, Job.PidFile: not null }
            && (left.Count > 0 || families.MayHaveNameless(invocation));
        if (find.Search != MainSearch.ByFile && !isFileAwaited && Choose(left) is ProcessEntry chosen
            && TryTake(find, first, chosen, problem))
        {
            return;
        }

        if (isFileAwaited || (find.Search != MainSearch.ByFile && IsAnyLeft(invocation)))
        {
            Postpone(search);
        }
        else
        {
            Answer(find, new SupervisorInput.MainMissing(find.Process, problem));
        }
    }

    /// <summary>
    /// Whether there is a process that the look did not show, or that ended since: it is not taken at one instant. Processes
    /// that fork and end as fast as we look are looked at again, after a pause.
    /// </summary>
    private bool IsAnyLeft(Invocation invocation)
    {
        families.Orphans.Refresh(LoopClock.Now.Monotonic, []);
        return families.Orphans.HasYoung(invocation);
    }

    private void Postpone(Search search)
    {
        TimeSpan next = search.Pause * 2;
        _searches[search.Find.Process.Number] = new Search(
            search.Find,
            next < SupervisionLimits.LastPidFileLook ? next : SupervisionLimits.LastPidFileLook,
            LoopClock.Now.Monotonic + search.Pause);
    }

    /// <summary>The processes that the daemon may be: of this invocation, alive, no helper's, no older than its first process.</summary>
    private static List<ProcessEntry> Left(ProcessLook look, Invocation invocation)
    {
        List<ProcessEntry> left = [];
        foreach (ProcessEntry entry in look.Table)
        {
            if (!entry.IsZombie && !ProcessTable.BeganBefore(entry.StartTime, invocation.MainStart) && look.KinOf(entry.Pid) is { IsOurs: true } kin
                && kin.Invocation == invocation && kin.Child is null or { Order.Role: ProcessRole.Main })
            {
                left.Add(entry);
            }
        }

        return left;
    }

    private string? Check(List<ProcessEntry> left, Child first, int pid, out ProcessEntry named)
    {
        foreach (ProcessEntry entry in left)
        {
            if (entry.Pid == pid)
            {
                named = entry;
                return null;
            }
        }

        if (families.Look() is ProcessLook look && look.TryFind(pid, out named) && !named.IsZombie && families.MayBeOf(first, named))
        {
            return null;
        }

        named = default;
        return $"names process {pid}, which is not there or is none of this job's";
    }

    private static ProcessEntry? Choose(List<ProcessEntry> left)
    {
        HashSet<int> pids = [];
        foreach (ProcessEntry entry in left)
        {
            _ = pids.Add(entry.Pid);
        }

        ProcessEntry? best = null;
        foreach (ProcessEntry entry in left)
        {
            if (!pids.Contains(entry.ParentPid) && (best is not ProcessEntry other || IsBetter(entry, other)))
            {
                best = entry;
            }
        }

        return best;
    }

    private static bool IsBetter(ProcessEntry entry, ProcessEntry than)
    {
        bool leads = entry.SessionId == entry.Pid;
        return leads != (than.SessionId == than.Pid) ? leads
            : ProcessTable.AreInOrder && entry.StartTime != than.StartTime ? entry.StartTime < than.StartTime
            : entry.Pid < than.Pid;
    }

    private bool TryTake(SupervisorEffect.FindMain find, Child first, ProcessEntry entry, string? problem)
    {
        if (!mains.TryFollow(first, entry))
        {
            return false;
        }

        families.NoteMain(first, entry);
        Answer(find, new SupervisorInput.MainChanged(find.Process, entry.Pid)
        {
            LeadsSession = entry.SessionId == entry.Pid,
            FileProblem = problem,
        });
        return true;
    }

    private void Answer(SupervisorEffect.FindMain find, SupervisorInput answer)
    {
        _ = _searches.Remove(find.Process.Number);
        inputs.Enqueue(answer);
    }

    /// <summary>What is sought, how long it is waited before the next look, and when that is.</summary>
    private sealed record Search(SupervisorEffect.FindMain Find, TimeSpan Pause, TimeSpan At)
    {
        /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
        public override string ToString() => nameof(Search);
    }
}
