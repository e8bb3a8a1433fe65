using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Pid-files: what they say is believed when it can be true, and nobody waits for ever for it.</summary>
public sealed class PidFileTests
{
    private const string PidFile = "{DIR}/run/web.own";

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void A_pid_file_chooses_among_those_who_are_left(Place place)
    {
        // The other one is older, and would be chosen without.
        using Supervised init = place.Start($$"""
            [job.web]
            ready = "daemon"
            pid-file = "{{PidFile}}"
            script = '''
            {DAEMONISE} --forks 2 --setsid daemon --wait-for-child --report {{Families.Report("other")}}
            {DAEMONISE} --forks 2 --setsid daemon --wait-for-child --report {{Families.Report("web")}} --pid-file {{PidFile}}
            '''
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        Assert.NotEmpty(init.FamilyOf("other"));
        init.StopClean(client, "web");
        init.AssertGone("other");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("", "never comes")]
    [InlineData("1", "names init")]
    [InlineData("{FOREIGN}", "names a process of somebody else")]
    [InlineData("999999999", "names nobody")]
    [InlineData("0", "names nobody")]
    [InlineData("-1", "is no pid")]
    [InlineData("nonsense", "is no pid")]
    public void A_wrong_pid_file_is_told_and_who_is_left_decides(string content, string what)
    {
        using Running foreign = Running.Start("sleep", ["1000"]);
        content = content.Replace("{FOREIGN}", $"{foreign.Pid}", System.StringComparison.Ordinal);
        using Supervised init = Place.Subreaper.Start(Job("500ms"));
        using VarlinkClient client = init.Connect();
        if (content.Length > 0)
        {
            init.Write("run/web.own", $"{content}\n");
        }

        init.WaitForMainAsReported(client, "web");
        Assert.NotEmpty(what);
        init.WaitForLogMatch($"miniinit: warn: web: [^\n]*{init.Path("run/web.own")}");
        init.StopClean(client, "web");
        Assert.False(foreign.HasExited);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_pid_file_that_is_a_link_of_another_user_is_not_followed()
    {
        using Running foreign = Running.Start("sleep", ["1000"]);
        using Supervised init = Place.Subreaper.Start(Job("500ms"));
        using VarlinkClient client = init.Connect();
        init.Write("elsewhere", $"{foreign.Pid}\n");
        _ = File.CreateSymbolicLink(init.Path("run/web.own"), init.Path("elsewhere"));
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        Assert.False(foreign.HasExited);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_pid_file_that_is_put_right_in_time_is_believed()
    {
        using Supervised init = Place.Subreaper.Start(Job("1h"));
        using VarlinkClient client = init.Connect();
        init.Write("run/web.own", "nonsense\n");
        int daemon = init.WaitForReport("web");
        Assert.NotEqual("running", client.List()["web"].GetProperty("state").GetString());
        init.Write("run/web.own", $"{daemon}\n");
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void The_first_line_of_a_pid_file_counts()
    {
        // As PostgreSQL has it: folder, start time, port and more follow.
        using Supervised init = Place.Subreaper.Start(Job("1h"));
        using VarlinkClient client = init.Connect();
        init.Write("run/web.own", $"{init.WaitForReport("web")}\n/var/lib/postgresql/15/main\n1700000000\n5432\n/tmp\nlocalhost\n 12345678 0\nready   \n");
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Fact]
    public void A_stop_does_not_wait_for_a_pid_file()
    {
        using Supervised init = Place.Subreaper.Start(Job("1h"));
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        init.StopClean(client, "web");
        Assert.Equal(0, init.Stop());
    }

    private static string Job(string timeout) => $$"""
        [job.web]
        ready = "daemon"
        pid-file = "{{PidFile}}"
        start-timeout = "{{timeout}}"
        exec = ["{DAEMONISE}", "--forks", "2", "--setsid", "daemon", "--report", "{{Families.Report("web")}}"]
        """;
}
