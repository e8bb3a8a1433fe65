using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Supervision.Children;

/// <content>How a process says that it is ready: by a descriptor of its own, or by the socket that all know.</content>
internal sealed partial class Starter
{
    /// <summary>The number of the descriptor on which a job says that it is ready: the first after the standard ones.</summary>
    private const int ReadyDescriptor = 3;

    /// <summary>Takes what there is on the pipe of readiness.</summary>
    /// <param name="child">Whose.</param>
    /// <param name="isAlive">Whether it might still have said more; of one that is gone its end says enough.</param>
    public void ReadReadiness(Child child, bool isAlive)
    {
        if (child.Ready is not ReadyPipe ready)
        {
            return;
        }

        ReadyNews news = ready.Read();
        if (news == ReadyNews.None)
        {
            return;
        }

        // It may have written before we saw its exec; the supervisor hears of things in their order.
        Settle(child);
        if (news == ReadyNews.Ready)
        {
            inputs.Enqueue(new SupervisorInput.Ready(child.Order.Process));
        }
        else if (isAlive)
        {
            Warn(child.Order, "closed its descriptor of readiness ($READY_FD) without a line end; it will not become ready");
        }

        CloseReadiness(child);
    }

    /// <summary>Opens what a main process is to say by that it is ready, and names it to the process.</summary>
    private bool TryOpenReadiness(SupervisorEffect.Spawn order, List<ProcessVariable> extra, out ReadyPipe? ready)
    {
        ready = null;
        switch (order.Role == ProcessRole.Main ? order.Job.Ready : null)
        {
            case Core.Jobs.Readiness.Notify or Core.Jobs.Readiness.Fork or Core.Jobs.Readiness.Daemon:
                NameSocket(extra);
                return true;
            case Core.Jobs.Readiness.Descriptor:
                return TryOpenPipe(order, extra, out ready);
            default:
                return true;
        }
    }

    private void NameSocket(List<ProcessVariable> extra)
    {
        if (messages.PathFor() is string path)
        {
            extra.Add(new ProcessVariable("NOTIFY_SOCKET", path));
        }
    }

    private bool TryOpenPipe(SupervisorEffect.Spawn order, List<ProcessVariable> extra, out ReadyPipe? ready)
    {
        ready = null;
        try
        {
            ready = ReadyPipe.Open();
            extra.Add(new ProcessVariable("READY_FD", $"{ReadyDescriptor}"));
            return true;
        }
        catch (SyscallException e)
        {
            Fail(order, $"cannot make its pipes: {e.Message}", e.Errno);
            return false;
        }
    }

    private void CloseReadiness(Child child)
    {
        if (child.Ready is ReadyPipe ready)
        {
            child.Ready = null;
            StopWatching(ready.Fd);
            ready.Dispose();
        }
    }
}
