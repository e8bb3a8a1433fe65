using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>
/// The child's descriptors, step by step as DescriptorPlan ordered them. The rules of ChildProcess hold.
/// </summary>
internal static unsafe class ChildDescriptors
{
    internal static SpawnStage Place(ChildBlock* block)
    {
        int held = -1;
        for (int i = 0; i < block->StepCount; i++)
        {
            int target = block->StepTargets[i];
            int result = (DescriptorAction)block->StepActions[i] switch
            {
                DescriptorAction.Copy => ChildLibc.dup2(block->StepSources[i], target),
                DescriptorAction.Keep => ChildLibc.fcntl(target, Libc.F_SETFD, 0),
                DescriptorAction.Hold =>
                    held = ChildLibc.fcntl(block->StepSources[i], Libc.F_DUPFD_CLOEXEC, target),
                DescriptorAction.HoldNull =>
                    held = ChildLibc.open(block->NullDevice, Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0),

                // dup2 onto itself would leave close-on-exec set.
                _ => held == target ? ChildLibc.fcntl(target, Libc.F_SETFD, 0) : ChildLibc.dup2(held, target),
            };
            if (result >= 0)
            {
                continue;
            }

            if (block->StepActions[i] == (int)DescriptorAction.HoldNull)
            {
                return SpawnStage.NullDevice;
            }

            block->FailedNumber = target;
            return SpawnStage.Descriptors;
        }

        CloseSources(block);
        return SpawnStage.None;
    }

    /// <summary>
    /// Those that the exec would close. Should a close hang there, as on a file system of whoever passed it, the kernel
    /// holds a lock that /proc/PID/stat needs (Linux 6.18), and with that whoever looks at processes, which is us.
    /// </summary>
    private static void CloseSources(ChildBlock* block)
    {
        for (int i = 0; i < block->StepCount; i++)
        {
            int source = block->StepSources[i];
            if (block->StepActions[i] == (int)DescriptorAction.Copy && !IsTarget(block, source)
                && ChildLibc.fcntl(source, Libc.F_GETFD, 0) == Libc.FD_CLOEXEC)
            {
                _ = ChildLibc.close(source);
            }
        }
    }

    private static bool IsTarget(ChildBlock* block, int number)
    {
        for (int i = 0; i < block->StepCount; i++)
        {
            if (block->StepTargets[i] == number)
            {
                return true;
            }
        }

        return false;
    }
}
