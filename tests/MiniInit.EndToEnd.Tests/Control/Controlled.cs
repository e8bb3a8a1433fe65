using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>An init that is driven by its socket.</summary>
internal static class Controlled
{
    /// <summary>A job that runs, and one that does not.</summary>
    public const string Jobs = """
        [job.web]
        exec = ["sleep", "1000"]
        [job.idle]
        manual = true
        exec = ["sleep", "1000"]

        """;

    /// <summary>Connects to its socket.</summary>
    /// <param name="init">Which.</param>
    /// <param name="identity">As whom; null: as we are.</param>
    public static VarlinkClient Connect(this Supervised init, Identity? identity = null) =>
        VarlinkClient.Connect(init.Socket, identity);

    /// <summary>Asserts that init answers a client who has done nothing wrong.</summary>
    public static void AssertAnswers(this Supervised init)
    {
        using VarlinkClient client = init.Connect();
        Assert.Equal("web", client.Ask("Status", "{'job':'web'}").Text("statuses.0.instance.job"));
    }
}
