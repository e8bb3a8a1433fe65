namespace MiniInit.Ctl;

/// <summary>How much, and how long.</summary>
internal static class CtlLimits
{
    /// <summary>
    /// How long an answer may take that init does not have to wait for, in milliseconds: it answers within one, but it
    /// may be stopped by a debugger, or the machine busy.
    /// </summary>
    public const int AnswerMs = 30_000;

    /// <summary>
    /// How long passing a signal on may take, in milliseconds: nothing else is done meanwhile, and our terminal is raw.
    /// </summary>
    public const int SignalMs = 1_000;

    /// <summary>How much longer than init we wait, in milliseconds: its word is the better one.</summary>
    public const int GraceMs = 5_000;

    /// <summary>After how long without an answer it shows that we wait, in milliseconds: till then it is at once.</summary>
    public const int AtOnceMs = 250;

    /// <summary>How often a line that tells how far it is gets written anew, in milliseconds.</summary>
    public const int RefreshMs = 100;

    /// <summary>How long job names are waited for to complete a word, in milliseconds: a key was pressed.</summary>
    public const int CompletionMs = 500;

    /// <summary>
    /// How long a session of ours may take to say what it is, in milliseconds: one that is stopped must not keep us from the
    /// others.
    /// </summary>
    public const int SessionMs = 5_000;

    /// <summary>How long all sessions of another user may take for that, in milliseconds: they may be there to hold us up.</summary>
    public const int ForeignSessionsMs = 1_000;

    /// <summary>How long all sessions may take for that, in milliseconds.</summary>
    public const int AllSessionsMs = 10_000;

    /// <summary>How many sessions of another user are looked at in one folder: nobody has so many who means well.</summary>
    public const int ForeignSessions = 64;

    /// <summary>Bytes of a call to run something that are kept for what is added when it is sent.</summary>
    public const int CallRoom = 64;

    /// <summary>How many variables are imported by one call: init takes twice as many.</summary>
    public const int ImportedAtOnce = 128;

    /// <summary>How many bytes of variables go into one call: with what is around them it has 65,536.</summary>
    public const int ImportedBytes = 64_000;

    /// <summary>After how long a lost init is looked for, in milliseconds; each time in vain twice as long, up to the other.</summary>
    public const int FirstRetryMs = 1_000;

    /// <summary>The longest pause between two looks, in milliseconds: nobody waits at a screen for it.</summary>
    public const int LongestRetryMs = 30_000;

    /// <summary>Of how many jobs that are waited for the states are shown on one line.</summary>
    public const int ShownWaits = 3;

    /// <summary>The least width of a table, in columns: on a narrower terminal lines wrap, and none is cut.</summary>
    public const int LeastTable = 60;

    /// <summary>The width of a terminal that does not tell, in columns.</summary>
    public const int UsualWidth = 80;
}
