using System;

namespace MiniInit.Ctl;

/// <summary>The exit codes of <c>miniinitctl</c>. With <c>--compat</c> there are only 0 and 1.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>What was asked for could not be done; of a check: there are errors.</summary>
    public const int Error = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>It is not running.</summary>
    public const int NotRunning = 3;

    /// <summary>There is no job of that name.</summary>
    public const int UnknownJob = 4;

    /// <summary>Init could not be reached, or was lost.</summary>
    public const int NoInit = 5;

    /// <summary>A command that was to be run was found and cannot be executed.</summary>
    public const int CommandNotExecutable = 126;

    /// <summary>A command that was to be run was not found.</summary>
    public const int CommandNotFound = 127;

    /// <summary>What a shell adds to the number of the signal that ended a program.</summary>
    public const int SignalBase = 128;

    /// <summary>From the best to the worst: which of several jobs' codes counts.</summary>
    private static ReadOnlySpan<byte> Ranks => [Ok, NotRunning, UnknownJob, Error, Usage, NoInit];

    /// <summary>Gives the worse one of two.</summary>
    public static int Worse(int one, int other) =>
        Ranks.IndexOf((byte)one) >= Ranks.IndexOf((byte)other) ? one : other;
}
