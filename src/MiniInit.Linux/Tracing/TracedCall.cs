namespace MiniInit.Linux.Tracing;

/// <summary>The system calls by which a process changes what it is to others.</summary>
public enum TracedCall
{
    /// <summary>Any other.</summary>
    Other = 0,

    /// <summary>fork(2).</summary>
    Fork,

    /// <summary>vfork(2).</summary>
    Vfork,

    /// <summary>clone(2); the first argument is its flags.</summary>
    Clone,

    /// <summary>clone3(2); the first argument points to its flags.</summary>
    Clone3,

    /// <summary>setsid(2).</summary>
    Setsid,

    /// <summary>setpgid(2).</summary>
    Setpgid,

    /// <summary>prctl(2).</summary>
    Prctl,

    /// <summary>setuid(2), setreuid(2), setresuid(2).</summary>
    Setuid,

    /// <summary>close(2).</summary>
    Close,

    /// <summary>close_range(2).</summary>
    CloseRange,

    /// <summary>dup2(2), dup3(2): the second argument is the descriptor that is replaced.</summary>
    Replace,

    /// <summary>fcntl(2); the second argument tells what is wanted.</summary>
    Fcntl,

    /// <summary>open(2), dup(2) and whatever else gives the lowest free descriptor.</summary>
    Open,
}

/// <summary>A system call at its begin or its end.</summary>
/// <param name="IsEntry">Whether it begins.</param>
/// <param name="Call">At its begin: which.</param>
/// <param name="First">At its begin: the first argument.</param>
/// <param name="Second">At its begin: the second one.</param>
/// <param name="Third">At its begin: the third one.</param>
/// <param name="Result">At its end: what it gives; the negative error number if it failed.</param>
public readonly record struct CallStop(
    bool IsEntry, TracedCall Call, ulong First, ulong Second, ulong Third, long Result);
