using MiniInit.Linux.LibC;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux;

/// <summary>Our own limit of open descriptors, RLIMIT_NOFILE.</summary>
public static unsafe class DescriptorLimit
{
    /// <summary>Raises the soft limit to the hard one. What was started before keeps its own.</summary>
    /// <returns>
    /// What we were given, which jobs are to get back: programs that use select(2) or close every possible number count
    /// on the usual 1,024. Null when nothing was changed.
    /// </returns>
    public static SpawnLimit? LiftToHardLimit()
    {
        Libc.rlimit limit;
        if (Libc.getrlimit(Libc.RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= limit.rlim_max)
        {
            return null;
        }

        var inherited = new SpawnLimit(SpawnResource.Nofile, limit.rlim_cur, limit.rlim_max);
        limit.rlim_cur = limit.rlim_max;
        return Libc.setrlimit(Libc.RLIMIT_NOFILE, &limit) == 0 ? inherited : null;
    }
}
