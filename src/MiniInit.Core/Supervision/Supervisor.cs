using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <summary>Keeps all jobs: is told what happened, and asks for what is to be done.</summary>
/// <remarks>
/// <para>
/// The supervisor is a reducer. <see cref="Handle"/> takes one input and the time, and gives effects; the same inputs
/// give the same effects. It knows no system call, no clock and no thread, so that every order in which things can happen
/// can be simulated, which is where the bugs of supervisors are. The shell does the effects in their order and comes
/// back with what became of them.
/// </para>
/// <para>
/// An input changes a fact (a process is gone, a goal is another) and puts a stimulus for an instance on the agenda. The
/// agenda is worked off until it is empty. For each stimulus <see cref="JobMachine"/> says what follows; whatever that
/// brings about in other instances is put on the agenda too, and never called from within. So nothing recurses, an
/// instance is never seen in the middle of a step, and a round has an end that can be counted.
/// </para>
/// <para>
/// Instances are pulled up and down through the graph of jobs. A start brings up what the job requires and wants; each
/// then waits in <see cref="JobState.Waiting"/>, with the goal start, until those it comes after are up. A stop brings
/// down what requires the job; each then waits in <see cref="JobState.Running"/>, with the goal stop, until those that
/// come after it are down. An instance that runs only because others need it goes down with the last of them.
/// </para>
/// <para>
/// Time is an instant on a clock that only moves forward. Each instance has one deadline at most, that of its state;
/// <see cref="NextDeadline"/> is the earliest, and the shell has one timer. What is in order is held together by
/// invariants that are checked after each input: a violation is a bug, which fails that job and leaves the rest alone.
/// </para>
/// </remarks>
public sealed partial class Supervisor
{
    private readonly JobTable _jobs = new();
    /// <summary>By the number of the ticket alone: a dictionary is compiled anew for each struct that is a key.</summary>
    private readonly Dictionary<long, RunningProcess> _processes = [];
    private readonly Dictionary<int, RunningProcess> _byPid = [];
    private readonly Queue<(JobInstance Instance, JobStimulus Stimulus)> _agenda = new();
    private readonly Queue<PendingEvent> _events = new();
    private readonly Deadlines _deadlines = new();
    private readonly HashSet<string> _existingFiles = new(StringComparer.Ordinal);
    private readonly Chance _chance;
    private List<SupervisorEffect> _effects = [];
    private InitDefinition _init = new();
    private EventIndex _index = new([]);
    private TimeSpan _now;
    private TimeSpan? _resumeAt;
    private int _steps;
    private long _lastTicket;
    private long _lastInvocation;
    private bool _isBooted;

    /// <summary>The jobs whose files are gone, as they were.</summary>
    private readonly Dictionary<string, JobDefinition> _forgotten = new(StringComparer.Ordinal);

    /// <summary>Jobs that are no more, and that others still have as neighbours.</summary>
    private readonly List<SupervisedJob> _dropped = [];

    /// <summary>Whether the last round was cut off; that is said when it begins.</summary>
    private bool _isEndless;

    /// <summary>Makes a supervisor without jobs.</summary>
    /// <param name="seed">What the jitter of respawn delays comes from.</param>
    public Supervisor(ulong seed) => _chance = new Chance(seed);

    /// <summary>What is worth saying: messages of a lower level are not even put into words. All, unless it is set.</summary>
    public LogLevel Level { get; set; } = LogLevel.Debug;

    /// <summary>How many steps were taken in all, and neighbours looked at: what the work grows with.</summary>
    internal long Work { get; private set; }

    /// <summary>When the supervisor wants to be called again at the latest; null if nothing waits for time.</summary>
    public TimeSpan? NextDeadline =>
        Earlier(Earlier(_deadlines.Next, Earlier(_shutdownDeadline, _sessionEndDeadline)), _resumeAt);

    /// <summary>Takes an input.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">The time, never earlier than before.</param>
    /// <param name="passesTime">
    /// Whether what is due by now happens. Not where something that came before is still to be told: that a process outlives its
    /// KILL is not to be found of one whose end is among the next inputs.
    /// </param>
    /// <returns>What is to be done, in this order.</returns>
    public IReadOnlyList<SupervisorEffect> Handle(SupervisorInput input, TimeSpan now, bool passesTime = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        _effects = [];
        _now = now > _now ? now : _now;
        (_steps, _resumeAt) = (0, null);
        _trail.Add(_now, input);

        // What happened comes before what time did: a process that is gone must not be sent a signal for being late.
        TryTake(input);
        WorkOff();
        if (passesTime)
        {
            PassDeadlines();
        }

        EndIfDue(passesTime);
        WorkOff();
        EndIfDue(passesTime);
        _observation.Report(_effects);
        return _effects;
    }

    internal JobInstance? Find(string job, string instance) =>
        _jobs.TryGetValue(job, out SupervisedJob? found) && found.Instances.TryFind(instance, out JobInstance? existing)
            ? existing : null;

#pragma warning disable CA1031 // Whatever it is, it is a bug, and none may end process 1.
    private void TryTake(SupervisorInput input)
    {
        _concerned = null;
        try
        {
            Take(input);
        }
        catch (Exception exception)
        {
            NoteBug(_concerned, exception);
        }
    }

    /// <summary>Takes one step; false if there is none to take.</summary>
    private bool TryStep()
    {
        _concerned = null;
        Work++;
        try
        {
            return Step();
        }
        catch (Exception exception)
        {
            _mayBeCircular = false;
            NoteBug(_concerned, exception);
            return true;
        }
    }

    private void EndIfDue(bool passesTime)
    {
        try
        {
            AdvanceShutdown();
            if (passesTime)
            {
                PassShutdownDeadline();
            }

            ExitIfIdle();
        }
        catch (Exception exception)
        {
            NoteBug(null, exception);
            if (_isKilling && !_hasExited && _shutdownDeadline <= _now)
            {
                Exit(_askedCode ?? _jobsCode ?? 1);
            }
        }
    }
#pragma warning restore CA1031

    private void Take(SupervisorInput input)
    {
        switch (input)
        {
            case SupervisorInput.Configured configured:
                Configure(configured);
                break;
            case SupervisorInput.ChildStarted started:
                NoteStarted(started);
                break;
            case SupervisorInput.SpawnFailed failed:
                NoteSpawnFailed(failed);
                break;
            case SupervisorInput.ChildExited exited:
                NoteExited(exited);
                break;
            case SupervisorInput.Ready ready:
                NoteReady(ready);
                break;
            case SupervisorInput.Notified notified:
                NoteNotified(notified);
                break;
            case SupervisorInput.MainChanged changed:
                NoteMainChanged(changed);
                break;
            case SupervisorInput.MainMissing missing:
                NoteMainMissing(missing);
                break;
            case SupervisorInput.ConditionsChecked conditions:
                NoteConditions(conditions);
                break;
            case SupervisorInput.ProcessesGone gone:
                NoteGone(gone);
                break;
            case SupervisorInput.ClientGone gone:
                NoteClientGone(gone);
                break;
            case SupervisorInput.Asked asked:
                Answer(asked);
                break;
            case SupervisorInput.Happened happened:
                Emit(new PendingEvent(happened.Event));
                break;
            case SupervisorInput.FilesChanged files:
                NoteFiles(files);
                break;
            case SupervisorInput.ShutdownAsked shutdown:
                _askedCode = shutdown.ExitCode ?? _askedCode;
                AskShutdown(isAgain: shutdown.ExitCode is null, shutdown.IsLogout ? SessionLogout : SessionShutdown);
                break;
            case SupervisorInput.TimePassed:
                break;
            default:
                throw new UnreachableException(input.GetType().Name);
        }
    }

    /// <summary>
    /// Works until nothing follows any more. Jobs without processes can start and stop each other without end, by a
    /// circle of events; so there is a bound, and what is left goes on a little later.
    /// </summary>
    private void WorkOff()
    {
        bool isDone = false;
        while (!isDone && !IsExhausted())
        {
            if (!TryStep())
            {
                // What is found to be wrong has consequences too.
                CheckTouched();
                isDone = _agenda.Count == 0 && _events.Count == 0;
                _isEndless &= !isDone;
            }
        }
    }

    private bool Step()
    {
        if (TryEndSession())
        {
            return true;
        }

        if (_isEndless && _steps == 1)
        {
            // A round without end never gets to the look for circles below.
            BreakCircles();
        }

        if (_agenda.TryDequeue(out (JobInstance Instance, JobStimulus Stimulus) next))
        {
            Touch(next.Instance);
            React(next.Instance, next.Stimulus);
            return true;
        }

        if (_events.TryDequeue(out PendingEvent? pending))
        {
            Dispatch(pending);
            return true;
        }

        BreakCircles();
        return _agenda.Count > 0 || _events.Count > 0;
    }

    private bool IsExhausted()
    {
        if (_steps++ < SupervisorLimits.StepsInARound + (SupervisorLimits.StepsForAJob * _jobs.Count))
        {
            return false;
        }

        if (!_isEndless)
        {
            Say(LogLevel.Warn, null, "jobs start and stop each other without end; see which events they wait for and emit");
        }

        (_isEndless, _resumeAt) = (true, _now + SupervisorLimits.PauseOfARound);
        return true;
    }

    private void PassDeadlines()
    {
        while (_deadlines.TryTake(_now, out JobInstance? instance))
        {
            (instance.Deadline, instance.LateIn) = (null, instance.State);
            Stimulate(instance, JobStimulus.DeadlinePassed);

            // One at a time: what follows from the first may lift the deadline of the next. Where others go round in
            // circles that has to wait for the next round; no deadline is passed over for them.
            if (_resumeAt is null)
            {
                WorkOff();
            }
        }
    }

    private void Stimulate(JobInstance instance, JobStimulus stimulus) => _agenda.Enqueue((instance, stimulus));

    private void SetDeadline(JobInstance instance, TimeSpan? span)
    {
        instance.Deadline = span is TimeSpan some ? _now + some : null;
        if (instance.Deadline is TimeSpan deadline)
        {
            _deadlines.Add(instance, deadline);
        }
    }

    private IEnumerable<JobInstance> AllInstances()
    {
        foreach (SupervisedJob job in _jobs.Values)
        {
            for (int at = 0; at < job.Instances.Count; at++)
            {
                yield return job.Instances[at];
            }
        }
    }

    private bool IsSaid(LogLevel level) => level >= Level;

    private void Say(LogLevel level, JobInstance? instance, string message) =>
        _effects.Add(new SupervisorEffect.Say(level, instance?.Title ?? "", message));

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
