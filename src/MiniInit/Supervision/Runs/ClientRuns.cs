using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux.Spawning;
using MiniInit.Reexecution;

namespace MiniInit.Supervision.Runs;

/// <summary>What clients have started by <c>Run</c> and is not gone yet.</summary>
internal sealed class ClientRuns
{
    private readonly Dictionary<string, ClientRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Processes that never became their program and that nothing ends, and whose they are: they count, without a job.</summary>
    private readonly Dictionary<int, uint> _left = [];

    /// <summary>How many there are.</summary>
    public int Count => _runs.Count + _left.Count;

    /// <summary>How many of them a user has.</summary>
    public int CountOf(uint user)
    {
        int count = 0;
        foreach (ClientRun run in _runs.Values)
        {
            count += run.Owner == user ? 1 : 0;
        }

        foreach (uint owner in _left.Values)
        {
            count += owner == user ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many have not become their program yet.</summary>
    /// <param name="user">Of whom; null: of all.</param>
    public int CountToBegin(uint? user)
    {
        int count = 0;
        foreach (ClientRun run in _runs.Values)
        {
            count += run is { Pid: 0, Problem: null } && (user is null || run.Owner == user) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether there is one of a name.</summary>
    public bool Has(string name) => _runs.ContainsKey(name);

    /// <summary>Whether a user has run a job, so that it is his.</summary>
    public bool IsOf(string job, uint user) =>
        _runs.TryGetValue(job, out ClientRun? run) && run.IsAccepted && run.Owner == user;

    /// <summary>Finds the one that a job is; null if it is a job of a file.</summary>
    public ClientRun? Find(JobDefinition job) =>
        _runs.TryGetValue(job.Name, out ClientRun? run) && ReferenceEquals(run.Definition, job) ? run : null;

    /// <summary>Finds the one of a name.</summary>
    public ClientRun? Find(string name) => _runs.GetValueOrDefault(name);

    /// <summary>Writes down what a successor needs. None is to be without an outcome of its start.</summary>
    public void Save(StateBuilder builder)
    {
        foreach (ClientRun run in _runs.Values)
        {
            RunState state = new()
            {
                Definition = builder.PlaceOf(run.Definition),
                Owner = run.Owner,
                IsAsCaller = run.Identity is not null,
                Group = run.Identity?.GroupId ?? 0,
                Pid = run.Pid,
                ExitCode = (run.End as ProcessEnd.Exited)?.Code,
                Signal = (run.End as ProcessEnd.Killed)?.Signal.Number,
                Problem = run.Problem,
                ProblemCode = run.ProblemCode,
            };
            foreach (uint group in run.Identity?.SupplementaryGroups ?? [])
            {
                state.Groups.Add(group);
            }

            state.Environment.AddRange(run.Environment);
            builder.State.Runs.Add(state);
        }

        foreach ((int pid, uint owner) in _left)
        {
            builder.State.Left.Add(pid);
            builder.State.Left.Add(owner);
        }
    }

    /// <summary>Takes over those of our predecessor.</summary>
    public void Resume(StateSource source)
    {
        for (int i = 0; i + 1 < source.State.Left.Count; i += 2)
        {
            _left[(int)source.State.Left[i]] = (uint)source.State.Left[i + 1];
        }

        foreach (RunState state in source.State.Runs)
        {
            List<uint> groups = [];
            foreach (long group in state.Groups)
            {
                groups.Add((uint)group);
            }

            Add(new ClientRun(source.Definition(state.Definition))
            {
                Owner = (uint)state.Owner,
                Identity = state.IsAsCaller ? new SpawnIdentity((uint)state.Owner, (uint)state.Group, groups) : null,
                Environment = state.Environment,
                IsAccepted = true,
                Pid = state.Pid,
                End = state.ExitCode is long code ? new ProcessEnd.Exited((int)code)
                    : state.Signal is long signal ? new ProcessEnd.Killed(new Signal((int)signal))
                    : null,
                Problem = state.Problem,
                ProblemCode = (int?)state.ProblemCode,
            });
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(ClientRun run) => _runs.Add(run.Definition.Name, run);

    /// <summary>Lets go of one, if it is there.</summary>
    public void Remove(string name)
    {
        if (_runs.Remove(name, out ClientRun? run))
        {
            run.IsGone = true;
            run.Dispose();
        }
    }

    /// <summary>A job of a name is no more. It may be another one, whose name this one wants to have.</summary>
    public void NoteGone(string name)
    {
        if (_runs.GetValueOrDefault(name) is { IsAccepted: true })
        {
            Remove(name);
        }
    }

    /// <summary>
    /// A job has a process, which has the descriptors by now: every other child made while we have them would get them as
    /// well, and wait where a close of them waits, as on a file system of the caller's.
    /// </summary>
    /// <param name="job">Which.</param>
    /// <param name="mayComeAgain">Whether it may have to be made once more, which a sandbox of root's allows.</param>
    public void NoteMade(JobDefinition job, bool mayComeAgain)
    {
        if (!mayComeAgain)
        {
            Find(job)?.Dispose();
        }
    }

    /// <summary>A job has become its program.</summary>
    public void NoteStarted(JobDefinition job, int pid)
    {
        if (Find(job) is ClientRun run)
        {
            run.Pid = pid;
            run.Dispose();
        }
    }

    /// <summary>A job could not be started.</summary>
    /// <param name="job">Which.</param>
    /// <param name="problem">Why.</param>
    /// <param name="code">What a shell exits with for that; null for nothing in particular.</param>
    public void NoteFailed(JobDefinition job, string problem, int? code)
    {
        if (Find(job) is ClientRun run)
        {
            (run.Problem, run.ProblemCode) = (problem, code);
            run.Dispose();
        }
    }

    /// <summary>A process of a job is not waited for any more; it will not become the program, nor end soon.</summary>
    public void NoteGivenUp(JobDefinition job, int pid)
    {
        if (Find(job) is ClientRun run)
        {
            _left[pid] = run.Owner;
        }
    }

    /// <summary>A process is gone.</summary>
    public void NoteReaped(int pid) => _left.Remove(pid);

    /// <summary>The process of a job has ended.</summary>
    public void NoteEnded(JobDefinition job, ProcessEnd end)
    {
        if (Find(job) is ClientRun run)
        {
            run.End ??= end;
        }
    }
}
