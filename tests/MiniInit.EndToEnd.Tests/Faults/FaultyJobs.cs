namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Jobs for tests of faults.</summary>
internal static class FaultyJobs
{
    /// <summary>One that comes back when it ends, one that just runs, and one that does not.</summary>
    public const string Some = """
        [job.web]
        respawn = true
        respawn-limit = { count = "unlimited" }
        respawn-delay = { min = "50ms", max = "200ms" }
        exec = ["sleep", "1000"]
        [job.other]
        exec = ["sleep", "1000"]
        [job.idle]
        manual = true
        exec = ["sleep", "1000"]

        """;

    /// <summary>
    /// Calls for which the kernel may lack something: of epoll_ctl(2) those that add, and of mmap(2) those for memory that init
    /// shares with a child.
    /// </summary>
    public static bool MayFail(CallNotice call) =>
        call.Number == FaultCall.Number("epoll_ctl") ? call.Arguments[1] == 1
        : call.Number != FaultCall.Number("mmap") || (call.Arguments[3] & 1) != 0;

    /// <summary>What miniinitctl lists of them while all is well.</summary>
    public static string[] Fine { get; } = ["web start/running", "other start/running", "idle stop/waiting"];
}
