using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

/// <summary>Limits and priorities of a started process, as the kernel tells them to that process.</summary>
public sealed class SpawnerSettingsTests : IDisposable
{
    /// <summary>
    /// Every setting there is, for root; 1152921504606846980 is a limit above 2^60, as a mark of lineage is.
    /// </summary>
    private static readonly string[] s_everything =
    [
        "--session", "--limits=nofile:64:128,core:0:unlimited,rttime:1152921504606846980:1152921504606846980",
        "--oom-score=500", "--nice=5", "--scheduling=batch:0", "--io=besteffort:3", "--processors=0",
        "--pass=0:null,3:null", "--root=/", "--directory=/usr", "--umask=027", "--identity=1000,1001,7,8",
        "--capabilities=0,1", "--ambient=10", "--no-new-privs", "--parent-death=15", "--blocked=10", "--ignored=1",
        "--pidfd", "--busy=100",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    public SpawnerSettingsTests() => _program = _folder.TestChildForAll();

    [Theory]
    [InlineData("--limits=nofile:64:128", "limit nofile 64 128")]
    [InlineData("--limits=core:0:unlimited,cpu:100:200", "limit core 0 unlimited", "limit cpu 100 200")]
    [InlineData("--limits=nofile:50:50,core:7:7,nofile:40:40", "limit nofile 40 40", "limit core 7 7")]
    [InlineData("--limits=fsize:9:9,data:1000000000:1000000000", "limit fsize 9 9", "limit data 1000000000 1000000000")]
    [InlineData("--limits=stack:1048576:2097152", "limit stack 1048576 2097152")]
    [InlineData("--limits=nproc:5000:6000,memlock:1:2", "limit nproc 5000 6000", "limit memlock 1 2")]
    [InlineData("--limits=as:8000000000:unlimited,locks:3:4", "limit as 8000000000 unlimited", "limit locks 3 4")]
    [InlineData("--limits=sigpending:5:6,msgqueue:7:8", "limit sigpending 5 6", "limit msgqueue 7 8")]
    [InlineData("--limits=rss:1:2,rttime:1152921504606846980:1152921504606846980",
        "limit rss 1 2", "limit rttime 1152921504606846980 1152921504606846980")]
    [InlineData("--oom-score=500", "oom-score 500")]
    [InlineData("--oom-score=1000", "oom-score 1000")]
    [InlineData("--limits=fsize:0:0 --oom-score=500", "limit fsize 0 0", "oom-score 500")]
    [InlineData("--nice=5", "nice 5")]
    [InlineData("--nice=19 --scheduling=batch:0", "nice 19", "policy 3 0")]
    [InlineData("--scheduling=idle:0", "policy 5 0")]
    [InlineData("--scheduling=other:0", "policy 0 0")]
    [InlineData("--io=besteffort:7", "io 2 7")]
    [InlineData("--io=idle:0", "io 3 0")]
    [InlineData("--io=none:0", "io 0 0")]
    [InlineData("--processors=0", "Cpus_allowed_list 0")]
    [InlineData("--processors=0,1023", "Cpus_allowed_list 0")]
    [InlineData("--umask=027 --directory=/usr", "Umask 0027", "directory /usr")]
    public void A_setting_reaches_the_program_of_root_and_of_anybody_else(string options, params string[] lines)
    {
        AssertShown([], options, lines);
        Needs.Root();
        AssertShown(Wrapper.Nobody, options, lines);
        AssertShown(Wrapper.DockerRoot, options, lines);
    }

    [Theory]
    [InlineData("--nice=-20", "nice -20")]
    [InlineData("--scheduling=fifo:1", "policy 1 1")]
    [InlineData("--scheduling=roundrobin:99 --nice=3", "policy 2 99", "nice 3")]
    [InlineData("--io=realtime:4", "io 1 4")]
    public void What_takes_a_capability_reaches_the_program_where_we_have_it(string options, params string[] lines)
    {
        Needs.Root();
        AssertShown([], options, lines);
    }

    [Theory]
    [InlineData("--limits=nice:1:40,rtprio:2:50", "limit nice 1 40", "limit rtprio 2 50")]
    [InlineData("--limits=memlock:unlimited:unlimited", "limit memlock unlimited unlimited")]
    [InlineData("--oom-score=-500", "oom-score -500")]
    public void What_takes_the_capability_of_resources_reaches_the_program_where_we_have_it(
        string options, params string[] lines)
    {
        NeedResourceCapability();
        AssertShown([], options, lines);
    }

    [Theory]
    [InlineData("--limits=nice:40:40", "failure Limit EPERM 13")]
    [InlineData("--limits=core:0:0,rtprio:9:9", "failure Limit EPERM 14")]
    [InlineData("--oom-score=-1", "failure OutOfMemoryScore EACCES")]
    [InlineData("--nice=-1", "failure Nice EACCES")]
    [InlineData("--scheduling=fifo:1", "failure Scheduling EPERM")]
    [InlineData("--scheduling=roundrobin:1", "failure Scheduling EPERM")]
    [InlineData("--io=realtime:0", "failure IoPriority EPERM")]
    public void What_takes_a_capability_is_refused_by_name_without_it(string options, string outcome)
    {
        Needs.Root();
        AssertFails(Wrapper.Nobody, options, outcome);
        AssertFails(Wrapper.DockerRoot, options, outcome);
    }

    [Theory]
    [InlineData("--limits=core:2:1", "failure Limit EINVAL 4")]
    [InlineData("--limits=99:1:1", "failure Limit EINVAL 99")]
    [InlineData("--limits=nofile:99999999999:99999999999", "failure Limit EPERM 7")] // above fs.nr_open, also for root
    [InlineData("--oom-score=1001", "failure OutOfMemoryScore EINVAL")]
    [InlineData("--scheduling=fifo:0", "failure Scheduling EINVAL")]
    [InlineData("--scheduling=other:1", "failure Scheduling EINVAL")]
    [InlineData("--processors=1022,1023", "failure Affinity EINVAL")]
    [InlineData("--oom-score=1001 --nice=-1 --limits=99:1:1", "failure Limit EINVAL 99")] // the first of them
    public void What_cannot_be_is_refused_by_name(string options, string outcome) => AssertFails([], options, outcome);

    [Theory]
    [InlineData("umount -l /proc", "failure OutOfMemoryScore ENOENT")]
    [InlineData("mount -o remount,ro,bind /proc /proc", "failure OutOfMemoryScore EROFS")]
    public void A_score_takes_a_proc_that_can_be_written(string script, string outcome)
    {
        Needs.Root();
        string[] wrapper = ["unshare", "--mount", "sh", "-c", $"{script}; exec \"$@\"", "sh"];
        AssertFails(wrapper, "--oom-score=1", outcome);
        Assert.Equal("started", Spawned.RunUnder(wrapper, ["--nice=1"], "true").Outcome);
    }

    [Fact]
    public void Limits_that_permit_a_priority_come_before_it()
    {
        NeedResourceCapability();
        string[] wrapper = ["prlimit", "--nice=0:30", "--rtprio=0:20", .. Wrapper.Nobody];
        AssertFails(wrapper, "--nice=-5", "failure Nice EACCES");
        AssertShown(wrapper, "--nice=-5 --limits=nice:30:30", ["nice -5"]);
        AssertFails(wrapper, "--scheduling=fifo:20", "failure Scheduling EPERM");
        AssertShown(wrapper, "--scheduling=fifo:20 --limits=rtprio:20:20", ["policy 1 20"]);
    }

    [Fact]
    public void A_job_may_have_fewer_files_open_than_we_have()
    {
        string file = Path.Combine(_folder.Path, "file");
        string passed = $"--pass=0:null,4:null --descriptors=3:{file},20:{file}";
        string options = $"--busy=100 --limits=nofile:8:8 --oom-score=7 {passed}";
        Spawned spawned = AssertShown([], options, ["limit nofile 8 8", "oom-score 7"]);
        AssertPassed(["0", "3", "4", "20"], spawned);
    }

    [Fact]
    public void A_script_for_the_shell_runs_also_where_the_limit_of_files_is_reached()
    {
        string script = _folder.Executable("script", "echo limit $(ulimit -n)\n");
        string[] options = ["--busy=100", "--shell-fallback", "--limits=nofile:16:16"];
        Spawned spawned = Spawned.Run([.. options, "--pass=0:null"], script);
        Assert.Equal(("started", "limit 16"), (spawned.Outcome, string.Join(' ', spawned.Lines)));
        string damaged = _folder.Executable("damaged", "\u007fELF");
        Assert.Equal("failure Exec ENOEXEC", Spawned.Run(options, damaged).Outcome);
    }

    [Fact]
    public void All_settings_together_arrive_and_leave_the_starter_as_it_was()
    {
        Needs.Root();
        Spawned spawned = Spawned.Run([.. s_everything, "--same-after"], _program, "show");
        Assert.Equal(("started", "exit 0"), (spawned.Outcome, spawned.End));
        Assert.Equal(["the same after"], spawned.Lines.Where(l => l.EndsWith("after", StringComparison.Ordinal)));
        string[] expected =
        [
            "limit nofile 64 128", "limit core 0 unlimited", "limit rttime 1152921504606846980 1152921504606846980",
            "oom-score 500", "nice 5", "policy 3 0", "io 2 3", "Cpus_allowed_list 0", "directory /usr", "Umask 0027",
            "Uid 1000 1000 1000 1000", "Gid 1001 1001 1001 1001", "Groups 7 8", "CapInh 0000000000000400",
            "CapPrm 0000000000000400", "CapEff 0000000000000400", "CapBnd 0000000000000403", "CapAmb 0000000000000400",
            "NoNewPrivs 1",
        ];
        Assert.All(expected, line => Assert.Contains(line, spawned.Lines));
        AssertPassed(["0", "3"], spawned);
    }

    [Fact]
    public void A_failed_start_leaves_the_starter_as_it_was()
    {
        Needs.Root();
        Spawned spawned = Spawned.Run([.. s_everything, "--ambient=63", "--same-after"], "true");
        Assert.Equal(("failure Ambient EINVAL 63", "the same after"), (spawned.Outcome, spawned.Lines[^1]));
    }

    [Fact]
    public void A_thousand_starts_with_all_settings_leave_no_descriptor_and_no_mapping()
    {
        Needs.Root();
        (int code, string output, string errors) =
            Running.Run(Binaries.TestChild, ["respawn", "1000", .. s_everything]);
        Assert.Equal((0, ""), (code, errors));
        string[] lines = output.Split('\n');
        Assert.Equal(lines[0].Replace("early", "late", StringComparison.Ordinal), lines[1]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Many a machine gives CAP_SYS_RESOURCE to nobody, so that a lack is a skip in CI as well.</summary>
    private static void NeedResourceCapability()
    {
        const int SysResource = 24;
        if ((Proc.SignalSet("/proc/self/status", "CapEff") & (1UL << SysResource)) == 0)
        {
            Assert.Skip("needs CAP_SYS_RESOURCE, to raise hard limits");
        }
    }

    private static string[] Descriptors(Spawned spawned) =>
        spawned.Lines.Single(l => l.StartsWith("descriptors ", StringComparison.Ordinal)).Split(' ')[1..];

    /// <summary>What the tests themselves inherited goes down to everyone.</summary>
    private void AssertPassed(string[] targets, Spawned spawned)
    {
        string[] without = Descriptors(Spawned.Run([], _program, "show"));
        Assert.Equal(targets.Union(without).OrderBy(int.Parse), Descriptors(spawned));
    }

    private Spawned AssertShown(string[] wrapper, string options, string[] lines)
    {
        Spawned spawned = Spawned.RunBy(_program, wrapper, options.Split(' '), _program, "show");
        Assert.Equal(("started", "exit 0"), (spawned.Outcome, spawned.End));
        Assert.All(lines, line => Assert.Contains(line, spawned.Lines));
        return spawned;
    }

    private void AssertFails(string[] wrapper, string options, string outcome)
    {
        Spawned spawned = Spawned.RunBy(_program, wrapper, options.Split(' '), _program, "show");
        Assert.Equal((outcome, "exit 127"), (spawned.Outcome, spawned.End));
    }
}
