using System;
using System.Linq;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>start</c>, <c>stop</c>, <c>restart</c> and <c>kill</c> against an init that does not do what it says.</summary>
public sealed class ChangeTests
{
    [Theory]
    [InlineData("start", "db", "db start/running, process 4321\n")]
    [InlineData("stop", "web", "web stop/waiting\n")]
    [InlineData("restart", "web", "web start/running, process 4321\n")]
    [InlineData("kill", "web", "web stop/waiting\n")]
    public void What_became_of_the_job_is_said_as_initctl_says_it(string verb, string job, string line)
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, line, ""), init.Run(verb, job));
    }

    [Fact]
    public void Variables_go_with_the_job()
    {
        using FakeInit init = FakeInit.With(Instances.Stopped("getty"));
        Assert.Equal(0, init.Run("start", "getty", "TTY=tty1", "SPEED=").ExitCode);
        ControlCall.Start start = Assert.IsType<ControlCall.Start>(Assert.Single(init.Calls));
        Assert.Equal(["TTY=tty1", "SPEED="], start.Target.Environment);
        Assert.Null(start.Target.Instance);
        Assert.Equal(new Waiting(true, null), start.Waiting);
    }
}
