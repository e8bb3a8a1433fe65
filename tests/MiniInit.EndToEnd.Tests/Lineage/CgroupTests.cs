using System.Globalization;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Control groups of jobs, <c>[init] cgroups = true</c>.</summary>
public sealed class CgroupTests
{
    private const string Sleeper = """
        [job.web]
        exec = ["sleep", "1000"]
        """;

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void All_processes_of_a_start_are_in_its_leaf_which_goes_with_them(Place where)
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(where, $$"""
            [job.web]
            pre-start = { script = "cat /proc/self/cgroup > {DIR}/run/helper" }
            script = '''
            cat /proc/self/cgroup > {DIR}/run/main
            {DAEMONISE} --forks 2 --setsid daemon --workers 2 --clear-environment --report {{Families.Report("web")}}
            exec sleep 1000
            '''
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        string leaf = Assert.Single(place.Folders, folder => folder.EndsWith("/web.1", System.StringComparison.Ordinal));
        Assert.Equal(2, place.Folders.Length);
        foreach (string process in (string[])["helper", "main"])
        {
            Assert.Contains($"/{leaf}\n", File.ReadAllText(init.Path($"run/{process}")));
        }

        Assert.Superset(init.FamilyOf("web").ToHashSet(), place.ProcessesOf(leaf).ToHashSet());
        Assert.Contains(init.WaitForMain("web"), place.ProcessesOf(leaf));
        Assert.Equal("cgroup", Tracking(client));
        _ = client.Ask("Stop", "{'job':'web'}");
        init.Until(() => place.Folders.Length == 1, "the leaf is gone");
        _ = client.Ask("Start", "{'job':'web'}");
        Assert.EndsWith("/web.2", place.Folders[1]);
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    /// <summary>
    /// The kernel kills whom it is to make in a group that was killed once. And where orphans are not ours the job goes on in the
    /// same turn, since nobody tells of their ends.
    /// </summary>
    [Theory]
    [InlineData(Place.Pid1, true)]
    [InlineData(Place.Nobody, true)]
    [InlineData(Place.Subreaper, false)]
    public void What_cleans_up_after_a_kill_is_not_killed_with_it(Place where, bool isSubreaper)
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(
            where,
            """
            [job.web]
            kill-mode = "mixed"
            script = '''
            sh -c "trap '' TERM; echo > {DIR}/run/up; while :; do sleep 1000; done" &
            trap 'exit 0' TERM
            wait
            '''
            post-stop.script = 'sleep 0.1; echo > {DIR}/run/cleaned'
            """,
            $"cgroups = true\nsubreaper = {(isSubreaper ? "true" : "false")}");
        init.WaitForFile("run/up");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.True(File.Exists(init.Path("run/cleaned")), init.Log);
        init.Until(() => place.Folders.Length == 1, "the leaf is gone");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void Who_lowers_its_mark_before_it_is_an_orphan_is_known_by_its_leaf(Place where)
    {
        Needs.Program("prlimit");
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(where, """
            [job.web]
            kill-timeout = "300ms"
            script = '''
            setsid -f prlimit --rttime=9:9 setsid -f env -i sh -c 'trap "" TERM; echo $$ > {DIR}/run/other.new; mv {DIR}/run/other.new {DIR}/run/other; while :; do sleep 1000; done'
            exec sleep 1000
            '''
            [job.other]
            exec = ["sleep", "1000"]
            """);
        init.WaitForFile("run/other");
        int escaped = init.Outer(int.Parse(File.ReadAllText(init.Path("run/other")), CultureInfo.InvariantCulture));
        int other = init.WaitForMain("other");
        init.Until(() => Proc.Stat(escaped) is { } stat && stat.Parent == init.Pid, "it is an orphan");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.False(Proc.Lives(escaped), init.Log);
        Assert.True(Proc.Lives(other));
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Theory]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void Orphans_that_pass_on_to_others_are_stopped_with_their_job(Place where)
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(where, $$"""
            [job.web]
            script = '{DAEMONISE} --forks 2 --setsid daemon --clear-environment --report {{Families.Report("web")}}; exec sleep 1000'
            """, "cgroups = true\nsubreaper = false");
        using VarlinkClient client = init.Connect();
        int orphan = init.WaitForReport("web");
        Assert.NotEqual(init.Pid, Proc.Stat(orphan)!.Value.Parent);
        _ = client.Ask("Stop", "{'job':'web'}");
        init.Until(() => !Proc.Lives(orphan), "it is stopped");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1, "")]
    [InlineData(Place.Pid1, "deaf")]
    [InlineData(Place.Nobody, "deaf")]
    public void Two_thousand_processes_that_fork_on_and_on_are_killed_at_once(Place where, string how)
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(where, $$"""
            [job.web]
            kill-timeout = "500ms"
            exec = "{STORM} 2000 1000 {{Families.Report("web")}} {{how}}"
            {{Sleeper.Replace("web", "other")}}
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        int other = init.WaitForMain("other");
        _ = client.Ask("Stop", "{'job':'web'}");
        init.AssertGone("web");
        Assert.True(Proc.Lives(other));
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Fact]
    public void A_kill_is_one_of_the_whole_leaf()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(Place.Subreaper, """
            [job.web]
            kill-timeout = "100ms"
            script = "trap '' TERM; echo > {DIR}/run/up; while :; do sleep 1000; done"
            """);
        init.WaitForFile("run/up");

        // A process that is not below init at all, and is found by nothing else.
        using Running stranger = Running.Start("sleep", ["1000"]);
        File.WriteAllText($"{place.Path}/{place.Folders[1]}/cgroup.procs", $"{stranger.Pid}");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal(128 + Signals.Kill, stranger.WaitForExit());
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Fact]
    public void What_is_in_a_group_that_the_job_made_itself_is_ended_with_its_main_process()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(Place.Subreaper, $$"""
            [job.web]
            script = '''
            leaf={{place.Mount}}$(sed -n s/^0:://p /proc/self/cgroup)
            mkdir $leaf/own
            setsid -f sh -c "echo 0 > $leaf/own/cgroup.procs; exec {DAEMONISE} --report {{Families.Report("web")}}"
            {AWAIT} {{Families.Report("web")}}
            '''
            """, "cgroups = true\nsubreaper = false");
        int orphan = init.WaitForReport("web");
        init.WaitForState("web", "waiting");
        init.Until(() => !Proc.Lives(orphan), "it is ended");
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Where_the_kernel_cannot_kill_a_group_it_is_stopped_and_then_killed(int lifetime)
    {
        // As before Linux 5.14: the file of the leaf is one that cannot be opened.
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(Place.Pid1, $$"""
            [job.web]
            kill-timeout = "500ms"
            script = '''
            leaf={{place.Mount}}$(sed -n s/^0:://p /proc/self/cgroup)
            mount --bind /dev/null $leaf/cgroup.kill && mount -o remount,bind,nodev $leaf/cgroup.kill || exit
            ! echo 1 > $leaf/cgroup.kill && exec {STORM} 500 {{lifetime}} {{Families.Report("web")}} deaf
            '''
            {{Sleeper.Replace("web", "other")}}
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        int other = init.WaitForMain("other");
        _ = client.Ask("Stop", "{'job':'web'}");
        init.AssertGone("web");
        Assert.DoesNotContain("still there after SIGKILL", init.Log);
        Assert.True(Proc.Lives(other));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Others_cannot_open_the_folder_and_so_cannot_take_its_lock()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(Place.Subreaper, Sleeper);
        _ = init.WaitForMain("web");
        Assert.Equal((UnixFileMode)0b111_001_001, File.GetUnixFileMode($"{place.Path}/{place.Folders[0]}"));
        string[] open = [.. Wrapper.Nobody, "cat", $"{place.Path}/{place.Folders[1]}/cgroup.procs"];
        Assert.Equal(0, Running.Run(open[0], open[1..]).Code);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Without_the_key_and_for_a_job_that_opts_out_there_are_no_leaves()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised plain = place.Start(Place.Subreaper, Sleeper, "");
        using Supervised init = place.Start(Place.Subreaper, $"{Sleeper}\ntrack = \"none\"");
        _ = (plain.WaitForMain("web"), init.WaitForMain("web"));
        using VarlinkClient client = init.Connect();
        Assert.Equal("descent", Tracking(client));
        Assert.Empty(place.Folders);
        Assert.Equal(0, init.Stop());
        Assert.Equal(0, plain.Stop());
    }

    private static string Tracking(VarlinkClient client) => client.Ask("Status", "{'job':'web'}").Text("statuses.0.tracking") ?? "";
}
