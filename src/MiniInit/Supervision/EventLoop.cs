using System;
using System.Collections.Generic;
using MiniInit.Boot;
using MiniInit.Control;
using MiniInit.Control.Queries;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Lineage;
using MiniInit.Loading.Watching;
using MiniInit.Output;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;
using MiniInit.Supervision.Messages;
using MiniInit.Supervision.Sessions;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Supervision;

// The model
//
//   One thread waits for everything at once. What comes (a signal, the end of a child, a message, a change of a file, the
//   passing of a deadline) becomes an input of the supervisor. What the supervisor asks for in return becomes effects,
//   which are carried out in their order; what becomes of these are inputs again.
//
// The constraints
//
//   - It never ends but by an Exit effect. What throws is said, and the loop goes on; should it throw again and again, it
//     does so ten times a second, not a million.
//   - Nothing wakes it when nothing happens: there is one time to wake up at, the earliest of all deadlines, or none.
//   - Everything has a bound for each turn: signals, ended children, starts, bytes of output. So nobody can keep the
//     others waiting, and a TERM is heard in the middle of a flood.
//   - Effects are done before children are reaped: as long as a child is a zombie, its pid and its group cannot be
//     anyone else's. And its output is read before its end is told, so that its last lines are there.
//
// The scheme
//
//   Run: forever: inputs → Supervisor.Handle → effects, until neither is left; let the output have its turn; wait; read
//   what is ready; reap; look at the clock.

/// <summary>The loop of supervise mode.</summary>
internal sealed partial class EventLoop : IDisposable
{
    private readonly Epoll _epoll;
    private readonly SignalFd _signalFd;
    private readonly EventFd _sentSignal = new();
    private readonly Supervisor _supervisor;
    private readonly Queue<SupervisorInput> _inputs = new();
    private readonly ChildTable _children = new();
    private readonly SupervisorJournal _journal;
    private readonly JobOutputs _outputs;
    private readonly JobConsoles _consoles;
    private readonly JobMessages _messages;
    private readonly Starter _starter;
    private readonly Families _families;
    private readonly NamedMains _mains;
    private readonly MainFinder _finder;
    private readonly Remainders _remainders;
    private readonly ChildEnds _childEnds;
    private readonly EffectRunner _effects;
    private readonly AwaitedFiles _awaitedFiles;
    private readonly RunningConfiguration _configuration;
    private readonly Controls _controls;
    private readonly ConfigurationWatch _watch;
    private readonly StartRecord _record;
    private readonly string? _socket;
    private readonly UserSession? _session;
    private readonly LoopParts _parts;
    private bool _isWatching = true;

    /// <summary>Opens what is needed; nothing is started yet.</summary>
    /// <param name="parts">What was made before.</param>
    /// <exception cref="SyscallException">There are no descriptors.</exception>
    public EventLoop(LoopParts parts)
    {
        _epoll = parts.Epoll;
        _record = parts.Record;
        _socket = parts.Socket;
        _outputs = parts.Outputs;
        _journal = parts.Journal;
        _watch = parts.Watch;
        _session = parts.Session;
        _parts = parts;
        _supervisor = parts.Former?.Supervisor ?? new Supervisor(parts.Seed) { IsSession = _session is not null };
        _signalFd = SignalFd.Open(s_signals);
        _consoles = new JobConsoles(_outputs, _journal);
        _families = new Families(_children, parts.Seed, parts.Former?.State.Lineage);
        if (!_families.Invocations.HasMarks)
        {
            _journal.Say(
                LogLevel.Warn, "", $"cannot mark processes: our own limit of real time ({ProcessMark.Own}) is too low; {Families.WithoutMarks}");
        }

        _mains = new NamedMains(_epoll, _children, _inputs);
        _finder = new MainFinder(_families, _mains, _inputs);
        _messages = new JobMessages(_epoll, _children, _families, _mains, _finder, _inputs, _journal);
        _starter = new Starter(
            _epoll, _children, _mains, parts.Planner, _consoles, _messages, _families.Invocations, _inputs, _journal);
        TreeSignals trees = new(_families, _children, _journal);
        JobSignals signals = new(_children, _families, trees, _inputs, _journal);
        _remainders = new Remainders(_families, trees, _inputs, _journal);
        _childEnds = new ChildEnds(
            _children, _starter, _consoles, _mains, _families, new OrphanEnds(_families, _journal), _remainders, _finder, trees, _inputs,
            _journal);
        _awaitedFiles = new AwaitedFiles(_epoll, _inputs, _journal);
        _configuration = new RunningConfiguration(parts.Source, _supervisor, _starter, _watch, _awaitedFiles, _inputs, _journal);
        _controls = new Controls(
            _epoll, _supervisor, _configuration, _starter, parts.Planner, _consoles, _families, _session is not null, _inputs, _journal);
        _effects = new EffectRunner(
            _supervisor, _starter, signals, trees, _remainders, _finder, _families.Invocations, _consoles, parts.Conditions, _controls, _inputs, _journal);
        _epoll.Add(_signalFd.Fd, Readiness.Readable, LoopTokens.Signal);
        _epoll.Add(_sentSignal.Fd, Readiness.Readable, LoopTokens.SentSignal);
        SentSignals.WakeBy(_sentSignal);
        if (_watch.Fd is OwnedFd fd)
        {
            _epoll.Add(fd, Readiness.Readable, LoopTokens.Configuration);
        }
    }

    /// <summary>Loops until the supervisor asks for the exit.</summary>
    /// <param name="loaded">The configuration to begin with.</param>
    /// <returns>The exit code.</returns>
    public int Run(LoadedConfiguration loaded)
    {
        if (_parts.Former is Predecessor former)
        {
            Resume(former, loaded);
        }
        else
        {
            _configuration.Take(loaded);
            OpenControl(loaded.Init.Socket);
        }

        while (_effects.ExitCode is null)
        {
            try
            {
                Turn();
            }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _journal.Say(
                    LogLevel.Error, "", $"cannot handle an event, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
                Pause.Milliseconds(SupervisionLimits.TroublePauseMs);
            }
        }

        _consoles.TakeTerminalBack();
        EndTurn(LoopClock.Now); // what the last output brought up is still to be said
        return _effects.ExitCode.Value;
    }

    /// <summary>A session without a place of its own has no socket: in the usual one the system's init is looked for.</summary>
    private void OpenControl(string? setting)
    {
        if (_session is { Socket: null })
        {
            return;
        }

        _starter.ControlSocket = _controls.Open(_socket, setting);
        if (_session is not null && _starter.ControlSocket is string path)
        {
            _starter.SessionVariables = _session.VariablesFor(path);
            if (_session.Announce(path) is string problem)
            {
                _journal.Say(LogLevel.Warn, "", problem);
            }
        }
    }

    public void Dispose()
    {
        _families.Invocations.Leaves.Dispose();
        _controls.Dispose();
        _awaitedFiles.Dispose();
        _messages.Dispose();
        _signalFd.Dispose();
        _sentSignal.Dispose();
    }

    private void Turn()
    {
        _effects.BeginTurn();
        HandleInputs();
        if (_effects.ExitCode is not null)
        {
            return;
        }

        if (_supervisor.IsShuttingDown && _isWatching)
        {
            // No change matters now, and jobs need time to end, as the kernel does to forget the watches: 20 to 40 ms.
            _isWatching = false;
            _watch.End();
            _controls.Server.EndWatch();
        }

        // Before we wait, perhaps for days: what was said just now is to be out by then.
        EndTurn(LoopClock.Now);
        if (_controls.Replacement.IsWished)
        {
            TryBeReplaced();
        }

        Wait();
        HandleInputs();
        if (HeldBackUntil(LoopClock.Now.Monotonic) is null)
        {
            _childEnds.Reap();
            if (!IsBehind())
            {
                PassTime(LoopClock.Now.Monotonic);
            }
        }
    }

    private void HandleInputs()
    {
        try
        {
            _effects.Run();
            while (_effects.ExitCode is null && !_effects.HasMore && _inputs.TryDequeue(out SupervisorInput? input))
            {
                Handle(input);
                if (input is SupervisorInput.Configured configured)
                {
                    _controls.Access.Take(configured.Init.Allow);
                    _awaitedFiles.Watch(_supervisor.AwaitedFiles);
                }

                _effects.Run();
            }
        }
        finally
        {
            _effects.EndInputs();
        }
    }

    /// <summary>Time passes at the end of a turn only, behind all that happened before: see <see cref="PassTime"/>.</summary>
    private void Handle(SupervisorInput input) => _effects.Add(
        _supervisor.Handle(input, LoopClock.Now.Monotonic, passesTime: input is SupervisorInput.TimePassed));

    private void Wait()
    {
        Span<ReadyEvent> ready = stackalloc ReadyEvent[SupervisionLimits.ReadyAtOnce];
        int timeout = TimeoutMilliseconds();
        for (int served = 0; served < SupervisionLimits.ReadyPerTurn; served += ready.Length, timeout = 0)
        {
            int count = _epoll.Wait(ready, timeout);
            Suspensions.Look();
            foreach (ReadyEvent one in ready[..count])
            {
                Serve(one);
            }

            if (count < ready.Length)
            {
                return;
            }
        }
    }

    private void Serve(ReadyEvent one)
    {
        ulong token = one.Token;
        switch (token)
        {
            case LoopTokens.Signal:
                ReadSignals();
                break;
            case LoopTokens.SentSignal:
                DropSentSignals();
                break;
            case LoopTokens.Notify:
                _messages.OnReady();
                break;
            case LoopTokens.Configuration:
                _watch.Read(LoopClock.Now.Monotonic);
                break;
            case LoopTokens.AwaitedFiles:
                _awaitedFiles.OnReady();
                break;
            case LoopTokens.Control:
                _controls.Server.OnConnection();
                break;
            case LoopTokens.ControlPath:
                _controls.Server.OnPathChanged();
                break;
            default:
                if (_outputs.Owns(token))
                {
                    _outputs.OnReady(token, LoopClock.Now);
                }
                else if (token > LoopTokens.FirstNamed)
                {
                    _mains.OnEnded(token);
                }
                else if (token > LoopTokens.FirstClient)
                {
                    _controls.Server.OnReady(token, one.Readiness);
                }
                else
                {
                    _starter.OnReady(token);
                }

                break;
        }
    }

    private void EndTurn(OutputTime now)
    {
        _effects.EndTurn();
        _controls.Server.EndTurn(now.Monotonic);
        while ((_outputs.TakeTrouble() ?? _watch.TakeTrouble()) is string trouble)
        {
            _journal.Say(LogLevel.Warn, "", trouble);
        }

        _journal.SayLost();
        _outputs.EndTurn(now);
    }
}
