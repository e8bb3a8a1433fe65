using System;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

/// <summary>What it comes to that the command could not be started: a sentence, and an exit code.</summary>
/// <remarks>Of processes of jobs <see cref="Supervision.SpawnFailureText"/> tells, in the words of job files.</remarks>
internal static class StartFailure
{
    /// <summary>So many bytes of a script are read to find its interpreter: as many as the kernel looks at (BINPRM_BUF_SIZE).</summary>
    private const int HeadLength = 256;

    /// <summary>The exit code, in the dialect's own numbers.</summary>
    public static int CodeOf(SpawnFailure failure, Dialect dialect) => dialect switch
    {
        Dialect.MiniInit => OwnCodeOf(failure),
        Dialect.Tini => failure is { Stage: SpawnStage.Exec, Errno: Errno.ENOENT } ? ExitCodes.NotFound
            : failure is { Stage: SpawnStage.Exec, Errno: Errno.EACCES or Errno.ENOEXEC } ? ExitCodes.NotExecutable
            : 1,
        Dialect.DumbInit => failure.Stage == SpawnStage.Exec ? 2 : 1,
        Dialect.Catatonit => 1,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Why, and what would help: one line without a prefix.</summary>
    public static string Describe(string command, SpawnFailure failure, ExecOptions options) => failure.Stage switch
    {
        SpawnStage.Exec => $"cannot run \"{command}\": {DescribeExec(command, failure.Errno)}",
        SpawnStage.WorkingDirectory =>
            $"cannot start in \"{Escaped.Text(options.WorkingDirectory ?? "")}\": {Errors.Describe(failure.Errno)}",
        SpawnStage.SupplementaryGroups or SpawnStage.GroupId or SpawnStage.UserId or SpawnStage.Capabilities =>
            $"cannot run as \"{Escaped.Text(options.RunAs ?? "")}\": {Errors.Describe(failure.Errno)}"
            + (failure.Errno == Errno.EPERM ? " (that takes root, or CAP_SETUID and CAP_SETGID)" : ""),
        SpawnStage.Clone =>
            $"cannot make a process: {Errors.Describe(failure.Errno)}"
            + (failure.Errno == Errno.EAGAIN ? " (a limit on processes is reached: ulimit -u, pids.max)" : ""),
        SpawnStage.None or SpawnStage.Session or SpawnStage.Group or SpawnStage.Terminal or SpawnStage.Limit
            or SpawnStage.OutOfMemoryScore or SpawnStage.Nice or SpawnStage.Scheduling or SpawnStage.IoPriority
            or SpawnStage.Affinity or SpawnStage.NullDevice or SpawnStage.Descriptors or SpawnStage.Root
            or SpawnStage.BoundingSet or SpawnStage.KeepCapabilities or SpawnStage.Ambient
            or SpawnStage.NoNewPrivileges or SpawnStage.ParentDeath or SpawnStage.Signals =>
            $"cannot prepare the process of \"{command}\": {failure.Stage}: {Errors.Describe(failure.Errno)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static int OwnCodeOf(SpawnFailure failure) => failure switch
    {
        { Stage: SpawnStage.Exec, Errno: Errno.ENOENT } => ExitCodes.NotFound,
        { Stage: SpawnStage.Exec } => ExitCodes.NotExecutable,
        { Stage: SpawnStage.Root, Errno: Errno.EPERM } => ExitCodes.NoPermission,
        { Stage: SpawnStage.SupplementaryGroups or SpawnStage.GroupId or SpawnStage.UserId, Errno: Errno.EPERM } => ExitCodes.NoPermission,
        { Stage: SpawnStage.Capabilities, Errno: Errno.EPERM } => ExitCodes.NoPermission,
        _ => ExitCodes.OperatingSystem,
    };

    private static string DescribeExec(string command, Errno errno)
    {
        bool isPath = command.Contains('/', StringComparison.Ordinal);
        return errno switch
        {
            Errno.ENOENT when command.StartsWith('/') => MissingInterpreter(command) ?? "no such file",

            // We have left the directory that it is relative to, and so cannot look.
            Errno.ENOENT when isPath => "no such file, or the interpreter of its first line is missing",
            Errno.ENOENT => "not found in PATH",
            Errno.EACCES => isPath ? "permission denied, or not an executable file" : "found in PATH, but not an executable file",
            Errno.ENOEXEC => "not a program for this machine; a script needs a first line like #!/bin/sh",
            Errno.E2BIG => "its arguments and environment are too long",
            _ => Errors.Describe(errno),
        };
    }

    /// <summary>The kernel answers ENOENT also when a script is there and the program of its first line is not.</summary>
    private static string? MissingInterpreter(string path)
    {
        byte[]? content = BoundedFile.TryReadHead(path, HeadLength);
        if (content is null)
        {
            return null;
        }

        if (!content.AsSpan().StartsWith("#!"u8))
        {
            return "its dynamic linker was not found: it is built for another C library";
        }

        ReadOnlySpan<byte> line = content.AsSpan(2);
        int end = line.IndexOf((byte)'\n');
        line = (end < 0 ? line : line[..end]).Trim((byte)' ');
        int space = line.IndexOfAny((byte)' ', (byte)'\t');
        return $"its interpreter \"{Escaped.Bytes(space < 0 ? line : line[..space])}\" was not found";
    }
}
