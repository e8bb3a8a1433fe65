using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>The searches for main processes of daemons: by pid-files that come late, are wrong or never there, and by who is left.</summary>
internal sealed class SimulatedSearches(SimulatedKernel kernel, SimulatedShell shell)
{
    private const int FirstPause = 50, LastPause = 5_000;

    private readonly Dictionary<ProcessTicket, SupervisorEffect.FindMain> _open = [];

    /// <summary>The main processes that are looked for, by their numbers.</summary>
    public IEnumerable<ProcessTicket> Open => _open.Keys;

    /// <summary>How many were looked for, and how many of them were found by a file, by who was left, or not.</summary>
    public int Begun { get; private set; }

    public int FoundByFile { get; private set; }

    public int FoundByLeft { get; private set; }

    public int Missing { get; private set; }

    public bool Seeks(ProcessTicket process) => _open.ContainsKey(process);

    public void Find(SupervisorEffect.FindMain find)
    {
        Begun++;
        _open[find.Process] = find;
        Look(find);
        LookLater(find, FirstPause);
    }

    public void Stop(SupervisorEffect.StopFinding stop) => _open.Remove(stop.Process);

    /// <summary>Something has ended.</summary>
    public void LookAgain()
    {
        foreach (SupervisorEffect.FindMain find in _open.Values.ToArray())
        {
            Look(find);
        }
    }

    private void LookLater(SupervisorEffect.FindMain find, int pause)
    {
        if (ReferenceEquals(_open.GetValueOrDefault(find.Process), find))
        {
            kernel.At(pause, () =>
            {
                if (ReferenceEquals(_open.GetValueOrDefault(find.Process), find))
                {
                    shell.TellUnseen();
                    Look(find);
                    LookLater(find, Math.Min(2 * pause, LastPause));
                }
            });
        }
    }

    private void Look(SupervisorEffect.FindMain find)
    {
        SimulatedInvocation? invocation = shell.Latest($"{find.Job.Name}/{find.Instance}");
        if (invocation?.Main is not SimulatedProcess first)
        {
            Answer(find, new SupervisorInput.MainMissing(find.Process, null));
            return;
        }

        SimulatedProcess[] left = [.. kernel.Alive.Where(process => process.Invocation == invocation && process.IsOfMain)];
        bool hasFile = find.Job.PidFile is not null;
        SimulatedProcess? named = hasFile ? Array.Find(left, process => process.Pid == invocation.PidFile) : null;
        if (named is not null)
        {
            FoundByFile++;
            Take(find, first, named, null);
            return;
        }

        string? problem = !hasFile ? null : invocation.PidFile == 0 ? "does not exist" : "names a process that is none of this job's";
        bool isFileAwaited = find.Search == MainSearch.Patient && hasFile && left.Length > 0;
        SimulatedProcess? chosen = left.Where(process => !left.Contains(process.Parent))
            .OrderBy(process => process.Session == process.Pid ? 0 : 1).ThenBy(process => process.Order).FirstOrDefault();
        if (find.Search != MainSearch.ByFile && !isFileAwaited && chosen is not null)
        {
            FoundByLeft++;
            Take(find, first, chosen, problem);
        }
        else if (!isFileAwaited && (find.Search == MainSearch.ByFile || !HasOrphan(invocation)))
        {
            Missing++;
            Answer(find, new SupervisorInput.MainMissing(find.Process, problem));
        }
    }

    private bool HasOrphan(SimulatedInvocation invocation) =>
        kernel.All.Any(process => process.Invocation == invocation && process.Spawn is null && process.Parent is null);

    private void Take(SupervisorEffect.FindMain find, SimulatedProcess first, SimulatedProcess chosen, string? problem)
    {
        shell.Follow(first, chosen);
        Answer(find, new SupervisorInput.MainChanged(find.Process, chosen.Pid)
        {
            LeadsSession = chosen.Session == chosen.Pid,
            FileProblem = problem,
        });
    }

    private void Answer(SupervisorEffect.FindMain find, SupervisorInput answer)
    {
        _open.Remove(find.Process);
        shell.Tell(answer);
    }
}
