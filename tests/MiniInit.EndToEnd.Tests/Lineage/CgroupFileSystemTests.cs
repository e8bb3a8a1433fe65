using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Where the file system of control groups is, what it lets init do, and what it had from inits before.</summary>
public sealed class CgroupFileSystemTests
{
    private const string Jobs = """
        [job.web]
        script = "setsid -f sleep 1000; exec sleep 1000"
        [job.other]
        exec = ["sleep", "1000"]
        """;

    [Theory]
    [InlineData("mount -o remount,bind,ro {0}", "read-only file system")]
    [InlineData("umount --lazy {0}", "there is no file system of theirs (cgroup2)")]
    [InlineData("umount --lazy /proc; umount --lazy /proc", "there is no file system of theirs (cgroup2)")]
    [InlineData("echo 0 > {1}/cgroup.max.descendants", "resource temporarily unavailable")]
    public void Where_they_cannot_be_made_that_is_said_once_and_marks_serve(string before, string cause)
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(
            Place.Pid1, Jobs, before: string.Format(System.Globalization.CultureInfo.InvariantCulture, before, place.Mount, place.Path));
        using VarlinkClient client = init.Connect();
        _ = (init.WaitForMain("web"), init.WaitForMain("other"));
        init.WaitForLog($"cannot have control groups of processes: {cause}; without, they are known by their marks and their parents\n");
        Assert.Equal("mark", client.Ask("Status", "{'job':'web'}").Text("statuses.0.tracking"));
        Assert.Equal("running", client.Ask("Status", "{'job':'other'}").Text("statuses.0.instance.state"));
        Assert.Single(init.Log.Split('\n'), line => line.Contains("control groups", StringComparison.Ordinal));
        Assert.Empty(place.Folders);
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void On_a_machine_without_version_1_they_are_found_as_well()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(
            Place.Pid1, Jobs, before: "umount --lazy --recursive /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup");
        using VarlinkClient client = init.Connect();
        init.Until(() => place.Folders.Length == 3, "both have leaves");
        Assert.Equal("cgroup", client.Ask("Status", "{'job':'web'}").Text("statuses.0.tracking"));
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Fact]
    public void In_a_container_that_sees_its_own_part_they_are_found_as_well()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(
            Place.Pid1, Jobs, before: $"mount --bind {place.Path} /mnt; umount --lazy --recursive /sys/fs/cgroup");
        init.Until(() => place.Folders.Length == 3, "both have leaves");
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Fact]
    public void What_inits_left_is_removed_by_the_next()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using (Supervised killed = place.Start(Place.Pid1, Jobs))
        {
            _ = (killed.WaitForMain("web"), killed.WaitForMain("other"));
            killed.Signal(Signals.Kill);
            _ = killed.WaitForExit();
            Assert.Equal(["miniinit.1", "miniinit.1/other.1", "miniinit.1/web.2"], place.Folders);
        }

        _ = System.IO.Directory.CreateDirectory($"{place.Path}/miniinit.123/web.1/below");
        using Supervised init = place.Start(Place.Pid1, Jobs.Replace("web", "new"));
        _ = (init.WaitForMain("new"), init.WaitForMain("other"));
        Assert.Equal(["miniinit.1", "miniinit.1/new.1", "miniinit.1/other.2"], place.Folders);
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }

    [Fact]
    public void Inits_of_the_same_process_id_keep_apart()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised one = place.Start(Place.Pid1, Jobs), other = place.Start(Place.Pid1, Jobs);
        _ = (one.WaitForMain("web"), one.WaitForMain("other"), other.WaitForMain("web"), other.WaitForMain("other"));
        Assert.Equal(
            ["miniinit.1", "miniinit.1.2", "miniinit.1.2/other.1", "miniinit.1.2/web.2", "miniinit.1/other.1", "miniinit.1/web.2"],
            place.Folders);
        Assert.Equal(0, one.Stop());
        Assert.Equal(3, place.Folders.Length);
        Assert.True(Proc.Lives(other.WaitForMain("web")));
        Assert.Equal(0, other.Stop());
        Assert.Empty(place.Folders);
    }

    [Fact]
    public void A_process_that_outlived_its_init_is_left_alone_by_the_next()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised killed = place.Start(Place.Pid1, Jobs);
        _ = killed.WaitForMain("other");
        using Running stranger = Running.Start("sleep", ["1000"]);
        System.IO.File.WriteAllText($"{place.Path}/miniinit.1/other.1/cgroup.procs", $"{stranger.Pid}");
        killed.Signal(Signals.Kill);
        _ = killed.WaitForExit();
        using Supervised init = place.Start(Place.Pid1, Jobs);
        _ = init.WaitForMain("other");
        Assert.Equal([stranger.Pid], place.ProcessesOf("miniinit.1/other.1"));
        Assert.Contains("miniinit.1.2/other.1", place.Folders);
        Assert.Equal(0, init.Stop());
        Assert.True(Proc.Lives(stranger.Pid));
    }

    [Fact]
    public void The_leaves_of_an_inner_init_lie_in_the_leaf_of_its_job_and_go_with_it()
    {
        using CgroupPlace place = CgroupPlace.Make();
        using Supervised init = place.Start(Place.Pid1, $$"""
            [job.inner]
            kill-timeout = "100ms"
            kill-mode = "tree"
            kill-signal = "CONT"
            exec = ["{{Binaries.MiniInit}}", "--config", "{DIR}/inner.toml", "--socket", "{DIR}/run/inner"]
            start-on = "file:{DIR}/inner.toml"
            """);
        init.Write("inner.toml", $"[init]\ncgroups = true\n{Jobs}");
        init.Until(() => place.Folders.Length == 5, "both of the inner one have leaves");
        Assert.All(place.Folders.Skip(1), folder => Assert.StartsWith("miniinit.1/inner.1", folder));
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'inner'}");
        init.Until(() => place.Folders.Length == 1, "all are gone");
        Assert.Equal(0, init.Stop());
        Assert.Empty(place.Folders);
    }
}
