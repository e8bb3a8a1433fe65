using System;
using System.Collections.Generic;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Actions;

/// <summary>
/// Emits in a session what the system's init emits, under a name that says where it is from. It ends with the session; the
/// system's init may go and come back.
/// </summary>
internal sealed class EventForwarder
{
    /// <summary>What the names of forwarded events begin with, as under Upstart.</summary>
    public const string UsualPrefix = ":sys:";

    private static readonly Deed s_deed = new("forward", "events"), s_following = new("follow", "the system's events");

    private readonly Invocation _invocation, _ofSystem;
    private readonly string _prefix;
    private readonly InitConnection _session;
    private readonly long _end;

    /// <summary>The events that the session has not answered for.</summary>
    private readonly Queue<string> _emitted = new();

    private InitConnection? _system;
    private bool _isListening, _wasListening;
    private int _pauseMs = CtlLimits.FirstRetryMs;
    private long _nextTry;

    private EventForwarder(Invocation invocation, string prefix, InitConnection session)
    {
        (_invocation, _ofSystem) = (invocation, OfSystem(invocation));
        (_prefix, _session) = (prefix, session);
        _end = invocation.Timeout is TimeSpan span ? Environment.TickCount64 + (long)span.TotalMilliseconds : long.MaxValue;
    }

    /// <summary>Does it, until it is interrupted or the session ends.</summary>
    /// <param name="invocation">How the tool was called; the init that is meant is the session's.</param>
    /// <param name="prefix">What names begin with there.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string prefix)
    {
        using InitConnection? session = Reach.Init(invocation, s_deed);
        if (session is null)
        {
            return ExitCode.NoInit;
        }

        if (Refusal(session) is string refusal)
        {
            invocation.Complain($"cannot {s_deed}: {refusal}");
            return ExitCode.Error;
        }

        EventForwarder forwarder = new(invocation, prefix, session) { _system = Reach.Init(OfSystem(invocation), s_following) };
        try
        {
            return forwarder._system is null ? ExitCode.NoInit : forwarder.Run();
        }
        finally
        {
            forwarder._system?.Dispose();
        }
    }

    private static Invocation OfSystem(Invocation invocation) => invocation.For(new InitChoice.System());

    /// <summary>The system's own would forward to itself.</summary>
    private static string? Refusal(InitConnection session) => session.Ask(new ControlCall.GetVersion()) switch
    {
        Answer.Reply { Told: ControlReply.Version { Mode: Trust.SessionMode } } => null,
        Answer.Reply => "this is no session's init; run it as a job of a session, or choose one by --user or --session",
        Answer.Lost lost => lost.Sentence,
        _ => "init did not answer when asked whether it is a session's",
    };

    private int Run()
    {
        Listen();
        while (Environment.TickCount64 < _end)
        {
            if ((TakeAnswers() ?? TakeEvents()) is int code)
            {
                return code;
            }

            Wait();
        }

        return ExitCode.Ok;
    }

    /// <summary>Takes what the session says; gives the exit code when that was the last.</summary>
    private int? TakeAnswers()
    {
        while (_session.Receive(0) is Answer answer)
        {
            if (answer is Answer.Lost lost)
            {
                _invocation.Complain($"cannot {s_deed}: {lost.Sentence}");
                return lost.Code;
            }

            Deed deed = new("forward", TerminalText.Escape(_emitted.Dequeue()));
            if (answer is Answer.Error error)
            {
                _invocation.Complain(ErrorText.Of(error.What, deed));
                if (error.What is ControlError.PermissionDenied)
                {
                    return ExitCode.Error;
                }
            }
        }

        return null;
    }

    /// <summary>Takes what the system's init says; gives the exit code when there is no use in going on.</summary>
    private int? TakeEvents()
    {
        if (_system is null && Environment.TickCount64 >= _nextTry)
        {
            _system = InitConnection.TryOpen(_ofSystem, out _);
            Listen();
        }

        while (_system is not null && _emitted.Count < ProtocolLimits.CallsInFlight && _system.Receive(0) is Answer answer)
        {
            switch (answer)
            {
                case Answer.Reply { Told: ControlReply.Event { Name: string name } happened }:
                    Forward(name, happened.Variables);
                    break;
                case Answer.Reply:
                    Begin();
                    break;
                case Answer.Error { What: ControlError.Busy busy } when _isListening:
                    _invocation.Complain(TerminalText.Escape(busy.Sentence));
                    Listen();
                    break;
                case Answer.Error { What: not ControlError.Busy } error:
                    _invocation.Complain(ErrorText.Of(error.What, s_following));
                    return ErrorCode.Of(error.What, wantsRunning: false);
                default:
                    Lose();
                    break;
            }
        }

        return null;
    }

    private void Listen()
    {
        _isListening = false;
        if (_system is null)
        {
            Pause();
        }
        else
        {
            _system.Send(new ControlCall.Events(), wantsMore: true);
        }
    }

    /// <summary>From here on none is missed.</summary>
    private void Begin()
    {
        (_isListening, _pauseMs) = (true, CtlLimits.FirstRetryMs);
        if (_wasListening)
        {
            _invocation.Complain("listening to the system's init again; events in between are missing");
        }
        else
        {
            _invocation.Say($"forwarding the system's events as {_prefix}NAME");
        }

        _wasListening = true;
    }

    private void Lose()
    {
        if (_isListening)
        {
            _invocation.Complain("the system's init is gone; it is looked for from time to time");
        }

        _system?.Dispose();
        _system = null;
        _isListening = false;
        Pause();
    }

    private void Pause()
    {
        _nextTry = Environment.TickCount64 + _pauseMs;
        _pauseMs = Math.Min(2 * _pauseMs, CtlLimits.LongestRetryMs);
    }

    /// <summary>What was forwarded there is from elsewhere: a session in a session listens to the system itself.</summary>
    private void Forward(string name, IReadOnlyList<string> variables)
    {
        if (!name.StartsWith(UsualPrefix, StringComparison.Ordinal) && !name.StartsWith(_prefix, StringComparison.Ordinal))
        {
            _emitted.Enqueue(name);
            _session.Send(new ControlCall.Emit(_prefix + name, variables, new Waiting(IsWanted: false, null)));
        }
    }

    /// <summary>Waits for either; not for more events than the session has taken.</summary>
    private void Wait()
    {
        bool takesEvents = _system is not null && _emitted.Count < ProtocolLimits.CallsInFlight;
        Span<PollEntry> polls =
        [
            new PollEntry(_session.Fd.Number, Readiness.Readable),
            new PollEntry(_system?.Fd.Number ?? -1, takesEvents ? Readiness.Readable : Readiness.None),
        ];
        long next = _system is null ? Math.Min(_nextTry, _end) : _end;
        Polling.Wait(polls, next == long.MaxValue ? -1 : (int)Math.Clamp(next - Environment.TickCount64, 0, int.MaxValue));
    }
}
