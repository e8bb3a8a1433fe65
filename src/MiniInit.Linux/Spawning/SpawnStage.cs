namespace MiniInit.Linux.Spawning;

/// <summary>The steps of a start in their order; which one failed is told with its error.</summary>
public enum SpawnStage
{
    /// <summary>Nothing failed.</summary>
    None = 0,

    /// <summary>Memory, the pipe, or clone(2) itself: there is no child.</summary>
    Clone,

    /// <summary>setsid(2).</summary>
    Session,

    /// <summary>setpgid(2).</summary>
    Group,

    /// <summary>TIOCSCTTY.</summary>
    Terminal,

    /// <summary>setrlimit(2); <see cref="SpawnFailure.Number"/> is the <see cref="SpawnResource"/>.</summary>
    Limit,

    /// <summary>Writing /proc/self/oom_score_adj; ENOENT is a missing /proc.</summary>
    OutOfMemoryScore,

    /// <summary>setpriority(2).</summary>
    Nice,

    /// <summary>sched_setscheduler(2).</summary>
    Scheduling,

    /// <summary>ioprio_set(2).</summary>
    IoPriority,

    /// <summary>sched_setaffinity(2): EINVAL is none of the processors being there for us.</summary>
    Affinity,

    /// <summary>open(2) of /dev/null.</summary>
    NullDevice,

    /// <summary>
    /// dup2(2) of a declared descriptor; <see cref="SpawnFailure.Number"/> is its number in the child.
    /// </summary>
    Descriptors,

    /// <summary>chroot(2).</summary>
    Root,

    /// <summary>chdir(2).</summary>
    WorkingDirectory,

    /// <summary>
    /// setgroups(2). <see cref="SpawnFailure.Number"/> is the group that the user namespace does not map, if that is
    /// why.
    /// </summary>
    SupplementaryGroups,

    /// <summary>setresgid(2).</summary>
    GroupId,

    /// <summary>PR_CAPBSET_DROP; <see cref="SpawnFailure.Number"/> is the capability.</summary>
    BoundingSet,

    /// <summary>PR_SET_KEEPCAPS.</summary>
    KeepCapabilities,

    /// <summary>setresuid(2).</summary>
    UserId,

    /// <summary>
    /// capset(2): dropping the capabilities that are not to be kept, and making the ambient ones inheritable.
    /// </summary>
    Capabilities,

    /// <summary>
    /// PR_CAP_AMBIENT_RAISE; <see cref="SpawnFailure.Number"/> is the capability. EPERM: we do not have it; EINVAL: the
    /// kernel does not know it.
    /// </summary>
    Ambient,

    /// <summary>PR_SET_NO_NEW_PRIVS.</summary>
    NoNewPrivileges,

    /// <summary>prctl(PR_SET_PDEATHSIG), or the parent was dead by then.</summary>
    ParentDeath,

    /// <summary>rt_sigaction(2) or rt_sigprocmask(2).</summary>
    Signals,

    /// <summary>execve(2).</summary>
    Exec,
}
