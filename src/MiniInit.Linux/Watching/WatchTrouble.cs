using System;
using MiniInit.Linux.Files;

namespace MiniInit.Linux.Watching;

/// <summary>What users read when files cannot be watched.</summary>
public static class WatchTrouble
{
    /// <summary>A sentence with the way out.</summary>
    /// <param name="what">What cannot be watched.</param>
    /// <param name="errno">Why.</param>
    public static string Say(string what, Errno errno)
    {
        ArgumentNullException.ThrowIfNull(what);
        string fix = errno switch
        {
            Errno.ENOSPC => "raise the limit of watches of our user (sysctl fs.inotify.max_user_watches), or ",
            Errno.EMFILE => "raise the limit of our user (sysctl fs.inotify.max_user_instances) "
                + "or that of open files (ulimit -n), or ",
            Errno.ENFILE => "raise the system's limit of open files (sysctl fs.file-max), or ",
            _ => "",
        };
        return $"cannot watch {PrintablePath.Escape(what)}: {Errors.Describe(errno)}; {fix}send SIGHUP after changes";
    }
}
