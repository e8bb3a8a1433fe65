using MiniInit.Ctl.Tracing;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Ctl.Tests.Tracing;

/// <summary>Why nothing is traced.</summary>
public sealed class TraceFailureTests
{
    [Theory]
    [InlineData(
        Errno.EPERM,
        null,
        "cannot trace: operation not permitted (a seccomp filter or the like forbids ptrace; in Docker: --cap-add SYS_PTRACE, "
            + "or --security-opt seccomp=unconfined)")]
    [InlineData(
        Errno.EPERM,
        "2",
        "cannot trace: operation not permitted (/proc/sys/kernel/yama/ptrace_scope is 2: that takes CAP_SYS_PTRACE; in Docker: "
            + "--cap-add SYS_PTRACE, or --security-opt seccomp=unconfined)")]
    [InlineData(
        Errno.EPERM,
        "3",
        "cannot trace: operation not permitted (/proc/sys/kernel/yama/ptrace_scope is 3: nobody may trace anything until this "
            + "machine is started anew with another value)")]
    [InlineData(Errno.ESRCH, "1", "cannot trace: no such process")]
    public void What_forbids_it_is_named(Errno errno, string? scope, string expected) =>
        Assert.Equal(expected, TraceFailure.Attach(errno, scope));

    [Theory]
    [InlineData(SpawnStage.Exec, Errno.ENOENT, "x", 127, "cannot run \"x\": not found in PATH")]
    [InlineData(SpawnStage.Exec, Errno.ENOENT, "./x", 127, "cannot run \"./x\": no such file, or its interpreter is missing")]
    [InlineData(SpawnStage.Exec, Errno.EACCES, "./x", 126, "cannot run \"./x\": permission denied, or not an executable file")]
    [InlineData(
        SpawnStage.Exec, Errno.ENOEXEC, "x", 126,
        "cannot run \"x\": not a program for this machine; a script needs a first line like #!/bin/sh")]
    [InlineData(
        SpawnStage.Clone, Errno.EAGAIN, "x", 1, "cannot make a process: a limit of processes is reached (ulimit -u, pids.max)")]
    public void What_cannot_be_run_has_the_codes_of_a_shell(
        SpawnStage stage, Errno errno, string command, int code, string expected)
    {
        SpawnFailure failure = new(stage, errno);
        Assert.Equal((code, expected), (TraceFailure.ExitCodeOf(failure), TraceFailure.Start(command, failure)));
    }
}
