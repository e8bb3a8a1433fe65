using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Linux;

namespace MiniInit.Supervision;

/// <summary>
/// Ends what main processes left behind, and tells when it is gone. Orphans become our children, so each of their ends is
/// an occasion to look again; nobody looks while nothing ends.
/// </summary>
internal sealed class Remainders(JobSignals signals, Queue<SupervisorInput> inputs)
{
    private readonly Dictionary<int, SupervisorEffect.EndRemains> _awaited = [];

    /// <summary>Sends a signal to what is left, and says so at once if nothing is.</summary>
    public void End(SupervisorEffect.EndRemains end)
    {
        if (signals.HasRemains(end.Pid))
        {
            signals.SendToRemains(end.Pid, end.Signal);
        }

        _awaited[end.Pid] = end;
        Look(end.Pid);
    }

    /// <summary>Looks whether what was waited for is gone by now.</summary>
    public void LookAgain()
    {
        if (_awaited.Count > 0)
        {
            foreach (int pid in new List<int>(_awaited.Keys))
            {
                Look(pid);
            }
        }
    }

    private void Look(int pid)
    {
        // Where orphans are not ours nobody tells us of their end: they have been asked, and that is all.
        bool isTold = CurrentProcess.Id == 1 || CurrentProcess.IsSubreaper;
        if ((!isTold || !signals.HasRemains(pid)) && _awaited.Remove(pid, out SupervisorEffect.EndRemains? end))
        {
            inputs.Enqueue(new SupervisorInput.ProcessesGone(end.Job, end.Instance, pid));
        }
    }
}
