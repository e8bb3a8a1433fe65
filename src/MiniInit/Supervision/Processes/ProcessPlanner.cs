using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Runs;

namespace MiniInit.Supervision.Processes;

/// <summary>Makes the processes of jobs ready to be started: all of it that needs no descriptors.</summary>
/// <param name="inheritance">What init itself was given.</param>
/// <param name="own">Who init is.</param>
internal sealed class ProcessPlanner(Inheritance inheritance, OwnIdentity own)
{
    private readonly InheritedVariables _inherited = new(inheritance.Environment, inheritance.IsWhole);

    /// <summary>What was changed for all jobs since.</summary>
    public GlobalEnvironment Global { get; } = new();

    /// <summary>What clients have started.</summary>
    public ClientRuns Runs { get; } = new();

    /// <summary>With the identity that init has now.</summary>
    public ProcessPlanner(Inheritance inheritance)
        : this(inheritance, OwnIdentity.Read())
    {
    }

    /// <summary>Plans a process: reads account files and env-files, expands variables.</summary>
    /// <param name="spawn">What the supervisor asks for.</param>
    /// <param name="init">What is set for init as a whole.</param>
    /// <param name="extra">Variables that init adds; they win over all others.</param>
    /// <param name="problem"><c>cannot …: cause (what helps)</c>, when the result is null.</param>
    /// <returns>The plan, which the caller disposes of once the process runs or cannot.</returns>
    public ProcessPlan? TryPlan(
        SupervisorEffect.Spawn spawn, InitDefinition init, IReadOnlyList<ProcessVariable> extra, out string problem)
    {
        JobDefinition job = spawn.Job;
        ClientRun? run = Runs.Find(job);
        if (TryIdentify(job, run, out problem) is not JobIdentity identity)
        {
            return null;
        }

        var warnings = new List<string>();
        EnvironmentTable table = run is null ? _inherited.For(job.EnvironmentFrom) : _inherited.ForRun();
        var environment = new JobEnvironment(spawn, table, warnings);
        if (!(run is null ? environment.TrySet(init, Global, job.User is not null, identity.Account, extra, out problem)
                : environment.TrySet(run.Environment, job.User is not null && run.Identity is null, identity.Account, extra, out problem))
            || PlannedCommand.TryMake(job, spawn.Command, out problem) is not PlannedCommand command)
        {
            return null;
        }

        return new ProcessPlan(job, inheritance, identity.Change, command, table.ToVector(), warnings)
        {
            EntersAsIdentity = run?.Identity is not null,
            UserId = identity.Change is { } change && change.UserId != own.UserId ? change.UserId : null,
        };
    }

    /// <summary>What a job that says nothing of its environment gets.</summary>
    /// <param name="init">What is set for init as a whole.</param>
    public EnvironmentTable ListGlobal(InitDefinition init)
    {
        EnvironmentTable table = _inherited.For(JobDefaults.EnvironmentFrom);
        foreach (EnvironmentEntry entry in init.Environment)
        {
            if (entry.Value.TryExpand(table.Find, out string? value, out _))
            {
                table.Set(entry.Name, value);
            }
        }

        Global.Apply(table);
        return table;
    }

    /// <summary>What the next main process of an instance gets, but for what is made for that process alone.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">The instance.</param>
    /// <param name="init">What is set for init as a whole.</param>
    /// <param name="problem"><c>cannot …: cause</c>, when the result is null.</param>
    public EnvironmentTable? TryList(
        JobDefinition job, InstanceStatus status, InitDefinition init, out string problem)
    {
        if (TryIdentify(job, null, out problem) is not JobIdentity identity)
        {
            return null;
        }

        JobCommand command = job.Command ?? new JobCommand.Program([]);
        var spawn = new SupervisorEffect.Spawn(default, job, status.Instance, ProcessRole.Main, command, status.Variables)
        {
            Removed = status.Removed,
        };
        EnvironmentTable table = _inherited.For(job.EnvironmentFrom);
        return new JobEnvironment(spawn, table, []).TrySet(init, Global, job.User is not null, identity.Account, [], out problem)
            ? table : null;
    }

    private JobIdentity? TryIdentify(JobDefinition job, ClientRun? run, out string problem)
    {
        problem = "";
        if (run?.Identity is SpawnIdentity caller)
        {
            return new JobIdentity(caller, null);
        }

        if (!JobIdentity.IsGiven(job))
        {
            return JobIdentity.Unchanged;
        }

        AccountFiles? files = AccountFiles.TryRead(job.RootFolder, out problem);
        return files is null ? null : JobIdentity.TryFind(job, own, files, out problem);
    }
}
