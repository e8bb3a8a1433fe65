using System;
using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Control.Queries;
using MiniInit.Control.Requests;
using MiniInit.Control.Streams;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;
using MiniInit.Supervision.Processes;
using MiniInit.Supervision.Runs;

namespace MiniInit.Control;

/// <summary>All that belongs to the control socket, put together.</summary>
internal sealed class Controls : IDisposable
{
    private readonly PendingAnswers _answers;
    private readonly Observers _observers;
    private readonly InitCalls _init;
    private readonly SupervisorJournal _journal;
    private readonly ClientRuns _runs;
    private readonly RunRequests _requests;

    public Controls(
        Epoll epoll, Supervisor supervisor, RunningConfiguration configuration, Starter starter, ProcessPlanner planner,
        JobConsoles consoles, Families families, bool isSession, Queue<SupervisorInput> inputs, SupervisorJournal journal)
    {
        _journal = journal;
        OwnUser own = OwnUser.Read();
        _runs = planner.Runs;
        Access = new AccessRules(own) { Runs = _runs };
        LogBook logs = new(consoles);
        _answers = new PendingAnswers(inputs);
        _observers = new Observers(supervisor);
        _init = new InitCalls(configuration, inputs, journal, isSession);
        OutcomeReplies replies = new(supervisor, configuration, logs, Access);
        JobRequests requests = new(supervisor, _answers, replies, own);
        Replacement = new Replacement(journal);
        _requests = new RunRequests(supervisor, configuration, _answers, replies, _runs, own, journal);
        EnvironmentCalls environment = new(supervisor, requests, replies, planner, starter);
        StatusQuery status = new(supervisor, configuration, families, logs, Access);
        CallDesk desk = new(
            supervisor, configuration, Access, requests, _requests, environment, _init, status, families, replies, logs, _observers, Replacement);
        Server = new ControlServer(epoll, desk, Access, _answers, journal);
    }

    /// <summary>The clients.</summary>
    public ControlServer Server { get; }

    /// <summary>Whether another program is to take our place.</summary>
    public Replacement Replacement { get; }

    /// <summary>Who may do what.</summary>
    public AccessRules Access { get; }

    /// <summary>What the kernel is asked for once init ends, as a client wishes; null: nothing.</summary>
    public PowerAction? PowerAction => _init.PowerAction;

    /// <summary>Makes the control socket. Where that cannot be done init goes on without, and says so.</summary>
    /// <param name="option">Where the command line or the environment wants it; null: nowhere in particular.</param>
    /// <param name="setting">Where the configuration wants it; null: nowhere in particular.</param>
    /// <returns>What jobs get as <c>MINIINIT_SOCKET</c>; null where miniinitctl finds the socket without, or there is none.</returns>
    public string? Open(string? option, string? setting)
    {
        IReadOnlyList<string> paths = ControlPaths.Of(option ?? setting, null, CurrentProcess.EffectiveUserId);
        ControlSocket? socket = ControlSocket.TryOpenFirst(paths, out string? cause);
        bool isWanted = option is not null || setting is not null;
        if (socket is null)
        {
            // An image from scratch has neither /run nor /tmp, and that is no fault of its.
            _journal.Say(
                isWanted ? LogLevel.Warn : LogLevel.Message,
                "",
                isWanted ? $"cannot make the control socket {cause}" : $"there is no control socket: {cause}");
            return null;
        }

        if (cause is not null)
        {
            _journal.Say(LogLevel.Info, "", $"cannot make the control socket in the first place: {cause}");
        }

        _journal.Say(LogLevel.Info, "", $"listening on {Escaped.Text(socket.Path)}");
        Server.Listen(socket);
        return socket.Path == paths[0] && !isWanted ? null : socket.Path;
    }

    /// <summary>Writes down what a successor needs beside the clients.</summary>
    public void Save(StateBuilder builder, string? told)
    {
        Server.Save(builder);
        ControlState state = builder.State.Control;
        (state.Told, state.LastTicket, state.LastRun) = (told, _answers.LastTicket, _requests.LastNumber);
        state.StartedAt = _init.StartedAt.Ticks;
        Suspensions.Save(state.Suspensions);
    }

    /// <summary>Goes on with the socket and the clients of our predecessor.</summary>
    /// <returns>False where there is no socket, or it cannot be had any more.</returns>
    public bool TryResume(ControlState state)
    {
        (_answers.LastTicket, _requests.LastNumber) = (state.LastTicket, state.LastRun);
        _init.StartedAt = TimeSpan.FromTicks(state.StartedAt);
        Suspensions.Resume(state.Suspensions);
        ControlSocket? socket = state.Path is not string path ? null
            : ControlSocket.TryAdopt(new KeptControlSocket(path, state.Listener, state.Lock, state.Device, state.Inode));
        if (socket is not null)
        {
            Server.Listen(socket);
        }

        Server.Resume(state);
        return socket is not null;
    }

    /// <summary>Takes the answer to a request.</summary>
    public void Take(SupervisorEffect.Answer answer) => _answers.Answer(answer.Client, answer.Outcome);

    /// <summary>An instance is no more.</summary>
    public void Take(SupervisorEffect.Forgotten forgotten) => _runs.NoteGone(forgotten.Job);

    /// <summary>An instance may have changed, or be gone.</summary>
    public void Take(SupervisorEffect.Changed changed) => _observers.Changed(changed.Job, changed.Instance);

    /// <summary>An event was emitted.</summary>
    public void Take(SupervisorEffect.Emitted emitted) => _observers.Emitted(emitted.Event);

    public void Dispose() => Server.Dispose();
}
