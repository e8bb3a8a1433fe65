using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>Limits and priorities of the child. The rules of ChildProcess hold.</summary>
internal static unsafe class ChildResources
{
    /// <summary>Limits come first: those of nice and real-time priorities permit what follows.</summary>
    internal static SpawnStage Set(ChildBlock* block)
    {
        SpawnStage stage = SetLimits(block, 0, block->FirstLateLimit);
        if (stage == SpawnStage.None && block->ScoreLength > 0 && !WriteScore(block))
        {
            stage = SpawnStage.OutOfMemoryScore;
        }

        return stage == SpawnStage.None ? SetPriorities(block) : stage;
    }

    /// <summary>
    /// The limit of open files, once everything is open: it counts numbers and not descriptors, and the child begins
    /// with all of init's, so that a job's own limit may be reached before its first descriptor.
    /// </summary>
    internal static SpawnStage SetLateLimits(ChildBlock* block) =>
        SetLimits(block, block->FirstLateLimit, block->LimitCount);

    private static SpawnStage SetLimits(ChildBlock* block, int from, int to)
    {
        Libc.rlimit limit;
        for (int i = from; i < to; i++)
        {
            limit.rlim_cur = block->SoftLimits[i];
            limit.rlim_max = block->HardLimits[i];
            if (ChildLibc.setrlimit(block->LimitResources[i], &limit) < 0)
            {
                block->FailedNumber = block->LimitResources[i];
                return SpawnStage.Limit;
            }
        }

        return SpawnStage.None;
    }

    private static bool WriteScore(ChildBlock* block)
    {
        int fd = ChildLibc.open(block->ScorePath, Libc.O_WRONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0);
        if (fd < 0)
        {
            return false;
        }

        if (ChildLibc.write(fd, block->Score, (nuint)block->ScoreLength) < 0)
        {
            return false;
        }

        _ = ChildLibc.close(fd);
        return true;
    }

    private static SpawnStage SetPriorities(ChildBlock* block)
    {
        if (block->HasNice != 0 && ChildLibc.setpriority(Libc.PRIO_PROCESS, 0, block->Nice) < 0)
        {
            return SpawnStage.Nice;
        }

        int level = block->PolicyLevel;
        if (block->HasScheduling != 0
            && ChildLibc.syscall(block->SchedulerNumber, 0, block->Policy, (nint)(&level), 0, 0) < 0)
        {
            return SpawnStage.Scheduling;
        }

        if (block->HasIoPriority != 0
            && ChildLibc.syscall(block->IoPriorityNumber, Libc.IOPRIO_WHO_PROCESS, 0, block->IoPriority, 0, 0) < 0)
        {
            return SpawnStage.IoPriority;
        }

        if (block->HasAffinity != 0
            && ChildLibc.syscall(
                block->AffinityNumber, 0, SpawnRequest.MaxProcessors / 8, (nint)block->Processors, 0, 0) < 0)
        {
            return SpawnStage.Affinity;
        }

        return SpawnStage.None;
    }
}
