using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Processes;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Supervision.Messages;

/// <summary>What jobs tell of themselves by sd_notify(3), and whom to believe.</summary>
/// <remarks>
/// The socket is open to all. A message counts if its sender, as the kernel vouches for it, comes from a process that
/// we started (by its parents, its mark, or its session), and has the user of that process, ours, or is root.
/// </remarks>
internal sealed class JobMessages(
    Epoll epoll, ChildTable children, Families families, NamedMains mains, MainFinder finder, Queue<SupervisorInput> inputs, SupervisorJournal journal) : IDisposable
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

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder) =>
        (builder.State.NotifyPath, builder.State.NotifySocket) = (_socket?.Path, builder.Keep(_socket?.Fd));

    /// <summary>Takes over the socket of our predecessor, which jobs know.</summary>
    public void Resume(InitState state)
    {
        if (state is { NotifyPath: string path, NotifySocket: > 2 and int fd } && NotifySocket.TryAdopt(fd, path) is NotifySocket socket)
        {
            _hasTried = true;
            _socket = socket;
            epoll.Add(socket.Fd, Readiness.Readable, LoopTokens.Notify);
        }
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

        uint expected = child.UserId ?? CurrentProcess.EffectiveUserId;
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
        // What a helper names is nobody's main process: the supervisor would not follow it. Nor what one of a start that is over does.
        if (child.Order.Role != ProcessRole.Main || !child.Invocation.IsCurrent)
        {
            SayLeftOut(child, $"MAINPID={pid} is left out: it is named neither by the main process nor by what came from that");
            return;
        }

        if (!ProcessTable.TryRead(pid, out ProcessEntry entry) || entry.IsZombie || IsOver(child)
            || (SenderOf(pid) != child && !families.MayBeOf(child, entry)) || !mains.TryFollow(child, entry))
        {
            SayLeftOut(child, $"MAINPID={pid} is left out: that process does not belong to this job");
            return;
        }

        families.NoteMain(child, entry);
        inputs.Enqueue(new SupervisorInput.MainChanged(child.Order.Process, pid));
    }

    /// <summary>Whether a main process is gone, with no other in its place: what it left behind cannot name one any more.</summary>
    private bool IsOver(Child child) => children.WithPid(child.Pid) != child && children.MainWithPid(child.NamedPid)?.Child != child
        && !finder.Seeks(child.Order.Process);

    /// <summary>
    /// The child that a process comes from: the one it is below, else the main one of the invocation that it came from.
    /// </summary>
    private Child? SenderOf(int pid)
    {
        Kin kin = families.KinOf(pid);
        return kin.IsOurs ? kin.Child ?? kin.Invocation?.Main : null;
    }
}
