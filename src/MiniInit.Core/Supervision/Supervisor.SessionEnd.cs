using System;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>The end of a user's session: jobs hear of it before all goes down, in the same budget of time.</content>
public sealed partial class Supervisor
{
    private const string SessionExit = "exit", SessionLogout = "logout", SessionShutdown = "shutdown";

    /// <summary>The event; null as long as the session goes on.</summary>
    private PendingEvent? _sessionEnd;
    private TimeSpan? _sessionEndDeadline;
    private bool _isSession;

    /// <summary>Whether this is the init of a user's session, whose end is an event.</summary>
    public bool IsSession
    {
        get => _isSession;
        init => _isSession = value;
    }

    /// <summary>
    /// Emits the event. What it starts runs beside all other jobs; a task is waited for, and goes down with them when it
    /// takes too long, as a service does that it started.
    /// </summary>
    private void LeaveSession(string type)
    {
        TimeSpan half = _init.ShutdownTimeout / 2;
        _sessionEndDeadline = _now + (half < SupervisorLimits.SessionEnd ? half : SupervisorLimits.SessionEnd);
        _shutdownDeadline = _now + _init.ShutdownTimeout;
        _sessionEnd = new PendingEvent(new Event("session-end", [new EventVariable("TYPE", type)]));
        Say(LogLevel.Info, null, $"the session ends ({type})");
        Emit(_sessionEnd);
    }

    /// <summary>Begins the shutdown once all that the event started is there, or its time is over.</summary>
    private bool TryEndSession()
    {
        if (_sessionEnd is null || IsShuttingDown || (!_sessionEnd.IsDone && !(_sessionEndDeadline <= _now)))
        {
            return false;
        }

        if (!_sessionEnd.IsDone)
        {
            Say(LogLevel.Warn, null, "what starts on session-end takes too long; shutting down");
        }

        BeginShutdown();
        return true;
    }
}
