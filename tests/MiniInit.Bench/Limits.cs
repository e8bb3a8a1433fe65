namespace MiniInit.Bench;

/// <summary>How long is waited and how often is measured; all times in nanoseconds.</summary>
internal static class Limits
{
    /// <summary>Longest wait for what takes milliseconds; a shared machine may stall for seconds.</summary>
    internal const long Answer = 10 * Clock.Second;

    /// <summary>Longest life of a terminal session; more than any case needs, and the worker ends it earlier.</summary>
    internal const long Session = 60 * Clock.Second;

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

    /// <summary>Pause between signals, so that they do not merge into one pending.</summary>
    internal const long SignalGap = 200 * Clock.Microsecond;
}
