using System;

namespace MiniInit.Supervision;

/// <summary>The limits and spans of supervise mode's loop that are not options.</summary>
internal static class SupervisionLimits
{
    /// <summary>
    /// Signals, and ended children, that are taken in one turn of the loop: then what follows from them is done, however
    /// many more are waiting.
    /// </summary>
    public const int SignalsPerTurn = 16, ReapedPerTurn = 256;

    /// <summary>16 turns in a row take ends before time passes, some four thousand of them, in some 40 ms.</summary>
    public const int TurnsBehind = 16;

    /// <summary>
    /// 32 starts are made in one turn, some 10 ms: so that beside hundreds of starts a second clients are still answered, a TERM
    /// is heard, and output is read.
    /// </summary>
    public const int StartsPerTurn = 32;

    /// <summary>32 descriptors that are ready are taken by one epoll_wait.</summary>
    public const int ReadyAtOnce = 32;

    /// <summary>
    /// 128 are served in one turn: more than a turn starts processes, so that the pipes and mappings of starts whose exec
    /// was not seen yet do not gather. Each clone copies all there are.
    /// </summary>
    public const int ReadyPerTurn = 4 * ReadyAtOnce;

    /// <summary>100 ms of pause after an event that could not be handled, so that one that comes again does not spin.</summary>
    public const int TroublePauseMs = 100;

    /// <summary>10 s between two sentences about messages of strangers: everyone can send them.</summary>
    public static TimeSpan BetweenStrangers => TimeSpan.FromSeconds(10);

    /// <summary>10 messages of one process that are left out are told of.</summary>
    public const int LeftOutOfProcess = 10;

    /// <summary>
    /// The last 8 processes that were started for an invocation are remembered by their sessions: its main one and its
    /// hooks, and a few reloads.
    /// </summary>
    public const int LeadersOfInvocation = 8;

    /// <summary>
    /// 512 leaves are tried to be removed in a turn, twice as many as there are ends in one; each takes some 20 µs.
    /// </summary>
    public const int LeavesPerTurn = 2 * ReapedPerTurn;

    /// <summary>10 times, a millisecond apart, the leaves are removed at the exit, while what was killed in them ends.</summary>
    public const int LastLeafTries = 10;

    /// <summary>100 bytes of a job's name are in that of a leaf, which has a number to be told by.</summary>
    public const int JobInALeafName = 100;

    /// <summary>The end of an orphan by a signal that tells of a fault is a warning, 10 times for each invocation.</summary>
    public const int WarningsOfOrphans = 10;

    /// <summary>
    /// 32,768 orphans are known at a time, as many as there are process ids by default, with some 100 bytes each; more are
    /// found by looking at all processes, each time.
    /// </summary>
    public const int Orphans = 32_768;

    /// <summary>
    /// Ten looks, each of which stops what it finds, before a tree is killed: each leaves a fraction of the one before. What
    /// comes after is killed as it is found.
    /// </summary>
    public const int FreezingLooks = 10;

    /// <summary>10 processes that outlived their main process are named in a warning.</summary>
    public const int StraysInAMessage = 10;

    /// <summary>
    /// 10 ms, then twice as long each time up to 200 ms, between two looks at a pid-file that is waited for: changes are not
    /// told on all file systems, and nobody waits for one for long.
    /// </summary>
    public static TimeSpan FirstPidFileLook => TimeSpan.FromMilliseconds(10);

    /// <summary>See <see cref="FirstPidFileLook"/>.</summary>
    public static TimeSpan LastPidFileLook => TimeSpan.FromMilliseconds(200);

    /// <summary>Of a pid-file the first line counts; the others of PostgreSQL's, its folders and times, are some 100 bytes.</summary>
    public const int PidFileBytes = 4096;

    /// <summary>64 bytes of a pid-file that holds something else are shown.</summary>
    public const int PidFileTextInAMessage = 64;

    /// <summary>64 parents are looked at to find the job of a process that sent a message.</summary>
    public const int AncestorsOfSender = 64;

    /// <summary>
    /// 1 s after a configuration was read, what only that needed is let go of: garbage, and pages of our program. The one
    /// wake-up without a cause outside.
    /// </summary>
    public static TimeSpan LetGoAfter => TimeSpan.FromSeconds(1);

    /// <summary>16 errors of an invalid job are kept for those who ask what is wrong with it.</summary>
    public const int DiagnosticsOfJob = 16;

    /// <summary>1 s for the last words at the exit, where the reader of our output is slow.</summary>
    public static TimeSpan LastWords => TimeSpan.FromSeconds(1);

    /// <summary>
    /// 10 s for what has to be over before another program takes our place: starts that are under way, and clients that do not
    /// take their answers.
    /// </summary>
    public static TimeSpan ReexecPatience => TimeSpan.FromSeconds(10);

    /// <summary>For 1 s of these nothing new is taken in, so that what is under way comes to its end.</summary>
    public static TimeSpan ReexecQuiet => TimeSpan.FromSeconds(1);

    /// <summary>5 s for that program to say whether it can: it takes some milliseconds, and we wait for it.</summary>
    public static TimeSpan SuccessorAnswer => TimeSpan.FromSeconds(5);

    /// <summary>1 s for it to be gone after a KILL, if it did not say so.</summary>
    public static TimeSpan SuccessorEnd => TimeSpan.FromSeconds(1);
}
