using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>
/// Everything that was started below us: as a subreaper we inherit what outlives its parent, so killing and reaping our
/// children until none is left ends it all, sessions and groups of their own included.
/// </summary>
internal static unsafe class Descendants
{
    internal static void Adopt()
    {
        if (LibC.prctl(LibC.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
        {
            throw BenchException.FromErrno("become a subreaper");
        }
    }

    internal static void EndAll()
    {
        var self = new ProcessView(LibC.getpid());
        while (true)
        {
            List<int> children = self.Children();
            foreach (int child in children)
            {
                _ = LibC.kill(child, LibC.SIGKILL);
            }

            int status;
            int pid;
            while ((pid = LibC.wait4(-1, &status, LibC.WNOHANG, null)) > 0)
            {
            }

            if (pid < 0)
            {
                return;
            }

            Clock.Sleep(Clock.Millisecond);
        }
    }
}
