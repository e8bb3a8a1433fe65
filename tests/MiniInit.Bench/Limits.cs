namespace MiniInit.Bench;

/// <summary>How long is waited and how often is measured; all times in nanoseconds.</summary>
internal static class Limits
{
    /// <summary>Longest wait for what takes milliseconds; a shared machine may stall for seconds.</summary>
    internal const long Answer = 10 * Clock.Second;

    /// <summary>Longest life of a terminal session; more than any case needs, and the worker ends it earlier.</summary>
    internal const long Session = 60 * Clock.Second;

    /// <summary>Longest run of a C compiler.</summary>
    internal const long Compile = 60 * Clock.Second;

    /// <summary>Pause between two looks at /proc where the time is not what is measured.</summary>
    internal const long Poll = 200 * Clock.Microsecond;

    /// <summary>As <see cref="Poll"/>, where a time of many milliseconds ends with it.</summary>
    internal const long FinePoll = 50 * Clock.Microsecond;

    /// <summary>From execve until every init waits for its first signal, a hundred times over.</summary>
    internal const long FirstWait = 100 * Clock.Millisecond;

    /// <summary>Most rounds before the first one that counts: caches are warm and files in memory then.</summary>
    internal const int WarmUpRounds = 3;

    /// <summary>A slow row has few runs, and fewer rounds of warm-up.</summary>
    internal const int RunsPerWarmUp = 5;

    /// <summary>Wait from the start of the command until init has done all it does at the start.</summary>
    internal const long Settle = 50 * Clock.Millisecond;

    /// <summary>As <see cref="Settle"/>, where it only has to be asleep.</summary>
    internal const long ShortSettle = 2 * Clock.Millisecond;

    /// <summary>Time in which wake-ups are counted: tini has one each second.</summary>
    internal const long IdleWindow = 3 * Clock.Second;

    /// <summary>Zombies in one run of the reaping row, as the budget names them.</summary>
    internal const int Orphans = 10_000;

    /// <summary>Runs of a behaviour: one that comes and goes shows itself.</summary>
    internal const int BehaviourRuns = 3;

    /// <summary>How long after the start a SIGTERM is sent at most: the peers are at work by then.</summary>
    internal const long EarlyWindow = 4 * Clock.Millisecond;

    /// <summary>Pause between two looks whether a SIGTERM was lost.</summary>
    internal const long QuietCheck = 15 * Clock.Millisecond;

    /// <summary>Wait after which what takes microseconds is taken not to come.</summary>
    internal const long Absence = 300 * Clock.Millisecond;

    /// <summary>Wait for the end of an init that may never end.</summary>
    internal const long Hang = 2 * Clock.Second;

    /// <summary>Longest time of one job until a supervisor has stopped all; the slowest peer but monit needs 20 ms.</summary>
    internal const long StopTime = 50 * Clock.Millisecond;

    /// <summary>Pause between two looks into the FIFO of reports; the jobs' own time stamps tell the times.</summary>
    internal const long ReportPause = Clock.Millisecond;

    /// <summary>Wait from the launch to the stop: runsv and supervise do not end before a second after a start.</summary>
    internal const long BeforeStop = 1200 * Clock.Millisecond;

    /// <summary>Age from which every supervisor takes the end of a job for a first one: most have a second for it.</summary>
    internal const long Maturity = 2 * Clock.Second;

    /// <summary>Time in which the wake-ups of supervisors are counted: runit looks around every five seconds.</summary>
    internal const long SupervisorIdleWindow = 5 * Clock.Second;

    /// <summary>Jobs of a supervisor that are killed in one run, each once.</summary>
    internal const int Victims = 3;

    /// <summary>Most jobs of each supervisor in the rows where all supervisors run at once.</summary>
    internal const int JobsTogether = 100;

    /// <summary>How long a job writes lines, in milliseconds.</summary>
    internal const int WritingMilliseconds = 2_000;

    /// <summary>Jobs that are few, for the row of growth.</summary>
    internal const int FewJobs = 1_000;

    /// <summary>Jobs that are many, for the row of growth.</summary>
    internal const int ManyJobs = 10_000;

    /// <summary>What a static process that sleeps costs at most, kernel and page tables included, in KiB.</summary>
    internal const long SleeperMemory = 300;

    /// <summary>Jobs of the init that is asked by many.</summary>
    internal const int LoadJobs = 100;

    /// <summary>Clients that ask it at once; it takes 56 of one user.</summary>
    internal const int LoadClients = 50;

    /// <summary>Calls of all those clients together.</summary>
    internal const int LoadCalls = 20_000;

    /// <summary>One call of so many is for the list of all jobs, the others for the status of one.</summary>
    internal const int CallsPerList = 10;

    /// <summary>
    /// Connections that an unfriendly client holds open to write bytes one by one: with those of the others there is
    /// room for one more of the same user.
    /// </summary>
    internal const int SlowWriters = 5;

    /// <summary>Pause between signals, so that they do not merge into one pending.</summary>
    internal const long SignalGap = 200 * Clock.Microsecond;
}
