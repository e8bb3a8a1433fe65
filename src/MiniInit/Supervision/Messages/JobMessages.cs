using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Journals;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Supervision.Messages;

/// <summary>What jobs tell of themselves by sd_notify(3), and whom to believe.</summary>
/// <remarks>
/// The socket is open to all. A message counts if its sender, as the kernel vouches for it, comes from a process that
/// we started (by its parents, or by its session), and has the user of that process, ours, or is root.
/// </remarks>
internal sealed class JobMessages(
    Epoll epoll, ChildTable children, Queue<SupervisorInput> inputs, SupervisorJournal journal) : IDisposable
{
    private NotifySocket? _socket;
    private bool _hasTried;
    private TimeSpan? _saidAt;
    private long _unsaid;

    /// <summary>The path for <c>NOTIFY_SOCKET</c>; the socket is made at the first call. Null where there can be none, which is said once.</summary>
    public string? PathFor()
    {
        if (!_hasTried)
        {
            _hasTried = true;
            Open();
        }

        return _socket?.Path;
    }

    /// <summary>Takes messages that wait.</summary>
    public void OnReady()
    {
        for (int i = 0; i < NotifySocketLimits.MessagesPerTurn && _socket?.TryReceive(out NotifyDatagram? datagram) == true; i++)
        {
            using (datagram)
            {
                Take(datagram!);
            }
        }
    }

    public void Dispose() => _socket?.Dispose();

    private void Open()
    {
        uint user = CurrentProcess.EffectiveUserId;
        string[] folders = user == 0
            ? ["/run/miniinit", "/tmp/miniinit-0", "/dev/shm/miniinit-0"]
            : [$"/run/user/{user}/miniinit", $"/tmp/miniinit-{user}", $"/dev/shm/miniinit-{user}"];
        if (NotifySocket.TryOpen(folders, out string? cause) is not NotifySocket socket)
        {
            journal.Say(LogLevel.Warn, "", $"{cause}; jobs with ready = \"notify\" count as ready when they run");
            return;
        }

        epoll.Add(socket.Fd, Readiness.Readable, LoopTokens.Notify);
        _socket = socket;
        if (!socket.IsOpenToAll)
        {
            journal.Say(LogLevel.Warn, "", $"jobs of other users cannot reach {socket.Path}, and so cannot say that they are ready");
        }
    }

    private void Take(NotifyDatagram datagram)
    {
        if (SenderOf(datagram.Pid) is not Child child)
        {
            SayLeftOut("", $"a message of process {datagram.Pid} is left out: it belongs to no job that runs");
            return;
        }

        if (datagram.IsTooLong)
        {
            SayLeftOut(child.Title, $"a message of {datagram.Length} bytes is too long, and left out");
            return;
        }

        uint expected = child.Plan.UserId ?? CurrentProcess.EffectiveUserId;
        if (datagram.UserId != 0 && datagram.UserId != expected && datagram.UserId != CurrentProcess.EffectiveUserId)
        {
            SayLeftOut(child.Title, $"a message of process {datagram.Pid} is left out: its user is {datagram.UserId}, not {expected}");
            return;
        }

        NotifyMessage message = NotifyParser.Parse(datagram.Text.Span);
        ProcessTicket ticket = child.Order.Process;
        if (message.MainPid is int pid && pid != child.Pid)
        {
            TakeMain(child, pid);
        }

        inputs.Enqueue(new SupervisorInput.Notified(ticket, message));
    }

    /// <summary>Anybody can send as much as he likes: one sentence in a while tells of all.</summary>
    private void SayLeftOut(string title, string sentence)
    {
        TimeSpan now = LoopClock.Now.Monotonic;
        if (_saidAt is TimeSpan at && now - at < SupervisionLimits.BetweenLeftOut)
        {
            _unsaid++;
            return;
        }

        string more = _unsaid == 0 ? "" : $" (and {_unsaid} more since the last time)";
        (_saidAt, _unsaid) = (now, 0);
        journal.Say(LogLevel.Warn, title, sentence + more);
    }

    private void TakeMain(Child child, int pid)
    {
        if (SenderOf(pid) != child)
        {
            SayLeftOut(child.Title, $"MAINPID={pid} is left out: that process does not belong to this job");
            return;
        }

        children.NoteMain(child, pid);
        inputs.Enqueue(new SupervisorInput.MainChanged(child.Order.Process, pid));
    }

    /// <summary>
    /// The child that a process comes from. Its parents lead there; for one whose parents are gone, its session does.
    /// </summary>
    private Child? SenderOf(int pid)
    {
        int next = pid;
        for (int i = 0; i < SupervisionLimits.AncestorsOfSender && next > 1; i++)
        {
            if (children.StoodForBy(next) is Child child)
            {
                return child;
            }

            if (!ProcessTable.TryRead(next, out ProcessEntry entry))
            {
                return null;
            }

            if (children.StoodForBy(entry.SessionId) is Child leader)
            {
                return leader;
            }

            next = entry.ParentPid;
        }

        return null;
    }
}
