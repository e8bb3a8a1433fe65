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
    private long _lastNamed;

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
            SayStranger(datagram.Pid);
            return;
        }

        if (datagram.IsTooLong)
        {
            SayLeftOut(child, $"a message of {datagram.Length} bytes is too long, and left out");
            return;
        }

        uint expected = child.Plan.UserId ?? CurrentProcess.EffectiveUserId;
        if (datagram.UserId != 0 && datagram.UserId != expected && datagram.UserId != CurrentProcess.EffectiveUserId)
        {
            SayLeftOut(child, $"a message of process {datagram.Pid} is left out: its user is {datagram.UserId}, not {expected}");
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

    /// <summary>A job says wrong things as often as it likes: the first of each process are told.</summary>
    private void SayLeftOut(Child child, string sentence)
    {
        if (++child.LeftOut <= SupervisionLimits.LeftOutOfProcess)
        {
            journal.Say(LogLevel.Warn, child.Title, sentence);
        }
    }

    /// <summary>Anybody can send as much as he likes: one sentence in a while tells of all.</summary>
    private void SayStranger(int pid)
    {
        TimeSpan now = LoopClock.Now.Monotonic;
        if (_saidAt is TimeSpan at && now - at < SupervisionLimits.BetweenStrangers)
        {
            _unsaid++;
            return;
        }

        string more = _unsaid == 0 ? "" : $" (and {_unsaid} more since the last time)";
        (_saidAt, _unsaid) = (now, 0);
        journal.Say(LogLevel.Warn, "", $"a message of process {pid} is left out: it belongs to no job that runs{more}");
    }

    private void TakeMain(Child child, int pid)
    {
        // Pinned first and looked at then: the number cannot become another's in between.
        PidFd? pidFd = PidFd.TryOpen(pid, out _);
        if (SenderOf(pid) != child || !ProcessTable.TryRead(pid, out ProcessEntry entry) || entry.IsZombie)
        {
            pidFd?.Dispose();
            SayLeftOut(child, $"MAINPID={pid} is left out: that process does not belong to this job");
            return;
        }

        ForgetMain(child.NamedPid);
        ulong token = LoopTokens.FirstNamed + (ulong)++_lastNamed;
        children.AddMain(new NamedMain(child, entry, Watched(pidFd, token), token));
        inputs.Enqueue(new SupervisorInput.MainChanged(child.Order.Process, pid));
    }

    /// <summary>Without a watch its start time still tells it from others, and its end is seen with that of its parent.</summary>
    private PidFd? Watched(PidFd? pidFd, ulong token)
    {
        try
        {
            if (pidFd is not null)
            {
                epoll.Add(pidFd.Fd, Readiness.Readable, token);
            }

            return pidFd;
        }
        catch (SyscallException)
        {
            pidFd?.Dispose();
            return null;
        }
    }

    /// <summary>A process that was named has ended. Its end is told here where nobody else will: it need not be our child.</summary>
    public void OnMainEnded(ulong token)
    {
        if (children.MainWithToken(token) is NamedMain named)
        {
            epoll.Change(named.PidFd!.Fd, Readiness.None, named.Token);
            Look(named);
        }
    }

    /// <summary>Looks whether the process that a child named, before it ended itself, is still there.</summary>
    public void LookAfter(Child child)
    {
        if (children.MainWithPid(child.NamedPid) is NamedMain named)
        {
            Look(named);
        }
    }

    /// <summary>Forgets a process that was named, and has ended or is the main one no more.</summary>
    public void ForgetMain(int pid)
    {
        if (children.TakeMain(pid) is NamedMain named)
        {
            if (named.PidFd is PidFd pidFd)
            {
                epoll.Remove(pidFd.Fd);
            }

            named.Dispose();
        }
    }

    private void Look(NamedMain named)
    {
        if (named.IsGoneUnseen)
        {
            ForgetMain(named.Entry.Pid);
            inputs.Enqueue(new SupervisorInput.ChildExited(named.Entry.Pid, new ProcessEnd.Exited(0)));
        }
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
