using System;
using System.IO;
using System.Linq;
using MiniInit.ExecMode;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Tests.ExecMode;

public sealed class StartFailureTests
{
    private static readonly ExecOptions s_options = new() { WorkingDirectory = "/no/where", RunAs = "web:www" };

    [Theory]
    [InlineData("no-such", SpawnStage.Exec, Errno.ENOENT, "cannot run \"no-such\": not found in PATH")]
    [InlineData("/no/such", SpawnStage.Exec, Errno.ENOENT, "cannot run \"/no/such\": no such file")]
    [InlineData("./x", SpawnStage.Exec, Errno.ENOENT,
        "cannot run \"./x\": no such file, or the interpreter of its first line is missing")]
    [InlineData("plain", SpawnStage.Exec, Errno.EACCES,
        "cannot run \"plain\": found in PATH, but not an executable file")]
    [InlineData("/etc", SpawnStage.Exec, Errno.EACCES,
        "cannot run \"/etc\": permission denied, or not an executable file")]
    [InlineData("x", SpawnStage.Exec, Errno.ENOEXEC,
        "cannot run \"x\": not a program for this machine; a script needs a first line like #!/bin/sh")]
    [InlineData("x", SpawnStage.Exec, Errno.E2BIG, "cannot run \"x\": its arguments and environment are too long")]
    [InlineData("x", SpawnStage.Exec, Errno.ENOMEM, "cannot run \"x\": Cannot allocate memory")]
    [InlineData("x", SpawnStage.WorkingDirectory, Errno.ENOENT,
        "cannot start in \"/no/where\": No such file or directory")]
    [InlineData("x", SpawnStage.SupplementaryGroups, Errno.EPERM,
        "cannot run as \"web:www\": Operation not permitted (that takes root, or CAP_SETUID and CAP_SETGID)")]
    [InlineData("x", SpawnStage.GroupId, Errno.EINVAL, "cannot run as \"web:www\": Invalid argument")]
    [InlineData("x", SpawnStage.UserId, Errno.EPERM,
        "cannot run as \"web:www\": Operation not permitted (that takes root, or CAP_SETUID and CAP_SETGID)")]
    [InlineData("x", SpawnStage.Clone, Errno.EAGAIN,
        "cannot make a process: Resource temporarily unavailable (a limit on processes is reached: ulimit -u, pids.max)")]
    [InlineData("x", SpawnStage.Clone, Errno.ENOMEM, "cannot make a process: Cannot allocate memory")]
    [InlineData("x", SpawnStage.ParentDeath, Errno.ESRCH,
        "cannot prepare the process of \"x\": ParentDeath: No such process")]
    [InlineData("x", SpawnStage.Root, Errno.EPERM,
        "cannot prepare the process of \"x\": Root: Operation not permitted")]
    public void Each_failure_is_one_line_that_names_the_thing(string command, SpawnStage stage, Errno errno, string expected) =>
        Assert.Equal(expected, StartFailure.Describe(command, new SpawnFailure(stage, errno), s_options));

    [Theory]
    [InlineData("#!/no/interpreter\n", "its interpreter \"/no/interpreter\" was not found")]
    [InlineData("#! /no/interpreter -x y\n", "its interpreter \"/no/interpreter\" was not found")]
    [InlineData("#!/no/interpreter\t-x", "its interpreter \"/no/interpreter\" was not found")]
    [InlineData("#!/bin/sh\r\n", "its interpreter \"/bin/sh\\x0d\" was not found")]
    [InlineData("#!\u001b[2J\n", "its interpreter \"\\x1b[2J\" was not found")]
    [InlineData("\u007fELF\u0002", "its dynamic linker was not found: it is built for another C library")]
    [InlineData("", "no such file")]
    public void A_file_that_is_there_and_yet_not_found_lacks_its_interpreter(string content, string expected)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            Assert.Equal(
                $"cannot run \"{file}\": {expected}",
                StartFailure.Describe(file, new SpawnFailure(SpawnStage.Exec, Errno.ENOENT), s_options));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Every_stage_has_a_line_of_its_own()
    {
        foreach (SpawnStage stage in Enum.GetValues<SpawnStage>())
        {
            string line = StartFailure.Describe("x", new SpawnFailure(stage, Errno.EINVAL), s_options);
            Assert.StartsWith("cannot ", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }

    [Theory]
    //                                                     miniinit tini dumb-init catatonit
    [InlineData(SpawnStage.Exec, Errno.ENOENT, 127, 127, 2, 1)]
    [InlineData(SpawnStage.Exec, Errno.EACCES, 126, 126, 2, 1)]
    [InlineData(SpawnStage.Exec, Errno.ENOEXEC, 126, 126, 2, 1)]
    [InlineData(SpawnStage.Exec, Errno.E2BIG, 126, 1, 2, 1)]
    [InlineData(SpawnStage.Exec, Errno.EPERM, 126, 1, 2, 1)]
    [InlineData(SpawnStage.WorkingDirectory, Errno.ENOENT, 71, 1, 1, 1)]
    [InlineData(SpawnStage.SupplementaryGroups, Errno.EPERM, 77, 1, 1, 1)]
    [InlineData(SpawnStage.GroupId, Errno.EPERM, 77, 1, 1, 1)]
    [InlineData(SpawnStage.UserId, Errno.EPERM, 77, 1, 1, 1)]
    [InlineData(SpawnStage.UserId, Errno.EAGAIN, 71, 1, 1, 1)]
    [InlineData(SpawnStage.Root, Errno.EPERM, 77, 1, 1, 1)]
    [InlineData(SpawnStage.Clone, Errno.EAGAIN, 71, 1, 1, 1)]
    [InlineData(SpawnStage.Clone, Errno.ENOMEM, 71, 1, 1, 1)]
    [InlineData(SpawnStage.Signals, Errno.EINVAL, 71, 1, 1, 1)]
    public void Each_failure_has_its_code_in_each_dialect(SpawnStage stage, Errno errno, params int[] codes) =>
        Assert.Equal(codes, Enum.GetValues<Dialect>().Select(d => StartFailure.CodeOf(new SpawnFailure(stage, errno), d)));

    [Fact]
    public void Every_stage_has_a_code_in_every_dialect()
    {
        foreach (SpawnStage stage in Enum.GetValues<SpawnStage>())
        {
            var failure = new SpawnFailure(stage, Errno.EINVAL);
            Assert.All(Enum.GetValues<Dialect>(), d => Assert.InRange(StartFailure.CodeOf(failure, d), 1, 127));
        }
    }
}
