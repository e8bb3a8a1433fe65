using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Harness;

/// <summary>Instances as they are most often.</summary>
internal static class Instances
{
    public static InstanceInfo Running(string job, int pid, string instance = "") =>
        new(job, instance, "start", "running", pid, Helper: null, IsReady: true);

    public static InstanceInfo Stopped(string job) =>
        new(job, "", "stop", "waiting", MainPid: null, Helper: null, IsReady: false);
}
