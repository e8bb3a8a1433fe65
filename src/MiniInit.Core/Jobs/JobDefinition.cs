using System;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Schedules;
using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>
/// One job as its files define it: immutable, checked, with all defaults filled in. The keys are documented where they
/// are read (MiniInit.Config); this says what they come to.
/// </summary>
/// <param name="Name">The job's name, for instance <c>web</c> or <c>net/apache</c>.</param>
public sealed record JobDefinition(string Name)
{
    /// <summary>What the job is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>Who wrote the file.</summary>
    public string? Author { get; init; }

    /// <summary>The version of the file.</summary>
    public string? Version { get; init; }

    /// <summary>Which variables an instance needs, for people.</summary>
    public string? Usage { get; init; }

    /// <summary>Names or globs of events that the job emits.</summary>
    public ValueList<string> Emits { get; init; } = [];

    /// <summary>What the job is for.</summary>
    public JobType Type { get; init; } = JobType.Service;

    /// <summary>The main process; null for a <see cref="JobType.State"/>, and for no other.</summary>
    public JobCommand? Command { get; init; }

    /// <summary>What runs scripts; the script follows as <c>-c</c> or by a file.</summary>
    public ValueList<string> Shell { get; init; } = JobDefaults.Shell;

    /// <summary>Runs before the main process; a failure fails the start.</summary>
    public Hook? PreStart { get; init; }

    /// <summary>Runs once the main process is ready; its result is ignored.</summary>
    public Hook? PostStart { get; init; }

    /// <summary>Runs before the main process is stopped; its result is ignored.</summary>
    public Hook? PreStop { get; init; }

    /// <summary>Runs after the main process, also after a failure.</summary>
    public Hook? PostStop { get; init; }

    /// <summary>When the job starts by itself; null: never, see <see cref="StartsAtBoot"/>.</summary>
    public EventExpression? StartOn { get; init; }

    /// <summary>When the job stops by itself.</summary>
    public EventExpression? StopOn { get; init; }

    /// <summary>Whether the job starts only when it is asked for or required.</summary>
    public bool IsManual { get; init; }

    /// <summary>Jobs that must be up while this one is; they are started for it and come first.</summary>
    public ValueList<string> Requires { get; init; } = [];

    /// <summary>Jobs that are started with this one; it runs without them too.</summary>
    public ValueList<string> Wants { get; init; } = [];

    /// <summary>Jobs that come before this one where both start, and stop after it.</summary>
    public ValueList<string> After { get; init; } = [];

    /// <summary>Jobs that come after this one where both start, and stop before it.</summary>
    public ValueList<string> Before { get; init; } = [];

    /// <summary>Jobs that are stopped when this one starts, and whose start stops this one.</summary>
    public ValueList<string> Conflicts { get; init; } = [];

    /// <summary>Jobs whose stop or restart stops or restarts this one.</summary>
    public ValueList<string> PartOf { get; init; } = [];

    /// <summary>What tells instances apart; null: there is one instance.</summary>
    public Expansion? Instance { get; init; }

    /// <summary>Variables that go with the job's own events.</summary>
    public ValueList<string> Export { get; init; } = [];

    /// <summary>Instances that are started at boot.</summary>
    public ValueList<string> Instances { get; init; } = [];

    /// <summary>Names by which several jobs are addressed: <c>start @NAME</c>.</summary>
    public ValueList<string> Tags { get; init; } = [];

    /// <summary>Variables the job sets, in order.</summary>
    public ValueList<EnvironmentEntry> Environment { get; init; } = [];

    /// <summary>Which inherited variables reach the job.</summary>
    public ValueList<EnvironmentPattern> EnvironmentFrom { get; init; } = JobDefaults.EnvironmentFrom;

    /// <summary>Files with variables, read at each start in order.</summary>
    public ValueList<EnvironmentFile> EnvironmentFiles { get; init; } = [];

    /// <summary>Paths that must exist, else a start is skipped.</summary>
    public ValueList<string> IfPathExists { get; init; } = [];

    /// <summary>Variables that must be set, else a start is skipped.</summary>
    public ValueList<string> IfEnvironmentSet { get; init; } = [];

    /// <summary>How it is known that the main process is ready.</summary>
    public Readiness Ready { get; init; } = new Readiness.Exec();

    /// <summary>How long the main process has until it is ready.</summary>
    public TimeSpan StartTimeout { get; init; } = JobDefaults.StartTimeout;

    /// <summary>Where a daemon writes its pid.</summary>
    public string? PidFile { get; init; }

    /// <summary>When the main process is started again.</summary>
    public RespawnPolicy Respawn { get; init; } = RespawnPolicy.Never;

    /// <summary>The pauses between respawns.</summary>
    public RespawnDelay RespawnDelay { get; init; } = new();

    /// <summary>When respawning is given up.</summary>
    public RespawnLimit RespawnLimit { get; init; } = new();

    /// <summary>Ends that are no failures, besides exit code 0.</summary>
    public ValueList<ProcessEnd> NormalExit { get; init; } = [];

    /// <summary>What asks the processes to end.</summary>
    public Signal KillSignal { get; init; } = Signal.Term;

    /// <summary>How long they have before KILL.</summary>
    public TimeSpan KillTimeout { get; init; } = JobDefaults.KillTimeout;

    /// <summary>Which processes a stop ends.</summary>
    public KillMode KillMode { get; init; } = KillMode.Tree;

    /// <summary>By what its processes are known.</summary>
    public Tracking Tracking { get; init; } = Tracking.Auto;

    /// <summary>What becomes of those that outlive the main process; null: what fits <see cref="KillMode"/>.</summary>
    public Adoption? Adoption { get; init; }

    /// <summary>What asks the main process to read its files again.</summary>
    public Signal ReloadSignal { get; init; } = Signal.Hup;

    /// <summary>What is run for a reload in place of the signal.</summary>
    public JobCommand? ReloadCommand { get; init; }

    /// <summary>Whether the job's end is init's, with its exit code.</summary>
    public bool IsMain { get; init; }

    /// <summary>How a running job is checked.</summary>
    public HealthCheck? Health { get; init; }

    /// <summary>Within which span <c>WATCHDOG=1</c> must come again.</summary>
    public TimeSpan? Watchdog { get; init; }

    /// <summary>Where input and output go.</summary>
    public ConsoleMode Console { get; init; } = ConsoleMode.Log;

    /// <summary>What becomes of the output.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>Whether standard error goes where standard output goes.</summary>
    public bool RedirectStandardError { get; init; }

    /// <summary>Who runs the job, a name or number; null: init's user.</summary>
    public string? User { get; init; }

    /// <summary>The group, a name or number; null: the user's, or init's.</summary>
    public string? Group { get; init; }

    /// <summary>Supplementary groups, names or numbers, besides those of the user.</summary>
    public ValueList<string> Groups { get; init; } = [];

    /// <summary>Permissions that new files do not get; null: init's.</summary>
    public OctalMode? Umask { get; init; }

    /// <summary>−20 to 19, nice(2); null: init's.</summary>
    public int? Nice { get; init; }

    /// <summary>−1000 to 1000, <c>oom_score_adj</c> of proc(5); null: what init got.</summary>
    public int? OutOfMemoryScore { get; init; }

    /// <summary>Resource limits, each resource once, in the order of <see cref="Resource"/>.</summary>
    public ValueList<ResourceLimit> Limits { get; init; } = [];

    /// <summary>The root folder, absolute; null: init's.</summary>
    public string? RootFolder { get; init; }

    /// <summary>The working folder, absolute, below <see cref="RootFolder"/>; null: <c>/</c>, or init's in a session.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The scheduling policy; null: init's.</summary>
    public SchedulingPriority? Priority { get; init; }

    /// <summary>The processors it may run on, sorted; empty: those of init.</summary>
    public ValueList<int> CpuAffinity { get; init; } = [];

    /// <summary>The I/O scheduling class; null: init's.</summary>
    public IoPriority? IoPriority { get; init; }

    /// <summary>What the processes may not do.</summary>
    public Sandbox Sandbox { get; init; } = new();

    /// <summary>Limits of all processes together.</summary>
    public ControlGroup ControlGroup { get; init; } = new();

    /// <summary>Sockets that are handed over.</summary>
    public ValueList<ListenSocket> Listen { get; init; } = [];

    /// <summary>When the job is started by the clock.</summary>
    public CronSchedule? Schedule { get; init; }

    /// <summary>The span from one start to the next; null: there is none.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>
    /// Whether the job starts at boot although no <see cref="StartOn"/> says so: nothing else starts it either.
    /// </summary>
    public bool StartsAtBoot =>
        StartOn is null && !IsManual && Instance is null && Schedule is null && Every is null;

    /// <summary>Gives a hash of the name, which tells jobs apart.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the name.</summary>
    public override string ToString() => Name;
}
