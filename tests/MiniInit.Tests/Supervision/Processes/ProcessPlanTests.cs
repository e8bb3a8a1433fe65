using System;
using System.IO;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

public sealed class ProcessPlanTests
{
    private static readonly JobDefinition s_web = new("web");

    [Theory]
    [InlineData("nginx -g x", "nginx|-g|x")]
    [InlineData("echo $HOME", "/bin/sh|-e|-c|exec echo $HOME")]
    public void A_line_is_split_or_left_to_a_shell(string text, string expected)
    {
        Assert.True(CommandSplit.TryParse(text, out CommandSplit? split, out _));
        using PlanRig rig = new() { Command = new JobCommand.Line(split) };
        SpawnRequest request = rig.Plan(s_web).Request([]);
        Assert.Equal(expected, string.Join('|', PlanRig.Arguments(request)));
        Assert.Equal(expected.Split('|')[0], Encoding.UTF8.GetString(request.Program.Span));
    }

    [Fact]
    public void Arguments_are_taken_as_they_are()
    {
        using PlanRig rig = new() { Command = new JobCommand.Program(["web", "$HOME", "", "a b", "x\uDCFF"]) };
        SpawnRequest request = rig.Plan(s_web).Request([]);
        Assert.Equal(["web", "$HOME", "", "a b"], PlanRig.Arguments(request)[..4]);
        Assert.Equal([(byte)'x', 0xFF], request.Arguments[4].ToArray());
        Assert.False(request.ShellFallback);
    }

    [Theory]
    [InlineData("PATH=/job", "/job")]
    [InlineData("PATH=", "")]
    [InlineData("A=1", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")]
    public void Programs_are_looked_for_where_the_final_environment_says(string entry, string expected)
    {
        using PlanRig rig = new();
        SpawnRequest request = rig.Plan(s_web with { Environment = PlanRig.Entries(entry) }).Request([]);
        Assert.Equal(expected, Encoding.UTF8.GetString(request.SearchPath.Span));
    }

    [Fact]
    public void A_script_is_an_argument_of_the_jobs_shell_as_long_as_it_fits()
    {
        string longest = new('#', ProcessLimits.ScriptArgumentBytes);
        using PlanRig rig = new() { Command = new JobCommand.Script(longest) };
        SpawnDescriptor[] descriptors = [new(0, SpawnDescriptor.Null)];
        SpawnRequest request = rig.Plan(s_web with { Shell = ["/bin/bash", "-eu"] }).Request(descriptors);
        Assert.Equal(["/bin/bash", "-eu", "-c", longest], PlanRig.Arguments(request));
        Assert.Equal(descriptors, request.Descriptors);
    }

    [Theory]
    [InlineData(2, 10)]
    [InlineData(9, 10)]
    [InlineData(30, 31)]
    public void A_longer_script_comes_through_a_descriptor(int highest, int expected)
    {
        // Two bytes a character: it is the bytes that count.
        string text = new('ä', (ProcessLimits.ScriptArgumentBytes / 2) + 1);
        using PlanRig rig = new() { Command = new JobCommand.Script(text) };
        ProcessPlan plan = rig.Plan(s_web);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            SpawnRequest request = plan.Request([new SpawnDescriptor(highest, SpawnDescriptor.Null)]);
            Assert.Equal(["/bin/sh", "-e", $"/proc/self/fd/{expected}"], PlanRig.Arguments(request));
            Assert.Equal(2, request.Descriptors.Count);
            Assert.Equal(expected, request.Descriptors[1].Target);
            Assert.Equal(text, File.ReadAllText($"/proc/self/fd/{request.Descriptors[1].Source}"));
        }
    }

    [Fact]
    public void A_longer_script_needs_proc_in_the_chroot()
    {
        using var root = new TemporaryFolder();
        using PlanRig rig = new() { Command = new JobCommand.Script(new string('#', 130_000)) };
        Assert.Equal(
            "cannot run a script of 130000 bytes: one of more than 122880 is read through /proc, which is not mounted below "
                + $"\"{root.Path}\" (mount it, or put the script into a file)",
            rig.Problem(s_web with { RootFolder = root.Path }));
    }

    [Fact]
    public void A_plan_closes_its_script()
    {
        ProcessPlan plan = new PlanRig { Command = new JobCommand.Script(new string('#', 130_000)) }.Plan(s_web);
        string descriptor = $"/proc/self/fd/{plan.Request([]).Descriptors[0].Source}";
        Assert.StartsWith("/memfd:script", new FileInfo(descriptor).LinkTarget, StringComparison.Ordinal);
        plan.Dispose();
        Assert.NotEqual("/memfd:script (deleted)", new FileInfo(descriptor).LinkTarget);
    }

    [Fact]
    public void What_a_job_does_not_set_is_what_init_inherited()
    {
        var openFiles = new SpawnLimit(SpawnResource.Nofile, 1024, 4096);
        using PlanRig rig = new() { OpenFiles = openFiles, Score = 7 };
        ProcessPlan plan = rig.Plan(s_web);
        Assert.Null(plan.UserId);
        Assert.Empty(plan.Warnings);
        SpawnRequest request = plan.Request([], terminal: 5);
        Assert.Equal([openFiles], request.Limits);
        Assert.Equal(7, request.OutOfMemoryScore);
        Assert.Equal((SignalSet.Empty, SignalSet.Empty), (request.BlockedSignals, request.IgnoredSignals));
        Assert.Equal((ProcessGrouping.NewSession, false, true), (request.Grouping, request.WithPidFd, request.WithExecPipe));
        Assert.Equal("/", request.WorkingDirectory);
        Assert.Equal(5, request.Terminal);
        Assert.Null(request.Root);
        Assert.Null(request.Identity);
        Assert.Null(request.Nice);
        Assert.Null(request.Umask);
        Assert.Null(request.Scheduling);
        Assert.Null(request.IoPriority);
        Assert.Null(request.Capabilities);
        Assert.Null(request.Ambient);
        Assert.False(request.NoNewPrivileges);
        Assert.Empty(request.Processors);
    }

    [Fact]
    public void Settings_of_the_job_are_passed_on()
    {
        using PlanRig rig = new() { OpenFiles = new SpawnLimit(SpawnResource.Nofile, 1, 2), Score = 7 };
        SpawnRequest request = rig.Plan(s_web with
        {
            Limits = [new(Resource.Core, 0, null), new(Resource.Nofile, 10, 20), new(Resource.Rss, null, null)],
            OutOfMemoryScore = -5,
            Nice = 3,
            Umask = new OctalMode(18),
            Priority = new SchedulingPriority(SchedulingPolicy.RoundRobin, 4),
            IoPriority = new IoPriority(IoClass.BestEffort, 6),
            CpuAffinity = [0, 3],
            WorkingFolder = "/srv",
            Sandbox = new() { NoNewPrivileges = true, Capabilities = [], Ambient = [new(10)] },
        }).Request([]);
        Assert.Equal(
            [
                new SpawnLimit(SpawnResource.Core, 0, SpawnLimit.Unlimited),
                new SpawnLimit(SpawnResource.Nofile, 10, 20),
                new SpawnLimit(SpawnResource.Rss, SpawnLimit.Unlimited, SpawnLimit.Unlimited),
            ],
            request.Limits);
        Assert.Equal((-5, 3, 18u), (request.OutOfMemoryScore!.Value, request.Nice!.Value, request.Umask!.Value));
        Assert.Equal(new SpawnScheduling(SpawnPolicy.RoundRobin, 4), request.Scheduling);
        Assert.Equal(new SpawnIoPriority(SpawnIoClass.BestEffort, 6), request.IoPriority);
        Assert.Equal([0, 3], request.Processors);
        Assert.Equal("/srv", request.WorkingDirectory);
        Assert.Equal(CapabilitySet.Empty, request.Capabilities);
        Assert.Equal(CapabilitySet.Empty.With(10), request.Ambient);
        Assert.True(request.NoNewPrivileges);
    }

    [Fact]
    public void Words_of_job_files_and_of_the_kernel_have_the_same_names()
    {
        foreach (Resource resource in Enum.GetValues<Resource>())
        {
            SpawnLimit limit = Assert.Single(JobSettings.Limits([new(resource, 1, 2)], null));
            Assert.Equal(resource.ToString(), limit.Resource.ToString());
        }

        Assert.All(Enum.GetValues<SchedulingPolicy>(), policy => Assert.Equal(
            policy.ToString(), JobSettings.Scheduling(new SchedulingPriority(policy, 1))!.Value.Policy.ToString()));
        Assert.All(Enum.GetValues<IoClass>(), io => Assert.Equal(
            io.ToString(), JobSettings.InputOutput(new IoPriority(io, 1))!.Value.Class.ToString()));
    }

    [Fact]
    public void A_sandbox_that_cannot_be_had_is_given_up_part_by_part()
    {
        using PlanRig rig = new();
        ProcessPlan plan = rig.Plan(s_web with
        {
            Sandbox = new() { NoNewPrivileges = true, Capabilities = [new(5)], Ambient = [new(10), new(12)] },
        });
        Weakens(plan, new(SpawnStage.BoundingSet, Errno.EPERM, 3), "sandbox.capabilities: operation not permitted");
        Weakens(
            plan,
            new(SpawnStage.Ambient, Errno.EPERM, 12),
            "the capability NET_ADMIN of sandbox.ambient: operation not permitted");
        Assert.Equal(CapabilitySet.Empty.With(10), plan.Request([]).Ambient);
        Weakens(plan, new(SpawnStage.KeepCapabilities, Errno.EPERM), "sandbox.ambient: operation not permitted");
        Weakens(plan, new(SpawnStage.NoNewPrivileges, Errno.EINVAL), "sandbox.no-new-privs: invalid argument");
        SpawnRequest request = plan.Request([]);
        Assert.Null(request.Capabilities);
        Assert.Null(request.Ambient);
        Assert.False(request.NoNewPrivileges);
        foreach (SpawnStage stage in Enum.GetValues<SpawnStage>())
        {
            Assert.False(plan.TryWeaken(new SpawnFailure(stage, Errno.EPERM), out string warning));
            Assert.Equal("", warning);
        }
    }

    [Fact]
    public void A_sandbox_that_must_be_had_is_not_given_up()
    {
        using PlanRig rig = new();
        ProcessPlan plan = rig.Plan(s_web with
        {
            Sandbox = new()
            {
                NoNewPrivileges = true,
                Capabilities = [],
                Ambient = [new(10)],
                OnUnavailable = OnUnavailable.Fail,
            },
        });
        Assert.DoesNotContain(
            Enum.GetValues<SpawnStage>(), stage => plan.TryWeaken(new SpawnFailure(stage, Errno.EPERM), out _));
        Assert.True(plan.Request([]).NoNewPrivileges);
    }

    private static void Weakens(ProcessPlan plan, SpawnFailure failure, string expected)
    {
        Assert.True(plan.TryWeaken(failure, out string warning));
        Assert.Equal($"cannot have {expected}; it runs without, as sandbox.on-unavailable says", warning);
    }
}
