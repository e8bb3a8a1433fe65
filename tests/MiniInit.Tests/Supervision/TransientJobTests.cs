using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision;

namespace MiniInit.Tests.Supervision;

public sealed class TransientJobTests
{
    [Fact]
    public void The_command_becomes_the_main_job_with_our_own_input_and_output()
    {
        using StringVector arguments = StringVector.Of("miniinit", "--jobs", "nginx", "-g", "daemon off;", "");
        JobDefinition job = TransientJob.From(arguments, 2)!;
        Assert.Equal("main", job.Name);
        Assert.True(job is { IsMain: true, Console: ConsoleMode.Inherit, Respawn: RespawnPolicy.Never, StartsAtBoot: true });
        Assert.Equal(["nginx", "-g", "daemon off;", ""], ((JobCommand.Program)job.Command!).Arguments.ToArray());
    }
}
