using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>One process, ready to be started as often as it takes.</summary>
internal sealed class ProcessPlan : IDisposable
{
    private readonly JobDefinition _job;
    private readonly Inheritance _inheritance;
    private readonly SpawnIdentity? _identity;
    private readonly PlannedCommand _command;
    private readonly StringVector _environment;
    private CapabilitySet? _capabilities;
    private CapabilitySet? _ambient;
    private bool _noNewPrivileges;

    /// <summary>Takes over the command and the environment.</summary>
    public ProcessPlan(
        JobDefinition job, Inheritance inheritance, SpawnIdentity? identity, PlannedCommand command,
        StringVector environment, IReadOnlyList<string> warnings)
    {
        _job = job;
        _inheritance = inheritance;
        _identity = identity;
        _command = command;
        _environment = environment;
        _capabilities = JobSettings.Capabilities(job.Sandbox.Capabilities);
        _ambient = job.Sandbox.Ambient.Count > 0 ? JobSettings.Capabilities(job.Sandbox.Ambient) : null;
        _noNewPrivileges = job.Sandbox.NoNewPrivileges;
        Warnings = warnings;
    }

    /// <summary>Who the process's pipes are given to, so that it can open /dev/stdout; null: they stay ours.</summary>
    public uint? UserId { get; init; }

    /// <summary>Whether its folder is entered as whom it runs as.</summary>
    public bool EntersAsIdentity { get; init; }

    /// <summary>Whether <see cref="TryWeaken"/> may have something to take away.</summary>
    public bool MayBeWeakened =>
        _job.Sandbox.OnUnavailable == OnUnavailable.Warn && (_noNewPrivileges || _capabilities is not null || _ambient is not null);

    /// <summary>Sentences about what does not keep it from running.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>What the spawner is asked for. It holds until the next call or the end of this plan.</summary>
    /// <param name="descriptors">Standard input and output and what else the process gets, each number once.</param>
    /// <param name="terminal">A terminal that becomes the controlling one, or -1.</param>
    /// <param name="mark">The limit of real time by which it is known; null for none.</param>
    /// <param name="leaf">The control group that it is born in, open, or -1.</param>
    /// <param name="grouping">What it leads.</param>
    public SpawnRequest Request(
        IReadOnlyList<SpawnDescriptor> descriptors, int terminal = -1, ulong? mark = null, int leaf = -1,
        ProcessGrouping grouping = ProcessGrouping.NewSession)
    {
        StringVector arguments = _command.Place(descriptors, out IReadOnlyList<SpawnDescriptor> all);
        return new SpawnRequest
        {
            Program = _command.Program,
            Arguments = arguments,
            Environment = _environment,
            SearchPath = ProgramPath.Of(_environment),

            // execvp(3) hands a text file without "#!" to /bin/sh. Here the array form promises that there is no shell,
            // a split line promises the same as the array, and systemd and dinit do not do it either: the failure
            // says what is missing.
            ShellFallback = false,
            Grouping = grouping,
            Terminal = terminal,
            ControlGroup = leaf,
            Limits = JobSettings.Limits(_job.Limits, _inheritance.OpenFiles, mark),
            OutOfMemoryScore = _job.OutOfMemoryScore ?? _inheritance.OutOfMemoryScore,
            Nice = _job.Nice,
            Scheduling = JobSettings.Scheduling(_job.Priority),
            IoPriority = JobSettings.InputOutput(_job.IoPriority),
            Processors = _job.CpuAffinity,
            Descriptors = all,
            Root = _job.RootFolder,
            WorkingDirectory = _job.WorkingFolder ?? _inheritance.WorkingFolder,
            EntersAsIdentity = EntersAsIdentity,
            Umask = _job.Umask is OctalMode umask ? (uint)umask.Bits : null,
            Identity = _identity,
            Capabilities = _capabilities,
            Ambient = _ambient,
            NoNewPrivileges = _noNewPrivileges,

            // Not what init inherited: a parent that ignores SIGPIPE, as many runtimes do, or nohup, means itself.
            BlockedSignals = SignalSet.Empty,
            IgnoredSignals = SignalSet.Empty,
            WithExecPipe = true,
        };
    }

    /// <summary>
    /// After a failed start: whether the job lets its sandbox be weaker where a part of it cannot be had
    /// (<c>sandbox.on-unavailable</c>), and that was the cause. The next <see cref="Request"/> is then without it.
    /// </summary>
    /// <param name="failure">The failure.</param>
    /// <param name="warning">What the process runs without, as a sentence.</param>
    public bool TryWeaken(SpawnFailure failure, out string warning)
    {
        string? lost = _job.Sandbox.OnUnavailable == OnUnavailable.Warn ? GiveUp(failure) : null;
        warning = lost is null ? ""
            : $"cannot have {lost}: {Errors.DescribeCause(failure.Errno)}; "
                + "it runs without, as sandbox.on-unavailable says";
        return lost is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _command.Dispose();
        _environment.Dispose();
    }

    /// <summary>Takes away what failed, and says what that was.</summary>
    private string? GiveUp(SpawnFailure failure)
    {
        switch (failure.Stage)
        {
            case SpawnStage.NoNewPrivileges when _noNewPrivileges:
                _noNewPrivileges = false;
                return "sandbox.no-new-privs";
            case SpawnStage.BoundingSet or SpawnStage.Capabilities when _capabilities is not null:
                _capabilities = null;
                return "sandbox.capabilities";
            case SpawnStage.Ambient when _ambient is CapabilitySet ambient:
                return GiveUpAmbient(ambient, failure.Number);
            case SpawnStage.Capabilities or SpawnStage.KeepCapabilities when _ambient is not null:
                _ambient = null;
                return "sandbox.ambient";
            default:
                return null;
        }
    }

    /// <summary>The one that failed, so that a port below 1024 does not depend on what else a job asks for.</summary>
    private string GiveUpAmbient(CapabilitySet ambient, long number)
    {
        bool isOne = number is >= 0 and <= CapabilitySet.Last && ambient.Contains((int)number);
        var rest = new CapabilitySet(isOne ? ambient.Bits & ~(1UL << (int)number) : 0);
        _ambient = rest == CapabilitySet.Empty ? null : rest;
        return isOne && number < Capability.Names.Count
            ? $"the capability {Capability.Names[(int)number]} of sandbox.ambient"
            : "sandbox.ambient";
    }
}
