namespace MiniInit.Ctl;

/// <summary>The exit codes of <c>miniinitctl</c>.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>What was asked for could not be done; of a check: there are errors.</summary>
    public const int Error = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;
}
