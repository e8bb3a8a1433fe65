namespace MiniInit.Config.Lints;

/// <summary>The words by which programs tell the findings of a check apart, besides those of the graph.</summary>
internal static class LintCodes
{
    /// <summary>A job needs one that is invalid.</summary>
    public const string InvalidJob = "invalid-job";

    /// <summary>A key does nothing beside another, or without one.</summary>
    public const string NoEffect = "no-effect";

    /// <summary>A key of the job has become a variable.</summary>
    public const string MisplacedKey = "misplaced-key";

    /// <summary><c>and</c> and <c>or</c> without parentheses to tell which binds first.</summary>
    public const string MixedOperators = "mixed-operators";

    /// <summary>The end of an expression on one line is a comment.</summary>
    public const string Comment = "comment-in-expression";

    /// <summary>The shell of a script stays between init and the program.</summary>
    public const string ShellStays = "shell-stays";

    /// <summary>A command that is left to a shell is hardly meant as it is.</summary>
    public const string DoubtfulCommand = "doubtful-command";

    /// <summary>An array of arguments holds what only a shell understands.</summary>
    public const string NoShell = "no-shell";

    /// <summary>A shutdown ends before jobs have had the time they are given.</summary>
    public const string StopTime = "stop-time";

    /// <summary>A job is given up before it can be ready.</summary>
    public const string StartTime = "start-time";

    /// <summary>A secret stands in a file that everyone may read.</summary>
    public const string Secret = "readable-secret";

    /// <summary>Two jobs use one file or address.</summary>
    public const string SharedPlace = "shared-place";

    /// <summary>The instances of a job use one file.</summary>
    public const string SharedByInstances = "shared-by-instances";
}
