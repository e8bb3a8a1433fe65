using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>
/// Writes what a SpawnRequest asks for into a ChildBlock: whatever takes memory, a loop over a list or a decision is
/// done here, before the clone.
/// </summary>
internal static unsafe class ChildOrders
{
    /// <summary>Digits of the largest pid there can be.</summary>
    private const int LongestPid = 10;

    private static ReadOnlySpan<byte> Shell => "/bin/sh\0"u8;

    private static ReadOnlySpan<byte> ScorePath => "/proc/self/oom_score_adj\0"u8;

    private static ReadOnlySpan<byte> NullDevice => "/dev/null\0"u8;

    /// <summary>
    /// How many bytes <see cref="Write"/> fills: the block, then the fallback's vector, the groups and the strings
    /// behind it, each aligned to 8 bytes.
    /// </summary>
    internal static nuint SizeOf(SpawnRequest request)
    {
        int shellArguments = request.ShellFallback ? request.Arguments.Count + 3 : 0;
        int groups = request.Identity?.SupplementaryGroups.Count ?? 0;
        int strings = request.Program.Length + 1 + request.SearchPath.Length + 1
            + Encoding.UTF8.GetMaxByteCount((request.Root?.Length ?? 0) + (request.WorkingDirectory?.Length ?? 0)) + 2;
        int vectors = (shellArguments * sizeof(byte*)) + (groups * sizeof(uint));
        return (nuint)(sizeof(ChildBlock) + 8 + vectors + strings + 8);
    }

    /// <summary>Fills <paramref name="block"/>, which is all zeros and as long as <see cref="SizeOf"/> says.</summary>
    internal static void Write(ChildBlock* block, SpawnRequest request)
    {
        byte* free = (byte*)(block + 1);
        free = (byte*)(((nuint)free + 7) & ~(nuint)7);
        WriteShellArguments(block, request, ref free);
        WriteIdentity(block, request.Identity, ref free);
        block->Program = Put(request.Program.Span, ref free);
        block->SearchPath = Put(request.SearchPath.Span, ref free);
        block->SearchPathLength = request.SearchPath.Length;
        block->Root = Put(request.Root, ref free);
        block->WorkingDirectory = Put(request.WorkingDirectory, ref free);
        block->FailedNumber = SpawnFailure.None;
        block->ExecPipe = -1;
        block->GateRead = -1;
        block->GateWrite = -1;
        block->Grouping = (int)request.Grouping;
        block->Terminal = request.Terminal;
        block->TerminalRequired = request.TerminalRequired ? 1 : 0;
        block->PidText = request.PidVariable.IsEmpty
            ? null
            : request.Environment.ReserveVariable(request.PidVariable.Span, LongestPid);
        block->Arguments = request.Arguments.Pointers;
        block->Environment = request.Environment.Pointers;
        block->EntersLast = request.EntersAsIdentity && request.WorkingDirectory is not null ? 1 : 0;
        block->Umask = request.Umask is { } umask ? (int)umask : -1;
        block->ParentDeathSignal = request.ParentDeathSignal;
        block->ParentPid = Libc.getpid();
        block->BlockedSignals = request.BlockedSignals.Bits;
        block->IgnoredSignals = request.IgnoredSignals.Bits;
        block->SigactionNumber = Libc.SYS_rt_sigaction;
        block->SigprocmaskNumber = Libc.SYS_rt_sigprocmask;
        WriteLimits(block, request.Limits);
        WritePriorities(block, request);
        WriteProcessors(block, request.Processors);
        WriteDescriptors(block, request.Descriptors);
        WriteCapabilities(block, request);
    }

    private static void WriteShellArguments(ChildBlock* block, SpawnRequest request, ref byte* free)
    {
        if (!request.ShellFallback)
        {
            return;
        }

        block->ShellArguments = (byte**)free;
        free += (request.Arguments.Count + 3) * sizeof(byte*);
        Shell.CopyTo(new Span<byte>(block->Shell, Shell.Length));
        block->ShellArguments[0] = block->Shell;
        for (int i = 1; i < request.Arguments.Count; i++)
        {
            block->ShellArguments[i + 1] = request.Arguments.Pointers[i];
        }
    }

    private static void WriteIdentity(ChildBlock* block, SpawnIdentity? identity, ref byte* free)
    {
        if (identity is null)
        {
            return;
        }

        block->HasIdentity = 1;
        block->UserId = identity.UserId;
        block->GroupId = identity.GroupId;
        block->GroupCount = identity.SupplementaryGroups.Count;
        block->Groups = (uint*)free;
        for (int i = 0; i < block->GroupCount; i++)
        {
            block->Groups[i] = identity.SupplementaryGroups[i];
        }

        free += block->GroupCount * sizeof(uint);
        block->SetgroupsNumber = Libc.SYS_setgroups;
        block->SetresuidNumber = Libc.SYS_setresuid;
        block->SetresgidNumber = Libc.SYS_setresgid;
    }

    private static void WriteLimits(ChildBlock* block, IReadOnlyList<SpawnLimit> limits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limits.Count, SpawnRequest.MaxLimits, nameof(limits));
        for (int late = 0; late <= 1; late++)
        {
            block->FirstLateLimit = block->LimitCount;
            foreach (SpawnLimit limit in limits)
            {
                if ((limit.Resource == SpawnResource.Nofile) == (late == 1))
                {
                    int at = block->LimitCount++;
                    block->LimitResources[at] = (int)limit.Resource;
                    block->SoftLimits[at] = limit.Soft;
                    block->HardLimits[at] = limit.Hard;
                }
            }
        }
    }

    private static void WritePriorities(ChildBlock* block, SpawnRequest request)
    {
        if (request.OutOfMemoryScore is { } score)
        {
            _ = score.TryFormat(new Span<byte>(block->Score, 12), out block->ScoreLength);
            ScorePath.CopyTo(new Span<byte>(block->ScorePath, ScorePath.Length));
        }

        if (request.Nice is { } nice)
        {
            block->HasNice = 1;
            block->Nice = nice;
        }

        if (request.Scheduling is { } scheduling)
        {
            block->HasScheduling = 1;
            block->Policy = (int)scheduling.Policy;
            block->PolicyLevel = scheduling.Level;
            block->SchedulerNumber = Libc.SYS_sched_setscheduler;
        }

        if (request.IoPriority is { } io)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                (uint)io.Level, (uint)SpawnIoPriority.LastLevel, nameof(request));
            block->HasIoPriority = 1;
            block->IoPriority = ((int)io.Class << Libc.IOPRIO_CLASS_SHIFT) | io.Level;
            block->IoPriorityNumber = Libc.SYS_ioprio_set;
        }
    }

    private static void WriteProcessors(ChildBlock* block, IReadOnlyList<int> processors)
    {
        foreach (int processor in processors)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
                (uint)processor, (uint)SpawnRequest.MaxProcessors, nameof(processors));
            block->Processors[processor / 64] |= 1UL << (processor % 64);
            block->HasAffinity = 1;
            block->AffinityNumber = Libc.SYS_sched_setaffinity;
        }
    }

    private static void WriteDescriptors(ChildBlock* block, IReadOnlyList<SpawnDescriptor> descriptors)
    {
        NullDevice.CopyTo(new Span<byte>(block->NullDevice, NullDevice.Length));
        foreach (DescriptorStep step in DescriptorPlan.Make(descriptors))
        {
            int at = block->StepCount++;
            block->StepActions[at] = (int)step.Action;
            block->StepSources[at] = step.Source;
            block->StepTargets[at] = step.Target;
        }
    }

    private static void WriteCapabilities(ChildBlock* block, SpawnRequest request)
    {
        bool becomesOther = request.Identity is { UserId: not 0 };
        CapabilitySet? ambient = request.Ambient ?? (becomesOther ? CapabilitySet.Empty : null);
        CapabilitySet? bounding = request.Capabilities?.Union(ambient ?? CapabilitySet.Empty);
        block->BoundsCapabilities = bounding is null ? 0 : 1;
        block->BoundingSet = bounding?.Bits ?? 0;
        block->KeepsCapabilities = becomesOther && ambient is { Bits: not 0 } ? 1 : 0;
        block->SetsAmbient = ambient is null ? 0 : 1;
        block->Ambient = ambient?.Bits ?? 0;
        block->SetsCapabilities = (bounding ?? ambient) is null ? 0 : 1;
        block->Capabilities = (becomesOther ? ambient : bounding)?.Bits ?? CapabilitySet.All.Bits;
        block->NoNewPrivileges = request.NoNewPrivileges ? 1 : 0;
        block->CapgetNumber = Libc.SYS_capget;
        block->CapsetNumber = Libc.SYS_capset;
    }

    private static byte* Put(string? text, ref byte* free)
    {
        if (text is null)
        {
            return null;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        byte* at = free;
        _ = Encoding.UTF8.GetBytes(text, new Span<byte>(at, length));
        at[length] = 0;
        free += length + 1;
        return at;
    }

    private static byte* Put(ReadOnlySpan<byte> bytes, ref byte* free)
    {
        byte* at = free;
        bytes.CopyTo(new Span<byte>(at, bytes.Length));
        at[bytes.Length] = 0;
        free += bytes.Length + 1;
        return at;
    }
}
