using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

/// <summary>The exit codes that are ours and not the command's. Ranges: the shell's, and sysexits.h.</summary>
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

    /// <summary>The code for a start that came to nothing, in the dialect's own numbers.</summary>
    public static int For(SpawnFailure failure, Dialect dialect) => dialect switch
    {
        Dialect.MiniInit => Own(failure),
        Dialect.Tini => failure is { Stage: SpawnStage.Exec, Errno: Errno.ENOENT } ? NotFound
            : failure is { Stage: SpawnStage.Exec, Errno: Errno.EACCES or Errno.ENOEXEC } ? NotExecutable
            : 1,
        Dialect.DumbInit => failure.Stage == SpawnStage.Exec ? 2 : 1,
        Dialect.Catatonit => 1,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static int Own(SpawnFailure failure) => failure switch
    {
        { Stage: SpawnStage.Exec, Errno: Errno.ENOENT } => NotFound,
        { Stage: SpawnStage.Exec } => NotExecutable,
        { Stage: SpawnStage.Root, Errno: Errno.EPERM } => NoPermission,
        { Stage: SpawnStage.SupplementaryGroups or SpawnStage.GroupId or SpawnStage.UserId, Errno: Errno.EPERM } => NoPermission,
        { Stage: SpawnStage.Capabilities, Errno: Errno.EPERM } => NoPermission,
        _ => OperatingSystem,
    };
}
