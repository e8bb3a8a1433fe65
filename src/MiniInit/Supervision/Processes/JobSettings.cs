using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>Settings of job files in the words of the kernel.</summary>
internal static class JobSettings
{
    /// <summary>The limits of a job, that of open files given back as init got it, and the mark.</summary>
    public static IReadOnlyList<SpawnLimit> Limits(ValueList<ResourceLimit> limits, SpawnLimit? openFiles, ulong? mark = null)
    {
        var result = new List<SpawnLimit>(limits.Count + 2);
        if (mark is ulong value)
        {
            result.Add(new SpawnLimit(SpawnResource.Rttime, value, value));
        }

        foreach (ResourceLimit limit in limits)
        {
            if (mark is ulong highest && limit.Resource == Core.Jobs.Resource.Rttime)
            {
                // A job is marked only if it has no hard limit of its own: 36,000 years and more stand for that.
                result[0] = new SpawnLimit(SpawnResource.Rttime, Math.Min(Value(limit.Soft), highest), highest);
                continue;
            }

            result.Add(new SpawnLimit(Resource(limit.Resource), Value(limit.Soft), Value(limit.Hard)));
            openFiles = limit.Resource == Core.Jobs.Resource.Nofile ? null : openFiles;
        }

        if (openFiles is SpawnLimit inherited)
        {
            result.Add(inherited);
        }

        return result;
    }

    /// <summary>The scheduling policy, or null.</summary>
    public static SpawnScheduling? Scheduling(SchedulingPriority? priority) => priority is not { } set ? null
        : new SpawnScheduling(
            set.Policy switch
            {
                SchedulingPolicy.Other => SpawnPolicy.Other,
                SchedulingPolicy.Batch => SpawnPolicy.Batch,
                SchedulingPolicy.Idle => SpawnPolicy.Idle,
                SchedulingPolicy.Fifo => SpawnPolicy.Fifo,
                SchedulingPolicy.RoundRobin => SpawnPolicy.RoundRobin,
                _ => throw new UnreachableException(),
            },
            set.Level);

    /// <summary>The I/O scheduling class, or null.</summary>
    public static SpawnIoPriority? InputOutput(IoPriority? priority) => priority is not { } set ? null
        : new SpawnIoPriority(
            set.Class switch
            {
                IoClass.None => SpawnIoClass.None,
                IoClass.RealTime => SpawnIoClass.RealTime,
                IoClass.BestEffort => SpawnIoClass.BestEffort,
                IoClass.Idle => SpawnIoClass.Idle,
                _ => throw new UnreachableException(),
            },
            set.Level);

    /// <summary>A set of capabilities; null stays null.</summary>
    public static CapabilitySet? Capabilities(ValueList<Capability>? capabilities)
    {
        if (capabilities is null)
        {
            return null;
        }

        CapabilitySet set = CapabilitySet.Empty;
        foreach (Capability capability in capabilities)
        {
            set = set.With(capability.Number);
        }

        return set;
    }

    private static ulong Value(long? limit) => limit is long value ? (ulong)value : SpawnLimit.Unlimited;

    private static SpawnResource Resource(Resource resource) => resource switch
    {
        Core.Jobs.Resource.As => SpawnResource.As,
        Core.Jobs.Resource.Core => SpawnResource.Core,
        Core.Jobs.Resource.Cpu => SpawnResource.Cpu,
        Core.Jobs.Resource.Data => SpawnResource.Data,
        Core.Jobs.Resource.Fsize => SpawnResource.Fsize,
        Core.Jobs.Resource.Locks => SpawnResource.Locks,
        Core.Jobs.Resource.Memlock => SpawnResource.Memlock,
        Core.Jobs.Resource.Msgqueue => SpawnResource.Msgqueue,
        Core.Jobs.Resource.Nice => SpawnResource.Nice,
        Core.Jobs.Resource.Nofile => SpawnResource.Nofile,
        Core.Jobs.Resource.Nproc => SpawnResource.Nproc,
        Core.Jobs.Resource.Rss => SpawnResource.Rss,
        Core.Jobs.Resource.Rtprio => SpawnResource.Rtprio,
        Core.Jobs.Resource.Rttime => SpawnResource.Rttime,
        Core.Jobs.Resource.Sigpending => SpawnResource.Sigpending,
        Core.Jobs.Resource.Stack => SpawnResource.Stack,
        _ => throw new UnreachableException(),
    };
}
