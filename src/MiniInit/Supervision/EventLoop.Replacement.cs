using System;
using System.Collections.Generic;
using MiniInit.Config;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision.Snapshots;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Reexecution;
using MiniInit.Supervision.Configurations;

namespace MiniInit.Supervision;

/// <content>Another program takes our place, or we have taken another's: nobody is to notice.</content>
/// <remarks>
/// <para>
/// An exec keeps the process with all that the kernel knows of it (its children, its pending signals, its descriptors as far as
/// they are kept) and loses the memory. What is in the memory goes into a file in memory, whose descriptor is kept as well. What
/// follows from the command line, the job files and the kernel is not written down but found again.
/// </para>
/// <para>
/// There is a moment for that: no start is under way, for whether it came to be an exec is told by memory that is shared with
/// the child; nothing is between the supervisor and us; and no client is owed an answer that it could take. So that it comes
/// where starts never end, what would make new ones is held back at first: children that have ended stay zombies, and no
/// deadline passes. Should it not come in that second, all goes on as ever, for some more. Then clients that do not take their
/// answers are let go of, and what else is in the way is said.
/// </para>
/// <para>
/// The other program is asked before, by a process of it that reads all that it would be told: what it cannot read is found
/// while there is somebody to say so.
/// </para>
/// </remarks>
internal sealed partial class EventLoop
{
    private bool _waitsForClients;

    /// <summary>
    /// Until when nothing new is taken in, so that starts come to an end: of no use where it is clients who keep us. Null where
    /// nothing is held back.
    /// </summary>
    private TimeSpan? HeldBackUntil(TimeSpan now) =>
        !_waitsForClients && !_childEnds.HasUntold && _controls.Replacement.QuietEnd > now ? _controls.Replacement.QuietEnd : null;

    private void TryBeReplaced()
    {
        if (_supervisor.IsShuttingDown)
        {
            _controls.Replacement.Refuse("init is shutting down");
            return;
        }

        try
        {
            bool isLate = _controls.Replacement.Deadline <= LoopClock.Now.Monotonic;
            if (Obstacle() is string obstacle)
            {
                _waitsForClients = false;
                if (isLate)
                {
                    _controls.Replacement.Refuse(obstacle);
                }
            }
            else
            {
                TryBeReplaced(isLate);
            }
        }
#pragma warning disable CA1031 // Whatever it is, as that there is not so much memory: PID 1 says so and lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _controls.Replacement.Refuse($"the state cannot be written down: {e.GetType().Name}: {e.Message}");
        }
    }

    private void TryBeReplaced(bool isLate)
    {
        _controls.Server.AcceptAll();
        StateBuilder builder = new(_children);
        _waitsForClients = !_controls.Server.TrySaveClients(builder);
        if (!_waitsForClients)
        {
            _controls.Replacement.Refuse(Replace(builder));
        }
        else if (isLate)
        {
            _controls.Server.GiveUpBusy(builder);
        }
    }

    /// <summary>What has to be over before.</summary>
    private string? Obstacle() =>
        _starter.IsStarting || _parts.Planner.Runs.CountToBegin(null) > 0 ? "a process is being started, and does not become its program"
            : _inputs.Count > 0 || _effects.HasMore || _childEnds.HasUntold ? "there is no end of events"
            : null;

    /// <returns>Why that was not possible; else it does not return.</returns>
    private string Replace(StateBuilder builder)
    {
        if (_parts.Program is not string program)
        {
            return "the file of the program is not known, since /proc is not mounted or the file was gone at the start";
        }

        Save(builder);
        using OwnedFd? file = MemoryFile.TryMake("miniinit-state"u8, StateFile.Write(builder.State), out Errno errno);
        if (file is null)
        {
            return $"cannot write the state down: {Errors.Describe(errno)}";
        }

        Successor successor = new(program, file);
        if (successor.WhyNot() is string reason)
        {
            return reason;
        }

        try
        {
            builder.Kept.Set(true);
            return successor.Begin(_record);
        }
        finally
        {
            builder.Kept.Set(false);
        }
    }

    private void Save(StateBuilder builder)
    {
        InitState state = builder.State;
        SupervisorSnapshot snapshot = _supervisor.Snapshot();
        foreach (JobDefinition definition in snapshot.Definitions)
        {
            _ = builder.PlaceOf(definition);
        }

        (state.Version, state.Supervisor, state.Level) = (Build.Version, snapshot.State, (int)_journal.Least);
        state.Boot = _parts.Boot;
        _families.Save(builder);
        _mains.Save(builder);
        _remainders.Save(state.Lineage);
        _finder.Save(builder);
        _messages.Save(builder);
        _consoles.Save(builder);
        _controls.Save(builder, _starter.ControlSocket);
        _session?.Save(builder);
        builder.KeepPassed();
        builder.Kept.Save(state.Kept);
        _parts.Planner.Runs.Save(builder);
        _parts.Planner.Global.Save(state.Variables);
        (state.Program, state.Init) = (_parts.Program, JobConfiguration.Print(_starter.Init));
        state.Said.AddRange(_parts.Source.Said);
        List<JobDefinition> definitions = [];
        for (int place = 0; place < builder.Definitions.Count; place++)
        {
            definitions.Add((JobDefinition)builder.Definitions[place]);
        }

        Definitions.Save(state, definitions, _parts.Transient);
    }

    /// <summary>
    /// Makes all again that was written down. Should a part throw, that part is lost, which is said, and the others are not: PID 1
    /// lives on.
    /// </summary>
    private void Resume(Predecessor former, LoadedConfiguration loaded)
    {
        InitState state = former.State;
        StateSource source = new(state, former.Definitions);
        Guard(() => _families.Invocations.Resume(source));
        Guard(() => _starter.Resume(source));
        Guard(() => _families.Orphans.Resume(source));
        Guard(() => _mains.Resume(source));
        Guard(() => _messages.Resume(state));
        Guard(() => _consoles.Resume(source));
        Guard(() => _parts.Planner.Runs.Resume(source));
        _parts.Planner.Global.Resume(state.Variables);
        PassedDescriptors.Adopt(Small(state.Passed), Small(state.Closers));
        _supervisor.IsObserved = false; // those who follow come back, and say so
        _controls.Access.Take(loaded.Init.Allow);
        _configuration.Take(loaded);
        _configuration.SetLevel((LogLevel)state.Level);
        Guard(() => ResumeControl(state.Control, loaded));
        Guard(() => _remainders.Resume(state.Lineage));
        Guard(() => _finder.Resume(source));
        _journal.Say(LogLevel.Message, "", $"version {Build.Version} has taken over from version {state.Version}");
    }

    private void ResumeControl(ControlState state, LoadedConfiguration loaded)
    {
        if (!_controls.TryResume(state))
        {
            OpenControl(loaded.Init.Socket);
            return;
        }

        _starter.ControlSocket = state.Told;
        _starter.SessionVariables = _session is not null && state.Told is string path ? _session.VariablesFor(path) : [];
    }

    private void Guard(Action resume)
    {
        try
        {
            resume();
        }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _journal.Say(
                LogLevel.Error, "", $"cannot take over all of the former program, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
        }
    }

    private static List<int> Small(List<long> numbers) => numbers.ConvertAll(number => (int)number);
}
