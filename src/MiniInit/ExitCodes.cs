namespace MiniInit;

/// <summary>The exit codes of miniinit that are no command's and no job's. Ranges: the shell's, and sysexits.h.</summary>
internal static class ExitCodes
{
    /// <summary>Wrong options.</summary>
    public const int Usage = 2;

    /// <summary>EX_NOUSER: no such user or group.</summary>
    public const int NoUser = 67;

    /// <summary>EX_SOFTWARE: a bug of ours.</summary>
    public const int Software = 70;

    /// <summary>EX_OSERR: the system cannot start a process.</summary>
    public const int OperatingSystem = 71;

    /// <summary>EX_NOPERM: we may not take on the user, the groups or the root asked for.</summary>
    public const int NoPermission = 77;

    /// <summary>EX_CONFIG: no job of the configuration can be used.</summary>
    public const int Configuration = 78;

    /// <summary>The command was found and cannot be executed.</summary>
    public const int NotExecutable = 126;

    /// <summary>The command was not found.</summary>
    public const int NotFound = 127;
}
