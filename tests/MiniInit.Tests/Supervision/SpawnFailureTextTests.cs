using System;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision;

namespace MiniInit.Tests.Supervision;

public sealed class SpawnFailureTextTests
{
    private static readonly SpawnRequest s_request = new()
    {
        Program = "web\u001b"u8.ToArray(),
        Arguments = StringVector.Of("web"),
        Environment = StringVector.Of(),
        Limits =
        [
            new SpawnLimit(SpawnResource.Nofile, 4096, 4096),
            new SpawnLimit(SpawnResource.Core, 0, SpawnLimit.Unlimited),
            new SpawnLimit(SpawnResource.Stack, SpawnLimit.Unlimited, SpawnLimit.Unlimited),
            new SpawnLimit((SpawnResource)16, 1, 1),
        ],
        OutOfMemoryScore = -500,
        Nice = -5,
        Scheduling = new SpawnScheduling(SpawnPolicy.RoundRobin, 10),
        IoPriority = new SpawnIoPriority(SpawnIoClass.RealTime, 2),
        Processors = [7, 9],
        Root = "/srv\n",
        WorkingDirectory = "/no",
        Identity = new SpawnIdentity(33, 34, [10, 20]),
        Capabilities = CapabilitySet.Empty,
        Ambient = CapabilitySet.Empty.With(10),
    };

    [Theory]
    [InlineData(SpawnStage.Clone, Errno.EAGAIN, -1,
        "make a process: a limit of processes is reached (ulimit -u, pids.max)")]
    [InlineData(SpawnStage.Session, Errno.EPERM, -1, "start a session of its own: operation not permitted")]
    [InlineData(SpawnStage.Limit, Errno.EPERM, 7,
        "set the limit of open files (nofile) to 4096: operation not permitted (raising a hard limit takes "
            + "CAP_SYS_RESOURCE, and none is above /proc/sys/fs/nr_open)")]
    [InlineData(SpawnStage.Limit, Errno.EPERM, 4,
        "set the limit of core files (core) to [0, unlimited]: operation not permitted (raising a hard limit takes "
            + "CAP_SYS_RESOURCE)")]
    [InlineData(SpawnStage.Limit, Errno.EINVAL, 3, "set the limit of the stack (stack) to unlimited: invalid argument")]
    [InlineData(SpawnStage.Limit, Errno.EINVAL, 16, "set the limit of resource 16 to 1: invalid argument")]
    [InlineData(SpawnStage.OutOfMemoryScore, Errno.ENOENT, -1, "set oom-score to -500: /proc is not mounted")]
    [InlineData(SpawnStage.OutOfMemoryScore, Errno.EACCES, -1,
        "set oom-score to -500: permission denied (lowering it takes CAP_SYS_RESOURCE)")]
    [InlineData(SpawnStage.OutOfMemoryScore, (Errno)30, -1, "set oom-score to -500: read-only file system")]
    [InlineData(SpawnStage.Nice, Errno.EACCES, -1,
        "set nice to -5: permission denied (lowering it takes CAP_SYS_NICE or limits.nice)")]
    [InlineData(SpawnStage.Scheduling, Errno.EPERM, -1,
        "set priority to rr:10: operation not permitted (that takes CAP_SYS_NICE or limits.rtprio)")]
    [InlineData(SpawnStage.IoPriority, Errno.EPERM, -1,
        "set io-priority to realtime:2: operation not permitted (that takes CAP_SYS_ADMIN or CAP_SYS_NICE)")]
    [InlineData(SpawnStage.Affinity, Errno.EINVAL, -1,
        "set cpu-affinity to 7, 9: none of these processors may be used here")]
    [InlineData(SpawnStage.NullDevice, Errno.ENOENT, -1, "open /dev/null: no such file or directory")]
    [InlineData(SpawnStage.Descriptors, Errno.EBADF, 5, "pass on a descriptor as 5: bad file descriptor")]
    [InlineData(SpawnStage.Root, Errno.EPERM, -1,
        "change the root to \"/srv\\x0a\": operation not permitted (that takes CAP_SYS_CHROOT)")]
    [InlineData(SpawnStage.WorkingDirectory, Errno.ENOENT, -1,
        "start in \"/no\" below \"/srv\\x0a\": no such file or directory")]
    [InlineData(SpawnStage.SupplementaryGroups, Errno.EPERM, -1,
        "run with groups 10, 20: operation not permitted (that takes root, or CAP_SETGID)")]
    [InlineData(SpawnStage.SupplementaryGroups, Errno.EINVAL, 20,
        "run with group 20: not among the ids of this user namespace")]
    [InlineData(SpawnStage.GroupId, Errno.EINVAL, -1, "run as group 34: not among the ids of this user namespace")]
    [InlineData(SpawnStage.UserId, Errno.EPERM, -1,
        "run as user 33: operation not permitted (that takes root, or CAP_SETUID)")]
    [InlineData(SpawnStage.BoundingSet, Errno.EPERM, 21,
        "drop the capability SYS_ADMIN: operation not permitted (that takes CAP_SETPCAP)")]
    [InlineData(SpawnStage.Ambient, Errno.EPERM, 10,
        "give the ambient capability NET_BIND_SERVICE: operation not permitted (init does not have it itself)")]
    [InlineData(SpawnStage.Ambient, Errno.EINVAL, 63, "give the ambient capability 63: this kernel does not know it")]
    [InlineData(SpawnStage.ParentDeath, Errno.ESRCH, -1, "tie it to init's life: init is gone")]
    [InlineData(SpawnStage.Exec, Errno.EAGAIN, -1,
        "run \"web\\x1b\": its user has as many processes as limits.nproc allows")]
    [InlineData(SpawnStage.Exec, Errno.ENOENT, -1, "run \"web\\x1b\": no such file or directory")]
    public void Each_failure_names_the_setting_its_value_the_cause_and_what_it_takes(
        SpawnStage stage, Errno errno, int number, string expected) =>
        Assert.Equal(
            $"cannot {expected}", SpawnFailureText.Describe(new SpawnFailure(stage, errno, number), s_request));

    [Fact]
    public void Every_stage_has_a_line_of_its_own_also_for_a_request_that_asks_for_nothing()
    {
        var nothing = new SpawnRequest
        {
            Program = default,
            Arguments = s_request.Arguments,
            Environment = s_request.Environment,
        };
        foreach (SpawnStage stage in Enum.GetValues<SpawnStage>())
        {
            string line = SpawnFailureText.Describe(new SpawnFailure(stage, Errno.EINVAL), nothing);
            Assert.StartsWith("cannot ", line, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', line);
        }
    }
}
