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

    /// <summary>dup2(2) of a declared descriptor.</summary>
    Descriptors,

    /// <summary>chroot(2).</summary>
    Root,

    /// <summary>chdir(2).</summary>
    WorkingDirectory,

    /// <summary>setgroups(2).</summary>
    SupplementaryGroups,

    /// <summary>setresgid(2).</summary>
    GroupId,

    /// <summary>setresuid(2).</summary>
    UserId,

    /// <summary>capset(2): the capabilities that a user other than root must not keep.</summary>
    Capabilities,

    /// <summary>prctl(PR_SET_PDEATHSIG), or the parent was dead by then.</summary>
    ParentDeath,

    /// <summary>rt_sigaction(2) or rt_sigprocmask(2).</summary>
    Signals,

    /// <summary>execve(2).</summary>
    Exec,
}

/// <summary>Why a start came to nothing.</summary>
/// <param name="Stage">The step that failed.</param>
/// <param name="Errno">Its error.</param>
public readonly record struct SpawnFailure(SpawnStage Stage, Errno Errno);
