namespace MiniInit.Ctl.Tracing;

/// <summary>How much of a trace is kept and shown, and how long it goes on.</summary>
internal static class TraceLimits
{
    /// <summary>
    /// How long what outlives the command is followed, in milliseconds: a daemon has arranged itself by then, and a
    /// person still waits.
    /// </summary>
    public const int UsualFollowMs = 2_000;

    /// <summary>
    /// How long a signal to us is held back before it is passed on, in milliseconds: if it was sent to our whole process
    /// group the command has it by then, and must not get it twice.
    /// </summary>
    public const int PassOnMs = 50;

    /// <summary>
    /// How many processes the tree remembers: more fit on no screen. Of those that ended, childless ones are left out
    /// first.
    /// </summary>
    public const int KeptProcesses = 500;

    /// <summary>How many programs of one process the tree remembers: a chain of wrappers has five.</summary>
    public const int KeptPrograms = 16;

    /// <summary>Of how many survivors the summary speaks one by one.</summary>
    public const int ToldSurvivors = 20;

    /// <summary>How many arguments of a program are shown.</summary>
    public const int ShownArguments = 16;

    /// <summary>How many characters of an argument are shown.</summary>
    public const int ShownArgument = 80;

    /// <summary>How many bytes of arguments are read.</summary>
    public const int ArgumentBytes = 4096;

    /// <summary>The longest argument list and environment that are read anew, in bytes: the kernel's own limit is 6 MiB.</summary>
    public const int OwnBytes = 8 * 1024 * 1024;

    /// <summary>How many stops are handled before signals to us are looked at.</summary>
    public const int StopsPerTurn = 256;

    /// <summary>How many processes that ended before their parent told of them are remembered.</summary>
    public const int KeptEarlyEnds = 1024;
}
