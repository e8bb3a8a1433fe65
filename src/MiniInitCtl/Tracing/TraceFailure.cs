using System;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Ctl.Tracing;

/// <summary>Says why nothing is traced, and what would help.</summary>
internal static class TraceFailure
{
    private const string ScopeFile = "/proc/sys/kernel/yama/ptrace_scope";

    /// <summary>Why we could not attach.</summary>
    /// <param name="errno">The error of ptrace(2).</param>
    /// <param name="scope">What <c>kernel.yama.ptrace_scope</c> is; null: there is none.</param>
    public static string Attach(Errno errno, string? scope)
    {
        string cause = Errors.DescribeCause(errno);
        string container = "; in Docker: --cap-add SYS_PTRACE, or --security-opt seccomp=unconfined";
        return (errno, scope) switch
        {
            (Errno.EPERM or Errno.EACCES, "3") => $"cannot trace: {cause} ({ScopeFile} is 3: nobody may trace anything "
                + "until this machine is started anew with another value)",
            (Errno.EPERM or Errno.EACCES, "2") => $"cannot trace: {cause} ({ScopeFile} is 2: that takes CAP_SYS_PTRACE"
                + $"{container})",
            (Errno.EPERM or Errno.EACCES or Errno.ENOSYS, _) =>
                $"cannot trace: {cause} (a seccomp filter or the like forbids ptrace{container})",
            _ => $"cannot trace: {cause}",
        };
    }

    /// <summary>The same, as this machine is.</summary>
    public static string Attach(Errno errno) => Attach(
        errno, BoundedFile.TryReadHead(ScopeFile, 16) is byte[] scope ? Encoding.ASCII.GetString(scope).Trim() : null);

    /// <summary>Why the command could not be run.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="failure">The failure.</param>
    public static string Start(string command, SpawnFailure failure) => failure switch
    {
        { Stage: SpawnStage.Exec } => $"cannot run {Quotation.Of(command)}: {Exec(command, failure.Errno)}",
        { Stage: SpawnStage.Clone, Errno: Errno.EAGAIN } =>
            "cannot make a process: a limit of processes is reached (ulimit -u, pids.max)",
        { Stage: SpawnStage.Clone } => $"cannot make a process: {Errors.DescribeCause(failure.Errno)}",
        _ => $"cannot prepare the process of {Quotation.Of(command)}: {Errors.DescribeCause(failure.Errno)}",
    };

    /// <summary>The exit code for it.</summary>
    public static int ExitCodeOf(SpawnFailure failure) => failure switch
    {
        { Stage: SpawnStage.Exec, Errno: Errno.ENOENT } => ExitCode.CommandNotFound,
        { Stage: SpawnStage.Exec } => ExitCode.CommandNotExecutable,
        _ => ExitCode.Error,
    };

    private static string Exec(string command, Errno errno)
    {
        bool isPath = command.Contains('/', StringComparison.Ordinal);
        return errno switch
        {
            Errno.ENOENT => isPath ? "no such file, or its interpreter is missing" : "not found in PATH",
            Errno.EACCES => isPath ? "permission denied, or not an executable file" : "found in PATH, but not an executable file",
            Errno.ENOEXEC => "not a program for this machine; a script needs a first line like #!/bin/sh",
            Errno.E2BIG => "its arguments and environment are too long",
            _ => Errors.DescribeCause(errno),
        };
    }
}
