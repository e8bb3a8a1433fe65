using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Our own limit of open descriptors, RLIMIT_NOFILE.</summary>
public static unsafe class DescriptorLimit
{
    /// <summary>Raises the soft limit to the hard one. What was started before keeps its own.</summary>
    public static void LiftToHardLimit()
    {
        Libc.rlimit limit;
        if (Libc.getrlimit(Libc.RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max)
        {
            limit.rlim_cur = limit.rlim_max;
            _ = Libc.setrlimit(Libc.RLIMIT_NOFILE, &limit);
        }
    }
}
