using System;
using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>One instance of a job: where it is, where it is to go, and what it has.</summary>
internal sealed class JobInstance
{
    private readonly Census _census;
    private readonly Observation _observation;
    private Standing _standing;
    private JobDefinition _definition;
    private JobGoal _goal = JobGoal.Stop;
    private bool _hasStrays;
    private JobState _state = JobState.Waiting;
    private RunningProcess? _main;
    private RunningProcess? _helper;
    private TimeSpan? _since;
    private TimeSpan? _deadline;
    private bool _isReady;
    private long _invocation;
    private ProcessNotes _notes = ProcessNotes.None;
    private JobResult? _lastResult;
    private ValueList<EventVariable> _variables = [];
    private ValueList<EventVariable> _givenVariables = [];
    private ValueList<EventVariable>? _nextVariables;
    private ValueList<EventVariable> _stopVariables = [];
    private ValueList<string> _removed = [];

    public JobInstance(SupervisedJob job, string name, JobDefinition definition, Census census, Observation observation)
    {
        (Job, Name, _definition, _census, _observation) = (job, name, definition, census, observation);
        Title = name.Length == 0 ? definition.Name : $"{definition.Name} ({name})";
        _census.Add(_standing);
    }

    public SupervisedJob Job { get; }

    /// <summary>What tells it from other instances; empty where there is one.</summary>
    public string Name { get; }

    /// <summary>As users see it: <c>web</c>, <c>web (tty1)</c>.</summary>
    public string Title { get; }

    /// <summary>The definition it runs by: the one at its start, also after the file has changed.</summary>
    public JobDefinition Definition
    {
        get => _definition;
        set => Set(ref _definition, value);
    }

    public JobGoal Goal
    {
        get => _goal;
        set
        {
            Set(ref _goal, value);
            Recount();
        }
    }

    /// <summary>Where it is; whoever changes it changes <see cref="Since"/> too.</summary>
    public JobState State
    {
        get => _state;
        set
        {
            Set(ref _state, value);
            Recount();
        }
    }

    /// <summary>When it got there; null if it never was anywhere else.</summary>
    public TimeSpan? Since
    {
        get => _since;
        set => Set(ref _since, value);
    }

    /// <summary>When the time limit of the state passes; null where it has none.</summary>
    public TimeSpan? Deadline
    {
        get => _deadline;
        set => Set(ref _deadline, value);
    }

    /// <summary>Which of all deadlines that were ever set this one is, from 1; 0 if there never was one.</summary>
    public long DeadlineOrder { get; set; }

    /// <summary>The state whose time limit passed last.</summary>
    public JobState LateIn { get; set; }

    /// <summary>Which start it is in, or was in last, counted over all instances from 1; 0 if it never was started.</summary>
    public long Invocation
    {
        get => _invocation;
        set => Set(ref _invocation, value);
    }

    public RunningProcess? Main
    {
        get => _main;
        set
        {
            Set(ref _main, value);
            Recount();
        }
    }

    public RunningProcess? Helper
    {
        get => _helper;
        set
        {
            Set(ref _helper, value);
            Recount();
        }
    }

    /// <summary>How the helper of this state ended; null if it did not run, or could not be started.</summary>
    public ProcessEnd? HelperEnd { get; set; }

    /// <summary>Why the helper of this state failed for another reason than its end; null if it did not.</summary>
    public string? HelperProblem { get; set; }

    public ProcessEnd? MainEnd { get; set; }

    /// <summary>What was wrong with the main process where its end does not say it; null for nothing.</summary>
    public string? MainProblem { get; set; }

    /// <summary>The process id that the main process had when it ended.</summary>
    public int MainEndPid { get; set; }

    /// <summary>What may be left of it; null once that is gone, or where the main process is all that counts.</summary>
    public Remains? Remains { get; set; }

    /// <summary>Whether a helper ran in this start, which may have left others behind too.</summary>
    public bool HasHelped { get; set; }

    /// <summary>Whether the main process ended by itself, and what it left is to live on.</summary>
    public bool KeepsStrays { get; set; }

    /// <summary>Whether processes of a run that is over may live on; they may have ended since.</summary>
    public bool HasStrays
    {
        get => _hasStrays;
        set => (_hasStrays, HasHelperStrays) = (value, HasHelperStrays && value);
    }

    /// <summary>Whether a helper of this run left them all, with no main process at whose end they would be judged.</summary>
    public bool HasHelperStrays { get; set; }

    /// <summary>Whether they are of a run before this one, at least some of them.</summary>
    public bool HasFormerStrays => HasStrays && !HasHelperStrays;

    /// <summary>Whether it is in <see cref="JobState.Killed"/> for these alone.</summary>
    public Clearing Clearing { get; set; }

    public bool IsReady
    {
        get => _isReady;
        set => Set(ref _isReady, value);
    }

    /// <summary>When it became ready, for the reset of the respawn delay.</summary>
    public TimeSpan? ReadySince { get; set; }

    /// <summary>Whether it runs for its own sake: asked for, started by an event, or at boot.</summary>
    public bool IsActivated { get; set; }

    /// <summary>Whether the stop that is under way is half of a restart.</summary>
    public bool StartsAgain { get; set; }

    /// <summary>Whether somebody wanted the stop that is under way; else something went wrong, here or elsewhere.</summary>
    public bool IsStopWanted { get; set; }

    /// <summary>Why it was sent up the last time; null if it never was.</summary>
    public StartCause? StartCause { get; set; }

    /// <summary>Why it was sent down; null if it was not since its last start, or by its own failure.</summary>
    public StopCause? StopCause { get; set; }

    /// <summary>Whether its processes are killed on the way down without being asked first.</summary>
    public bool IsKilledOutright { get; set; }

    /// <summary>What is known of the conditions of the start that is under way.</summary>
    public ConditionCheck Conditions { get; set; }

    /// <summary>Which condition kept it down; null if it was not kept down, or was started since.</summary>
    public string? Skipped { get; set; }

    /// <summary>Whether it is a task that has ended well, and was not stopped or started since.</summary>
    public bool IsDone { get; set; }

    /// <summary>The variables that its processes get: those of its start, with what was changed of them since.</summary>
    public ValueList<EventVariable> Variables
    {
        get => _variables;
        set
        {
            _census.Exchange(_variables, value);
            Set(ref _variables, value);
        }
    }

    /// <summary>Names that its processes do not get, wherever they come from.</summary>
    public ValueList<string> Removed
    {
        get => _removed;
        set
        {
            _census.Exchange(_removed, value);
            Set(ref _removed, value);
        }
    }

    /// <summary>The variables that it was started with.</summary>
    public ValueList<EventVariable> GivenVariables
    {
        get => _givenVariables;
        set
        {
            _census.Exchange(_givenVariables, value);
            _givenVariables = value;
        }
    }

    /// <summary>The variables of the start that comes next; null keeps those it has, as for a restart.</summary>
    public ValueList<EventVariable>? NextVariables
    {
        get => _nextVariables;
        set
        {
            _census.Exchange(_nextVariables, value);
            _nextVariables = value;
        }
    }

    /// <summary>The variables of the stop, for the helpers on the way down.</summary>
    public ValueList<EventVariable> StopVariables
    {
        get => _stopVariables;
        set
        {
            _census.Exchange(_stopVariables, value);
            _stopVariables = value;
        }
    }

    /// <summary>Whether its job has it; else it is no more, and only what is on its way still points to it.</summary>
    public bool IsListed => Job.Instances.TryFind(Name, out JobInstance? listed) && listed == this;

    /// <summary>It is no more: what it holds does not count any longer.</summary>
    public void Release() =>
        (Variables, Removed, GivenVariables, NextVariables, StopVariables) = ([], [], [], null, []);

    /// <summary>Its <c>starting</c> or <c>stopping</c> event while that is handled.</summary>
    public PendingEvent? Emitted { get; set; }

    public JobFailure? Failure { get; set; }

    /// <summary>Which failure of all jobs that was, counted from 1.</summary>
    public long FailureNumber { get; set; }

    /// <summary>What the processes of this run said of themselves.</summary>
    public ProcessNotes Notes
    {
        get => _notes;
        set => Set(ref _notes, value);
    }

    public JobResult? LastResult
    {
        get => _lastResult;
        set => Set(ref _lastResult, value);
    }

    public RespawnCount Respawns { get; } = new();

    /// <summary>After how long it is started again although it failed; null: not by itself.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>What has been seen of the events it stops on; null where there are none.</summary>
    public ExpressionState? StopOn { get; set; }

    /// <summary>Which neighbour it waits for, by its place: where to look first.</summary>
    public int Ahead { get; set; }

    /// <summary>Whom it does not wait for in this state although it should, since they wait for it; null for nobody.</summary>
    public HashSet<JobInstance>? Released { get; set; }

    /// <summary>The number of the step since which it may wait for others, or others for it.</summary>
    public long WaitsSince { get; set; }

    /// <summary>Who waits for it to come up.</summary>
    public List<Awaiter> StartAwaiters { get; } = [];

    /// <summary>Who waits for it to go down.</summary>
    public List<Awaiter> StopAwaiters { get; } = [];

    public bool IsUp => State == JobState.Running && Goal == JobGoal.Start;

    public bool IsAtRest => State == JobState.Waiting && Goal == JobGoal.Stop;

    public bool WantsUp => Goal is JobGoal.Start or JobGoal.Respawn;

    /// <summary>Whether a bug showed in this run, and it is on its way down for that.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Whether it is among those that are checked after this input.</summary>
    public bool IsTouched { get; set; }

    /// <summary>Notes that what is told of it is another from now on, where no property says so.</summary>
    public void NoteChange() => _observation.Note(Job.Definition.Name, Name);

    private void Set<T>(ref T place, T value)
    {
        if (!EqualityComparer<T>.Default.Equals(place, value))
        {
            place = value;
            NoteChange();
        }
    }

    private void Recount()
    {
        Standing standing = _state == JobState.Unkillable ? Standing.Unkillable
            : _main is not null || _helper is not null ? Standing.Alive
            : IsAtRest ? Standing.Down
            : IsUp ? Standing.Up
            : Standing.Moving;
        if (standing != _standing)
        {
            _census.Remove(_standing);
            _census.Add(standing);
            _standing = standing;
        }
    }
}
