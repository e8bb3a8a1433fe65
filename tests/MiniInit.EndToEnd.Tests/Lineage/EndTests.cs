using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Who ends with a job: by a stop (kill-mode), and by the end of its main process (adopt).</summary>
public sealed class EndTests
{
    private static readonly string[] s_all = ["stray", "worker"];

    [Theory]
    [InlineData(Place.Pid1, "", "")]
    [InlineData(Place.Subreaper, "adopt = \"kill\"", "")]
    [InlineData(Place.Nobody, "adopt = \"kill\"", "")]
    [InlineData(Place.Pid1, "kill-mode = \"mixed\"", "")]
    [InlineData(Place.Pid1, "kill-mode = \"main\"", "stray worker")]
    [InlineData(Place.Pid1, "kill-mode = \"main\"\nadopt = \"kill\"", "")]
    [InlineData(Place.Pid1, "adopt = \"keep\"", "stray worker")]
    [InlineData(Place.Nobody, "adopt = \"keep\"", "stray worker")]
    [InlineData(Place.Pid1, "adopt = \"warn\"", "stray worker")]
    [InlineData(Place.Subreaper, "adopt = \"warn\"", "stray worker")]
    public void What_outlives_the_main_process_is_ended_or_kept_as_is_said(Place place, string keys, string kept)
    {
        using Supervised init = place.Start(Job(keys, "{AWAIT} {DIR}/go; exit 0"));
        WaitForAll(init);
        init.Touch("go");
        init.WaitForState("web", "waiting");
        Assert.Equal(kept, Left(init));
        if (keys.Contains("warn", System.StringComparison.Ordinal))
        {
            init.WaitForLog("miniinit: warn: web: ");
            Assert.Contains($"{init.WaitForReport("stray")}", init.Log);
        }

        Assert.Equal(0, init.Stop());

        // Who says nothing of what is left is told what to write.
        Assert.Equal(kept.Length == 0 && !keys.Contains("adopt"), init.Log.Contains("ended with status 0 and left others behind"));
    }

    [Theory]
    [InlineData(Place.Pid1, "tree", "")]
    [InlineData(Place.Subreaper, "tree", "")]
    [InlineData(Place.Nobody, "tree", "")]
    [InlineData(Place.DockerRoot, "tree", "")]
    [InlineData(Place.Pid1, "mixed", "")]
    [InlineData(Place.Nobody, "mixed", "")]
    [InlineData(Place.Pid1, "group", "stray")]
    [InlineData(Place.Nobody, "group", "stray")]
    [InlineData(Place.Pid1, "main", "stray worker")]
    [InlineData(Place.Nobody, "main", "stray worker")]
    public void A_stop_ends_those_that_kill_mode_says(Place place, string mode, string left)
    {
        using Supervised init = place.Start(Job($"kill-mode = \"{mode}\"", "exec sleep 1000"));
        WaitForAll(init);
        int main = init.WaitForMain("web");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.False(Proc.Lives(main));
        Assert.Equal(left, Left(init));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Nobody)]
    public void Mixed_says_it_to_the_main_process_alone_and_kills_the_others(Place place)
    {
        using Supervised init = place.Start("""
            [job.web]
            kill-mode = "mixed"
            script = '''
            sh -c "trap 'echo child >> {DIR}/run/trace' TERM; echo > {DIR}/run/1; while :; do sleep 0.1; done" &
            trap 'echo main >> {DIR}/run/trace; exit 0' TERM
            {AWAIT} {DIR}/run/1
            echo > {DIR}/run/up
            while :; do sleep 0.1; done
            '''
            """);
        init.WaitForFile("run/up");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal("main\n", System.IO.File.ReadAllText(init.Path("run/trace")));
        Assert.DoesNotContain(init.Processes, pid => Proc.CommandLine(pid).Contains("echo child", System.StringComparison.Ordinal));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1, "", true)]
    [InlineData(Place.Nobody, "", true)]
    [InlineData(Place.DockerRoot, "", true)]
    [InlineData(Place.Pid1, "track = \"none\"", false)]
    [InlineData(Place.Nobody, "track = \"none\"", false)]
    [InlineData(Place.Pid1, "limits.rttime = 100000", false)]
    public void A_mark_is_inherited_by_all_unless_the_job_wants_none(Place place, string keys, bool isMarked)
    {
        using Supervised init = place.Start(Job(keys, "exec sleep 1000"));
        WaitForAll(init);
        int[] all = [init.WaitForMain("web"), .. init.FamilyOf("stray"), .. init.FamilyOf("worker")];
        string[] marks = [.. all.Select(Proc.Mark).Distinct()];
        string mark = Assert.Single(marks);
        Assert.Equal(isMarked, mark.Length > 18 && !mark.StartsWith("unlimited", System.StringComparison.Ordinal));
        Assert.Equal(keys.Contains("rttime", System.StringComparison.Ordinal), mark.StartsWith("100000 ", System.StringComparison.Ordinal));
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal(isMarked ? "" : "stray", Left(init));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Nobody)]
    public void Without_a_mark_a_pid_file_and_a_message_serve(Place place)
    {
        using Supervised init = place.Start($$"""
            [job.file]
            track = "none"
            ready = "fork"
            pid-file = "{DIR}/run/file.own"
            exec = "{DAEMONISE} --forks 1 --pid-file {DIR}/run/file.own --report {{Families.Report("file")}}"
            [job.message]
            track = "none"
            ready = "fork"
            exec = "{DAEMONISE} --forks 1 --notify --report {{Families.Report("message")}}"
            [job.descent]
            track = "none"
            ready = "fork"
            exec = "{DAEMONISE} --forks 1 --workers 2 --report {{Families.Report("descent")}}"
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "file", "message", "descent");
        foreach (string job in (string[])["file", "message", "descent"])
        {
            init.StopClean(client, job);
        }

        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_respawn_and_a_hook_are_stopped_with_all_they_left()
    {
        using Supervised init = Place.Pid1.Start($$"""
            [job.web]
            respawn = "always"
            adopt = "keep"
            pre-start.script = '{DAEMONISE} --forks 2 --setsid each --clear-environment --wait-for-child --report {{Families.Report("hook")}}'
            script = '{DAEMONISE} --forks 2 --setsid each --clear-environment --wait-for-child --report {{Families.Report("stray")}}; echo up >> {TRACE}; exec sleep 1000'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForTrace("up");
        int main = client.List()["web"].GetProperty("mainPid").GetInt32();
        Proc.Signal(init.Outer(main), Signals.Kill);
        init.WaitForTrace("up", "up");
        init.Until(() => init.FamilyOf("stray").Count == 2 && init.FamilyOf("hook").Count == 2, "both runs have left something");
        init.WaitForState("web", "running", times: 2);
        init.StopClean(client, "web");
        init.AssertGone("stray");
        init.AssertGone("hook");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1, "", "TERM")]
    [InlineData(Place.Nobody, "", "TERM")]
    [InlineData(Place.Pid1, "respawn = \"always\"\nrespawn-delay.min = \"1h\"\nrespawn-delay.max = \"1h\"", "TERM")]
    [InlineData(Place.Pid1, "kill-timeout = \"100ms\"", "KILL")]
    public void A_stop_of_a_job_that_is_down_ends_what_was_kept_of_it(Place place, string keys, string signal)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            adopt = "keep"
            {{keys}}
            script = '{DAEMONISE} --forks 2 --setsid each --clear-environment --wait-for-child {{(signal == "KILL" ? "--ignore-term" : "")}} --report {{Families.Report("stray")}}; exit 1'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "waiting");
        Assert.NotEmpty(init.FamilyOf("stray"));
        _ = client.Ask("Stop", "{'job':'web'}");
        init.AssertGone("stray");
        Assert.Equal("NotRunning", client.Call("Stop", "{'job':'web'}").Error);
        Assert.Equal(0, init.Stop());
        Assert.Equal(signal == "KILL", init.Log.Contains("Sending KILL signal to what a former run left behind"));
    }

    [Fact]
    public void A_stop_of_a_job_that_is_down_tells_that_what_was_kept_has_ended_by_itself()
    {
        using Supervised init = Place.Subreaper.Start("""
            [job.web]
            adopt = "keep"
            script = 'setsid {AWAIT} {DIR}/go & exit 0'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForState("web", "waiting");
        init.Touch("go");
        init.Until(() => Proc.Children(init.Pid).Count == 0, "it has ended");
        Assert.Equal("NotRunning", client.Call("Stop", "{'job':'web'}").Error);
        Assert.Equal(0, init.Stop());
    }

    private static string Job(string keys, string end) => $$"""
        [job.web]
        {{keys}}
        script = '''
        {DAEMONISE} --forks 2 --setsid each --clear-environment --wait-for-child --report {{Families.Report("stray")}}
        {DAEMONISE} --report {{Families.Report("worker")}} &
        {{end}}
        '''
        """;

    private static void WaitForAll(Supervised init)
    {
        init.WaitForState("web", "running");
        foreach (string one in s_all)
        {
            _ = init.WaitForReport(one);
        }
    }

    private static string Left(Supervised init) => string.Join(' ', s_all.Where(one => init.FamilyOf(one).Count > 0));
}
