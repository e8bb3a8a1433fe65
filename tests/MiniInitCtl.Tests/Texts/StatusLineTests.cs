using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Texts;

/// <summary>initctl's status lines, to the letter.</summary>
public sealed class StatusLineTests
{
    [Theory]
    [InlineData("web stop/waiting", "web", "", "stop", "waiting", null, null, null)]
    [InlineData("web start/running, process 1234", "web", "", "start", "running", 1234, null, null)]
    [InlineData("web (tty1) start/running, process 1234", "web", "tty1", "start", "running", 1234, null, null)]
    [InlineData("web start/pre-start, process 902", "web", "", "start", "pre_start", null, "pre_start", 902)]
    [InlineData("web stop/post-stop, process 9764", "web", "", "stop", "post_stop", null, "post_stop", 9764)]
    [InlineData("web start/post-start, (post-start) process 2137", "web", "", "start", "post_start", null, "post_start", 2137)]
    [InlineData("web start/post-start, process 3648\n\tpost-start process 2137", "web", "", "start", "post_start", 3648, "post_start", 2137)]
    [InlineData("web stop/pre-stop, process 3648\n\tpre-stop process 7864", "web", "", "stop", "pre_stop", 3648, "pre_stop", 7864)]
    [InlineData("web start/spawned, process 3648", "web", "", "start", "spawned", 3648, null, null)]
    [InlineData("web start/running, process 1\n\treload process 2", "web", "", "start", "running", 1, "reload", 2)]
    [InlineData("web stop/invalid", "web", "", "stop", "invalid", null, null, null)]
    [InlineData("w\\u001Bb (\\u000A) start/starting", "w\u001bb", "\n", "start", "starting", null, null, null)]
    public void The_line_is_initctls(
        string line, string job, string instance, string goal, string state, int? pid, string? role, int? helper)
    {
        HelperInfo? beside = role is null ? null : new HelperInfo(role, helper!.Value);
        Assert.Equal(line, StatusLine.Of(new InstanceInfo(job, instance, goal, state, pid, beside, IsReady: false)));
    }
}
