using System;
using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Control.Requests;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;
using MiniInit.Reexecution;
using MiniInit.Supervision;
using MiniInit.Supervision.Journals;
using LogLevel = MiniInit.Core.Jobs.LogLevel;

namespace MiniInit.Control;

/// <summary>The control socket on the loop: lets clients in, gives each its turn, and sends away who is too many or too much.</summary>
internal sealed class ControlServer : IDisposable
{
    private readonly Epoll _epoll;
    private readonly CallDesk _desk;
    private readonly AccessRules _access;
    private readonly PendingAnswers _answers;
    private readonly SupervisorJournal _journal;
    private readonly ClientTable _clients = new();
    private readonly byte[] _scratch = new byte[Math.Max(ControlLimits.BytesPerTurn, ProtocolLimits.BytesWithDescriptors)];
    private ControlSocket? _socket;
    private TimeSpan? _acceptAgainAt, _bindAgainAt;
    private string? _problem;
    private bool _isWatched, _isPathWatched;
    private ulong _lastToken = LoopTokens.FirstClient;

    public ControlServer(Epoll epoll, CallDesk desk, AccessRules access, PendingAnswers answers, SupervisorJournal journal) =>
        (_epoll, _desk, _access, _answers, _journal) = (epoll, desk, access, answers, journal);

    /// <summary>When it is to be called at the latest; null if it waits for nothing.</summary>
    public TimeSpan? NextDeadline => MonotonicClock.Earlier(MonotonicClock.Earlier(_acceptAgainAt, _bindAgainAt), _answers.NextDeadline);

    /// <summary>Whether there is something to do that no descriptor will tell of.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Listens on a socket; without one init has no control until it is given another.</summary>
    /// <param name="socket">The socket, which is taken over.</param>
    public void Listen(ControlSocket socket)
    {
        _socket = socket;
        Note(null, Watch(), isAnother: false);
    }

    /// <summary>Somebody connects.</summary>
    public void OnConnection()
    {
        for (int i = 0; i < ControlLimits.AcceptedPerTurn; i++)
        {
            switch (_socket!.TryAccept(out ControlConnection? connection))
            {
                case AcceptResult.Accepted:
                    Admit(connection!);
                    break;
                case AcceptResult.Refused:
                    break;
                case AcceptResult.None:
                    return;
                case AcceptResult.Exhausted:
                    // Whoever waits goes on waiting, and would wake us all the time.
                    if (_isWatched)
                    {
                        _epoll.Change(_socket.Fd, Readiness.None, LoopTokens.Control);
                        _acceptAgainAt = LoopClock.Now.Monotonic + ControlLimits.ExhaustedPause;
                    }

                    return;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    /// <summary>The path counts no more: init ends.</summary>
    public void EndWatch()
    {
        _bindAgainAt = null;
        _socket?.EndWatch();
    }

    /// <summary>The folder of the socket has changed: perhaps the socket is not where clients look for it any more.</summary>
    public void OnPathChanged()
    {
        if (_socket!.ReadChanges())
        {
            BindAgain();
        }
    }

    /// <summary>Looks where the socket is, also where nobody can tell us of its loss.</summary>
    public void LookAgain()
    {
        _bindAgainAt = null;
        if (_socket is not null && (_problem is not null || !_socket.IsWatched || !_socket.IsInPlace()))
        {
            BindAgain();
        }
    }

    /// <summary>A client has sent something, or takes something.</summary>
    public void OnReady(ulong token, Readiness readiness)
    {
        if (_clients.Find(token) is ControlClient client)
        {
            client.OnReady(readiness, _scratch);
            if (_clients.IsTooMuch(client))
            {
                client.SendAway(new ControlError.Busy("there is no memory for a call as long as this just now"));
            }
        }
    }

    /// <summary>Lets those in that wait. Who comes later waits for our successor.</summary>
    public void AcceptAll()
    {
        if (_socket is not null)
        {
            OnConnection();
        }
    }

    /// <summary>Writes down what a successor needs of the clients.</summary>
    /// <returns>False while one is at what has to be ended first: it sends a command to start, or does not take its answer.</returns>
    public bool TrySaveClients(StateBuilder builder)
    {
        foreach ((_, ControlClient client) in _clients.Snapshot())
        {
            if (client.TrySave(builder) is not ClientState one)
            {
                return false;
            }

            builder.State.Control.Clients.Add(one);
        }

        return true;
    }

    /// <summary>Lets go of those that are.</summary>
    public void GiveUpBusy(StateBuilder builder)
    {
        foreach ((_, ControlClient client) in _clients.Snapshot())
        {
            if (client.TrySave(builder) is null)
            {
                client.GiveUp();
            }
        }
    }

    /// <summary>Writes down what a successor needs of the socket.</summary>
    public void Save(StateBuilder builder)
    {
        if (_socket is null)
        {
            return;
        }

        KeptControlSocket kept = _socket.Keep();
        ControlState state = builder.State.Control;
        _ = builder.Keep(_socket.Fd);
        _ = builder.Keep(_socket.LockFd);
        (state.Path, state.Listener, state.Lock, state.Device, state.Inode) =
            (kept.Path, kept.Listener, kept.Lock, kept.Device, kept.Inode);
    }

    /// <summary>Goes on with the clients of our predecessor.</summary>
    public void Resume(ControlState state)
    {
        foreach (ClientState one in state.Clients)
        {
            ControlConnection connection = ControlConnection.Adopt(one.Descriptor);
            ControlClient? client = null;
            try
            {
                ulong token = ++_lastToken;
                client = new ControlClient(_epoll, connection, _access.CallerOf(connection.Peer), _desk, token);
                _clients.Add(token, client);
                client.Resume(one);
            }
#pragma warning disable CA1031 // Whatever it is: it costs that client its connection, and PID 1 lives on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _journal.Say(LogLevel.Error, "", $"cannot go on with a client: {e.GetType().Name}: {e.Message}");
                client?.GiveUp();
                if (client is null)
                {
                    Refuse(connection, $"init cannot watch the connection: {e.Message}");
                }

                foreach (CallState call in one.Calls)
                {
                    _answers.Resume(call);
                }

                _answers.Resume(null);
            }
        }

        HasMore = true;
    }

    /// <summary>Gives every client its turn, and lets go of those that are gone.</summary>
    public void EndTurn(TimeSpan now)
    {
        if (_acceptAgainAt <= now)
        {
            _acceptAgainAt = null;
            _epoll.Change(_socket!.Fd, Readiness.Readable, LoopTokens.Control);
        }

        if (_bindAgainAt <= now)
        {
            LookAgain();
        }

        _answers.PassDeadlines(now);
        HasMore = false;
        foreach ((ulong token, ControlClient client) in _clients.Snapshot())
        {
            Work(client);
            HasMore |= client.HasMore;
            if (client.IsOver)
            {
                _clients.Remove(token);
                client.Dispose();
                HasMore = true; // what it waited for is withdrawn
            }
        }
    }

    public void Dispose()
    {
        foreach ((_, ControlClient client) in _clients.Snapshot())
        {
            client.Dispose();
        }

        _socket?.Dispose();
    }

    private void BindAgain()
    {
        OnConnection(); // those that wait at the old one would be lost
        OwnedFd old = _socket!.Fd;
        if (_isWatched)
        {
            _epoll.Remove(old); // a child that hangs before its exec may keep a copy of it
            _isWatched = false;
        }

        string? lost = _socket.BindAgain();
        _acceptAgainAt = null;
        Note(lost, Watch(), _socket.Fd != old);
    }

    /// <summary>Watches what is not watched yet.</summary>
    /// <returns>Why it cannot be.</returns>
    private string? Watch()
    {
        try
        {
            if (!_isWatched)
            {
                _epoll.Add(_socket!.Fd, Readiness.Readable, LoopTokens.Control);
                _isWatched = true;
            }

            if (!_isPathWatched && _socket!.WatchFd is OwnedFd path)
            {
                _epoll.Add(path, Readiness.Readable, LoopTokens.ControlPath);
                _isPathWatched = true;
            }

            return null;
        }
        catch (SyscallException e)
        {
            return e.Message;
        }
    }

    /// <summary>Says how it is if that is news, and looks again later if it is not as it should be.</summary>
    private void Note(string? lost, string? unwatched, bool isAnother)
    {
        string? problem = lost ?? unwatched, path = Escaped.Text(_socket!.Path);
        string? news = problem == _problem && !isAnother ? null
            : lost is not null ? $"the control socket was taken away: {path}: {lost}"
            : unwatched is not null ? $"cannot watch the control socket {path}: {unwatched}"
            : isAnother ? $"the control socket {path} was taken away; made it again"
            : $"the control socket {path} can be reached again";
        if (news is not null)
        {
            _journal.Say(LogLevel.Warn, "", news);
        }

        _problem = problem;
        _bindAgainAt = problem is null ? null : LoopClock.Now.Monotonic + ControlLimits.BindAgainPause;
    }

    private void Work(ControlClient client)
    {
        try
        {
            client.Work(_scratch);
            if (_clients.IsTooMuch(client))
            {
                client.GiveUp();
            }
        }
#pragma warning disable CA1031 // Whatever it is: it costs that client its connection, and PID 1 lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _journal.Say(LogLevel.Error, "", $"cannot answer a client, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
            client.GiveUp();
        }
    }

    private void Admit(ControlConnection connection)
    {
        Caller caller = _access.CallerOf(connection.Peer);
        if (_clients.Refusal(caller) is string refusal)
        {
            Refuse(connection, refusal);
            return;
        }

        if (!_desk.TakesFiles(caller))
        {
            connection.RefuseFiles();
        }

        try
        {
            ulong token = ++_lastToken;
            _clients.Add(token, new ControlClient(_epoll, connection, caller, _desk, token));
        }
        catch (SyscallException e)
        {
            Refuse(connection, $"init cannot watch the connection: {e.Message}");
        }
    }

    /// <summary>Says why, if the client takes that much at once, which a new one does.</summary>
    private static void Refuse(ControlConnection connection, string sentence)
    {
        using (connection)
        {
            ReplyQueue reply = new();
            ReplyWriter.Write(reply, new ControlError.Busy(sentence));
            _ = reply.Send(connection);
        }
    }
}
