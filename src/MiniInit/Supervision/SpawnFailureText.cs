using System.Text;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision;

/// <summary>Says why a process of a job could not be started, in the words of job files, and what would help.</summary>
internal static class SpawnFailureText
{
    /// <summary>The longest list of groups that is shown whole.</summary>
    private const int ShownGroups = 8;

    /// <summary>One line without a prefix: <c>cannot …: cause (what it takes)</c>.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="request">What was asked for.</param>
    public static string Describe(SpawnFailure failure, SpawnRequest request) =>
        $"cannot {What(failure, request)}: {Cause(failure)}";

    private static string What(SpawnFailure failure, SpawnRequest request) => failure.Stage switch
    {
        SpawnStage.None or SpawnStage.Clone => "make a process",
        SpawnStage.Session => "start a session of its own",
        SpawnStage.Group => "start a process group of its own",
        SpawnStage.Terminal => "take the terminal",
        SpawnStage.Limit => WhatLimit((SpawnResource)failure.Number, request),
        SpawnStage.OutOfMemoryScore => $"set oom-score to {request.OutOfMemoryScore}",
        SpawnStage.Nice => $"set nice to {request.Nice}",
        SpawnStage.Scheduling => $"set priority to {Scheduling(request.Scheduling)}",
        SpawnStage.IoPriority => $"set io-priority to {IoPriority(request.IoPriority)}",
        SpawnStage.Affinity => $"set cpu-affinity to {string.Join(", ", request.Processors)}",
        SpawnStage.NullDevice => "open /dev/null",
        SpawnStage.Descriptors => $"pass on a descriptor as {failure.Number}",
        SpawnStage.Root => $"change the root to {Quoted(request.Root)}",
        SpawnStage.WorkingDirectory => $"start in {Quoted(request.WorkingDirectory ?? "/")}"
            + (request.Root is null ? "" : $" below {Quoted(request.Root)}"),
        SpawnStage.SupplementaryGroups => WhatGroups(failure.Number, request.Identity),
        SpawnStage.GroupId => $"run as group {request.Identity?.GroupId}",
        SpawnStage.UserId => $"run as user {request.Identity?.UserId}",
        SpawnStage.BoundingSet => $"drop the capability {CapabilityName(failure.Number)}",
        SpawnStage.KeepCapabilities or SpawnStage.Capabilities => "set the capabilities",
        SpawnStage.Ambient => $"give the ambient capability {CapabilityName(failure.Number)}",
        SpawnStage.NoNewPrivileges => "set no-new-privs",
        SpawnStage.ParentDeath => "tie it to init's life",
        SpawnStage.Signals => "set its signals",
        SpawnStage.Exec => $"run \"{Escaped.Bytes(request.Program.Span)}\"",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Cause(SpawnFailure failure) => (failure.Stage, failure.Errno) switch
    {
        (SpawnStage.Clone, Errno.EAGAIN) => "a limit of processes is reached (ulimit -u, pids.max)",
        (SpawnStage.Exec, Errno.EAGAIN) => "its user has as many processes as limits.nproc allows",
        (SpawnStage.OutOfMemoryScore, Errno.ENOENT) => "/proc is not mounted",
        (SpawnStage.Affinity, Errno.EINVAL) => "none of these processors may be used here",
        (SpawnStage.Ambient, Errno.EINVAL) => "this kernel does not know it",
        (SpawnStage.ParentDeath, Errno.ESRCH) => "init is gone",
        (SpawnStage.SupplementaryGroups or SpawnStage.GroupId or SpawnStage.UserId, Errno.EINVAL) =>
            "not among the ids of this user namespace",
        (_, Errno.EPERM or Errno.EACCES) => Errors.DescribeCause(failure.Errno) + Needed(failure),
        _ => Errors.DescribeCause(failure.Errno),
    };

    private static string Needed(SpawnFailure failure)
    {
        string needed = failure.Stage switch
        {
            SpawnStage.Limit when failure.Number == (long)SpawnResource.Nofile =>
                "raising a hard limit takes CAP_SYS_RESOURCE, and none is above /proc/sys/fs/nr_open",
            SpawnStage.Limit => "raising a hard limit takes CAP_SYS_RESOURCE",
            SpawnStage.OutOfMemoryScore => "lowering it takes CAP_SYS_RESOURCE",
            SpawnStage.Nice => "lowering it takes CAP_SYS_NICE or limits.nice",
            SpawnStage.Scheduling => "that takes CAP_SYS_NICE or limits.rtprio",
            SpawnStage.IoPriority => "that takes CAP_SYS_ADMIN or CAP_SYS_NICE",
            SpawnStage.Root => "that takes CAP_SYS_CHROOT",
            SpawnStage.SupplementaryGroups or SpawnStage.GroupId => "that takes root, or CAP_SETGID",
            SpawnStage.UserId => "that takes root, or CAP_SETUID",
            SpawnStage.BoundingSet => "that takes CAP_SETPCAP",
            SpawnStage.Ambient => "init does not have it itself",
            _ => "",
        };
        return needed.Length == 0 ? "" : $" ({needed})";
    }

    private static string WhatLimit(SpawnResource resource, SpawnRequest request)
    {
        SpawnLimit limit = default;
        foreach (SpawnLimit one in request.Limits)
        {
            limit = one.Resource == resource ? one : limit;
        }

        string value = limit.Soft == limit.Hard ? Limit(limit.Soft) : $"[{Limit(limit.Soft)}, {Limit(limit.Hard)}]";
        return $"set the limit of {Resource(resource)} to {value}";
    }

    private static string Limit(ulong limit) => limit == SpawnLimit.Unlimited ? "unlimited" : $"{limit}";

    private static string Resource(SpawnResource resource) => resource switch
    {
        SpawnResource.Cpu => "processor time (cpu)",
        SpawnResource.Fsize => "file sizes (fsize)",
        SpawnResource.Data => "the data segment (data)",
        SpawnResource.Stack => "the stack (stack)",
        SpawnResource.Core => "core files (core)",
        SpawnResource.Rss => "resident memory (rss)",
        SpawnResource.Nproc => "processes of the user (nproc)",
        SpawnResource.Nofile => "open files (nofile)",
        SpawnResource.Memlock => "locked memory (memlock)",
        SpawnResource.As => "address space (as)",
        SpawnResource.Locks => "file locks (locks)",
        SpawnResource.Sigpending => "queued signals (sigpending)",
        SpawnResource.Msgqueue => "message queues (msgqueue)",
        SpawnResource.Nice => "nice (nice)",
        SpawnResource.Rtprio => "real-time priorities (rtprio)",
        SpawnResource.Rttime => "real-time processor time (rttime)",
        _ => $"resource {(int)resource}",
    };

    private static string WhatGroups(long group, SpawnIdentity? identity)
    {
        if (group != SpawnFailure.None)
        {
            return $"run with group {group}";
        }

        var groups = identity?.SupplementaryGroups ?? [];
        var shown = new StringBuilder();
        for (int i = 0; i < groups.Count && i < ShownGroups; i++)
        {
            _ = shown.Append(i == 0 ? "" : ", ").Append(groups[i]);
        }

        _ = shown.Append(groups.Count > ShownGroups ? ", …" : "");
        return groups.Count == 0 ? "leave init's groups" : $"run with groups {shown}";
    }

    private static string Scheduling(SpawnScheduling? scheduling) => scheduling switch
    {
        { Policy: SpawnPolicy.Fifo, Level: int level } => $"fifo:{level}",
        { Policy: SpawnPolicy.RoundRobin, Level: int level } => $"rr:{level}",
        { Policy: SpawnPolicy policy } => policy.ToString().ToLowerInvariant(),
        null => "",
    };

    private static string IoPriority(SpawnIoPriority? priority) => priority switch
    {
        { Class: SpawnIoClass.RealTime, Level: int level } => $"realtime:{level}",
        { Class: SpawnIoClass.BestEffort, Level: int level } => $"best-effort:{level}",
        { Class: SpawnIoClass ioClass } => ioClass.ToString().ToLowerInvariant(),
        null => "",
    };

    private static string CapabilityName(long number) =>
        number >= 0 && number < Capability.Names.Count ? Capability.Names[(int)number] : $"{number}";

    private static string Quoted(string? path) => $"\"{Escaped.Text(path ?? "")}\"";
}
