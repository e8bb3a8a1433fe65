using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// Jobs whose processes cannot be marked, since the hard limit of real time is their own: what is known of those all the same,
/// and what is not.
/// </summary>
public sealed class UnmarkedTests
{
    private const string Limit = "limits.rttime = 100000";

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.DockerRoot)]
    public void A_soft_limit_alone_leaves_room_for_the_mark(Place place)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            limits.rttime = [100000, "unlimited"]
            ready = "daemon"
            exec = "{DAEMONISE} --forks 2 --setsid each --clear-environment --workers 1 --report {{Families.Report("web")}}"
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        Assert.Matches("^100000 [0-9]{19}$", Proc.Mark(init.Outer(init.WaitForReport("web"))));
        Assert.Equal("mark", client.Ask("Status", "{'job':'web'}").Text("statuses.0.tracking"));
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Theory]
    [InlineData(Place.Pid1, Limit)]
    [InlineData(Place.Nobody, Limit)]
    [InlineData(Place.DockerRoot, Limit)]
    [InlineData(Place.Nobody, "track = \"none\"")]
    public void A_daemon_that_left_its_session_is_found_by_its_pid_file_and_stopped(Place place, string keys)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            {{keys}}
            ready = "daemon"
            pid-file = "{DIR}/run/web.own"
            exec = "{DAEMONISE} --forks 2 --setsid each --clear-environment --workers 2 --pid-file {DIR}/run/web.own --report {{Families.Report("web")}}"
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        Assert.Equal(3, init.FamilyOf("web").Count);
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Fact]
    public void What_such_a_daemon_leaves_in_its_session_is_ended_with_it()
    {
        using Supervised init = Place.Pid1.Start($$"""
            [job.web]
            {{Limit}}
            ready = "fork"
            pid-file = "{DIR}/run/web.own"
            exec = "{DAEMONISE} --forks 1 --setsid each --workers 2 --pid-file {DIR}/run/web.own --report {{Families.Report("web")}}"
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        Proc.Signal(init.Outer(init.WaitForReport("web")), Signals.Kill);
        init.WaitForState("web", "waiting");
        init.AssertGone("web");
        init.EndClean();
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Nobody)]
    public void A_message_of_the_first_process_names_one_that_left_its_session(Place place)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            {{Limit}}
            ready = "notify"
            script = '''
            {DAEMONISE} --forks 2 --setsid each --wait-for-child --report {{Families.Report("web")}}
            exec {PROGRAM} notify "MAINPID=$(cat {{Families.Report("web")}})" READY=1
            '''
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        init.EndClean();
    }

    [Fact]
    public void A_process_of_another_user_is_not_taken_by_a_file_or_a_message()
    {
        // The daemon of "other" is nobody's that init knows, and younger than the processes that name it.
        using Supervised init = Place.Pid1.Start($$"""
            [job.web]
            {{Limit}}
            user = "nobody"
            ready = "daemon"
            pid-file = "{DIR}/run/web.own"
            start-timeout = "1s"
            script = '{AWAIT} {{Families.Report("other")}}; cp {{Families.Report("other")}} {DIR}/run/web.own; sleep 1000 &'
            [job.message]
            {{Limit}}
            user = "nobody"
            ready = "notify"
            script = '{AWAIT} {{Families.Report("other")}}; {PROGRAM} notify --barrier "MAINPID=$(cat {{Families.Report("other")}})"; exec sleep 1000'
            [job.other]
            {{Limit}}
            script = '{DAEMONISE} --forks 2 --setsid each --report {{Families.Report("other")}}; exec sleep 1000'
            """);
        using VarlinkClient client = init.Connect();
        int other = init.Outer(init.WaitForReport("other"));
        init.WaitForLog("which is not there or is none of this job's");
        init.WaitForLogMatch("message: MAINPID=[0-9]+ is left out");
        _ = client.Ask("Stop", "{'job':'web'}");
        _ = client.Ask("Stop", "{'job':'message'}");
        Assert.True(Proc.Lives(other));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Without_a_word_of_the_job_the_start_of_such_a_daemon_fails_and_it_ends_with_init()
    {
        using Supervised init = Place.Subreaper.Start($$"""
            [job.web]
            {{Limit}}
            ready = "daemon"
            exec = "{DAEMONISE} --forks 2 --setsid each --wait-for-child --report {{Families.Report("web")}}"
            """);
        init.WaitForLog("expected a daemon; the first process ended and left no process behind");
        _ = init.WaitForReport("web");
        Assert.NotEmpty(init.FamilyOf("web"));
        Assert.Equal(0, init.Stop());
        init.AssertGone("web");
    }
}
