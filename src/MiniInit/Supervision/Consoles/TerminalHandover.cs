using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux;

namespace MiniInit.Supervision.Consoles;

/// <summary>Lets go of the terminal that we were started on, so that the main job's session can have it.</summary>
/// <remarks>
/// A shell as the main job wants job control, and a terminal belongs to one session. When the leader of a session gives it
/// up the kernel sends a SIGHUP to all in its foreground group: so it is done before there is a child between clone and
/// setsid, and the one that we get ourselves is taken away.
/// </remarks>
internal static class TerminalHandover
{
    /// <summary>Lets go of it if one of the jobs is to have it.</summary>
    public static void Run(IReadOnlyList<JobDefinition> jobs)
    {
        if (!CurrentProcess.IsSessionLeader || !Terminal.IsControlling(0))
        {
            return;
        }

        foreach (JobDefinition job in jobs)
        {
            if (job.IsMain && job.Console is ConsoleMode.Inherit or ConsoleMode.Owner)
            {
                _ = Terminal.DetachStandardInput();
                _ = SignalWait.TryTake(SignalSet.Empty.With(Signal.Hup.Number), 0, out _);
                _ = SignalWait.TryTake(SignalSet.Empty.With(Signal.Cont.Number), 0, out _);
                return;
            }
        }
    }
}
