using System;
using System.Linq;
using MiniInit.ExecMode;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Tests.ExecMode;

public sealed class ExitCodesTests
{
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
        Assert.Equal(codes, Enum.GetValues<Dialect>().Select(d => ExitCodes.For(new SpawnFailure(stage, errno), d)));

    [Fact]
    public void Every_stage_has_a_code_in_every_dialect()
    {
        foreach (SpawnStage stage in Enum.GetValues<SpawnStage>())
        {
            var failure = new SpawnFailure(stage, Errno.EINVAL);
            Assert.All(Enum.GetValues<Dialect>(), d => Assert.InRange(ExitCodes.For(failure, d), 1, 127));
        }
    }
}
