using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>Who the child is and what it may do. The rules of ChildProcess hold.</summary>
/// <remarks>
/// The order follows from what each step takes: groups and the bounding set need capabilities that the change of user
/// takes away, ambient capabilities are lost by that change unless it is told to keep the permitted ones, and all of it
/// is over before no-new-privs and the parent-death signal.
/// </remarks>
internal static unsafe class ChildIdentity
{
    internal static SpawnStage Become(ChildBlock* block)
    {
        SpawnStage stage = SpawnStage.None;
        if (block->HasIdentity != 0)
        {
            stage = SetGroups(block);
        }

        if (stage == SpawnStage.None && block->BoundsCapabilities != 0)
        {
            stage = Bound(block);
        }

        if (stage == SpawnStage.None && block->HasIdentity != 0)
        {
            stage = SetUser(block);
        }

        if (stage == SpawnStage.None && block->SetsCapabilities != 0)
        {
            stage = SetCapabilities(block);
        }

        if (stage == SpawnStage.None && block->SetsAmbient != 0)
        {
            stage = RaiseAmbient(block);
        }

        if (stage == SpawnStage.None && block->NoNewPrivileges != 0
            && ChildLibc.prctl(Libc.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        {
            stage = SpawnStage.NoNewPrivileges;
        }

        return stage;
    }

    private static SpawnStage SetGroups(ChildBlock* block)
    {
        if (ChildLibc.syscall(block->SetgroupsNumber, block->GroupCount, (nint)block->Groups, 0, 0, 0) < 0)
        {
            FindUnmappedGroup(block);
            return SpawnStage.SupplementaryGroups;
        }

        nint group = (nint)block->GroupId;
        return ChildLibc.syscall(block->SetresgidNumber, group, group, group, 0, 0) < 0
            ? SpawnStage.GroupId
            : SpawnStage.None;
    }

    /// <summary>
    /// EINVAL is a group that the user namespace does not map; which, the kernel says only of one alone.
    /// </summary>
    private static void FindUnmappedGroup(ChildBlock* block)
    {
        if (*ChildLibc.__errno_location() != Libc.EINVAL)
        {
            return;
        }

        for (int i = 0; i < block->GroupCount; i++)
        {
            if (ChildLibc.syscall(block->SetgroupsNumber, 1, (nint)(block->Groups + i), 0, 0, 0) < 0)
            {
                block->FailedNumber = block->Groups[i];
                return;
            }
        }
    }

    /// <summary>
    /// Asks before it drops: dropping takes CAP_SETPCAP also where there is nothing to drop. EINVAL is the first number
    /// that the kernel does not know.
    /// </summary>
    private static SpawnStage Bound(ChildBlock* block)
    {
        for (int capability = 0; capability <= CapabilitySet.Last; capability++)
        {
            int present = ChildLibc.prctl(Libc.PR_CAPBSET_READ, capability, 0, 0, 0);
            if (present < 0)
            {
                break;
            }

            if (present != 0 && (block->BoundingSet & (1UL << capability)) == 0
                && ChildLibc.prctl(Libc.PR_CAPBSET_DROP, capability, 0, 0, 0) < 0)
            {
                block->FailedNumber = capability;
                return SpawnStage.BoundingSet;
            }
        }

        return SpawnStage.None;
    }

    private static SpawnStage SetUser(ChildBlock* block)
    {
        if (block->KeepsCapabilities != 0 && ChildLibc.prctl(Libc.PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0)
        {
            return SpawnStage.KeepCapabilities;
        }

        nint user = (nint)block->UserId;
        return ChildLibc.syscall(block->SetresuidNumber, user, user, user, 0, 0) < 0
            ? SpawnStage.UserId
            : SpawnStage.None;
    }

    /// <summary>
    /// The kernel drops capabilities only on the way from root to another user. Who was not root but had some, as
    /// ambient ones, would hand them on, and with CAP_SETUID the way back.
    /// </summary>
    private static SpawnStage SetCapabilities(ChildBlock* block)
    {
        // EINVAL is a kernel before 4.3, which has no ambient capabilities.
        if (block->SetsAmbient != 0)
        {
            _ = ChildLibc.prctl(Libc.PR_CAP_AMBIENT, Libc.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
        }

        uint* header = stackalloc uint[2];
        header[0] = Libc._LINUX_CAPABILITY_VERSION_3;
        header[1] = 0;

        // Effective, permitted, inheritable of the capabilities 0 to 31, then of 32 to 63.
        uint* sets = stackalloc uint[6];
        if (ChildLibc.syscall(block->CapgetNumber, (nint)header, (nint)sets, 0, 0, 0) < 0)
        {
            return SpawnStage.Capabilities;
        }

        for (int half = 0; half < 2; half++)
        {
            uint* set = sets + (half * 3);
            uint kept = (uint)(block->Capabilities >> (half * 32));
            set[0] &= kept;
            set[1] &= kept;
            set[2] = (set[2] & kept) | ((uint)(block->Ambient >> (half * 32)) & set[1]);
        }

        return ChildLibc.syscall(block->CapsetNumber, (nint)header, (nint)sets, 0, 0, 0) < 0
            ? SpawnStage.Capabilities
            : SpawnStage.None;
    }

    private static SpawnStage RaiseAmbient(ChildBlock* block)
    {
        for (int capability = 0; capability <= CapabilitySet.Last; capability++)
        {
            if ((block->Ambient & (1UL << capability)) != 0
                && ChildLibc.prctl(Libc.PR_CAP_AMBIENT, Libc.PR_CAP_AMBIENT_RAISE, capability, 0, 0) < 0)
            {
                block->FailedNumber = capability;
                return SpawnStage.Ambient;
            }
        }

        return SpawnStage.None;
    }
}
