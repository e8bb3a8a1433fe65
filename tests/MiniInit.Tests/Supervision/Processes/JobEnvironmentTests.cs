using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

[Collection(nameof(StartsPrograms))]
public sealed class JobEnvironmentTests
{
    private static readonly JobDefinition s_web = new("web");

    [Fact]
    public void Each_source_wins_over_all_before_it()
    {
        string[] sources = ["inherited", "user", "init", "file 1", "file 2", "env", "start", "event", "own", "extra"];
        using var folder = new TemporaryFolder();
        for (int lower = 0; lower < sources.Length; lower++)
        {
            for (int upper = lower + 1; upper < sources.Length; upper++)
            {
                // What the user and init itself set is always the same.
                bool isUser = lower == 1 || upper == 1;
                bool isOwn = lower == 8 || upper == 8;
                if (isUser && isOwn)
                {
                    continue;
                }

                string name = isUser ? "HOME" : isOwn ? "MINIINIT_JOB" : "A";
                string expected = sources[upper] switch { "user" => "/root", "own" => "web", string other => other };
                Assert.Equal(expected, Set(folder, name, sources, lower, upper)[name]);
            }
        }
    }

    [Fact]
    public void What_init_inherited_reaches_jobs_except_for_what_was_meant_for_init()
    {
        using PlanRig rig = new()
        {
            Inherited = PlanRig.Bytes(
                "A=1", "NOTIFY_SOCKET=x", "LISTEN_FDS=1", "WATCHDOG_USEC=1", "MINIINIT_CONFIG=x", "LISTENER=2",
                "DOTNET_X=y", "A=2", "=x=y", "nothing", "EMPTY="),
        };
        Dictionary<string, string> environment = Inherited(rig, s_web);
        Assert.Equal(["A=1", "LISTENER=2", "DOTNET_X=y", "EMPTY="], environment.Select(e => $"{e.Key}={e.Value}"));
    }

    [Theory]
    [InlineData("LC_*", "LC_A LC_B")]
    [InlineData("LANG|LC_B", "LANG LC_B")]
    [InlineData("", "")]
    [InlineData("NOTIFY_*", "")]
    [InlineData("NOTIFY_SOCKET|LISTEN_ADDRESS", "LISTEN_ADDRESS NOTIFY_SOCKET")]
    public void Env_from_chooses_by_name(string patterns, string expected)
    {
        using PlanRig rig = new()
        {
            Inherited = PlanRig.Bytes("LANG=a", "LC_A=b", "LC_B=c", "LISTEN_ADDRESS=d", "NOTIFY_SOCKET=e"),
        };
        string[] list = patterns.Split('|', StringSplitOptions.RemoveEmptyEntries);
        JobDefinition job = s_web with { EnvironmentFrom = PlanRig.Patterns(list) };
        Assert.Equal(expected, string.Join(' ', Inherited(rig, job).Keys));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_stay_also_through_an_expansion()
    {
        using PlanRig rig = new()
        {
            Inherited = [[(byte)'A', (byte)'=', 0xFF, (byte)'/'], [0xFE, (byte)'=', 0xFD], [0xFC, (byte)'=']],
        };
        StringVector vector = rig.Plan(s_web with { Environment = PlanRig.Entries("B=ä$A") }).Request([]).Environment;
        Assert.Equal([(byte)'A', (byte)'=', 0xFF, (byte)'/'], vector[0].ToArray());
        Assert.Equal([0xFE, (byte)'=', 0xFD], vector[1].ToArray());
        Assert.Equal([0xFC, (byte)'='], vector[2].ToArray());
        Assert.Equal([(byte)'B', (byte)'=', .. "ä"u8, 0xFF, (byte)'/'], vector[3].ToArray());
    }

    [Fact]
    public void Values_use_what_comes_before()
    {
        using PlanRig rig = new()
        {
            Inherited = PlanRig.Bytes("PATH=/bin", "HOST=a"),
            Init = new() { Environment = PlanRig.Entries("HOST=${HOST}b", "PORT=${PORT:-80}") },
            Variables = [new("PORT", "81"), new("TTY", "tty0"), new("TTY", "tty1")],
            Instance = "one",
        };
        JobDefinition job = s_web with
        {
            Environment = PlanRig.Entries(
                "PATH=/opt:$PATH", "URL=$HOST:$PORT", "DEVICE=/dev/$TTY", "LOG=$UPSTART_JOB-$MINIINIT_INSTANCE"),
        };
        Dictionary<string, string> environment = PlanRig.Environment(rig.Plan(job));
        Assert.Equal("/opt:/bin", environment["PATH"]);
        Assert.Equal("ab:81", environment["URL"]); // nobody before [init] had set PORT, so it found the start's
        Assert.Equal("81", environment["PORT"]);
        Assert.Equal("/dev/tty1", environment["DEVICE"]);
        Assert.Equal("web-one", environment["LOG"]);
    }

    [Fact]
    public void What_is_set_before_counts_although_the_start_sets_it_too()
    {
        using PlanRig rig = new() { Inherited = PlanRig.Bytes("B=1"), Variables = [new("B", "2")] };
        JobDefinition job = s_web with { Environment = PlanRig.Entries("A=$B") };
        Dictionary<string, string> environment = PlanRig.Environment(rig.Plan(job));
        Assert.Equal(("1", "2"), (environment["A"], environment["B"]));
    }

    [Fact]
    public void An_unknown_variable_is_named_with_its_key_and_job()
    {
        using PlanRig rig = new() { Init = new() { Environment = PlanRig.Entries("OK=1") } };
        Assert.Equal(
            "cannot set \"URL\" of \"env\" for the job \"web\": cannot expand \"$HOST\" in \"http://$HOST\": "
                + "the variable \"HOST\" is not set; set it, or give a default as in \"${HOST:-…}\"",
            rig.Problem(s_web with { Environment = PlanRig.Entries("URL=http://$HOST") }));
        using PlanRig broken = new() { Init = new() { Environment = PlanRig.Entries("A=$HOST") } };
        const string Start = "cannot set \"A\" of \"[init] env\" for the job \"web\": ";
        Assert.StartsWith(Start, broken.Problem(s_web), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "b\0c", "cannot set the variable \"A\": its value holds a NUL character")]
    [InlineData("A=", "b", "cannot set the variable \"A=\": it cannot be the name of a variable")]
    [InlineData("", "b", "cannot set the variable \"\": it cannot be the name of a variable")]
    public void A_variable_that_no_environment_can_hold_is_refused(string name, string value, string problem)
    {
        using PlanRig rig = new() { Variables = [new EventVariable(name, value)] };
        Assert.Equal(problem, rig.Problem(s_web));
    }

    [Theory]
    [InlineData(ProcessRole.Main, null)]
    [InlineData(ProcessRole.PreStart, "pre-start")]
    [InlineData(ProcessRole.PostStart, "post-start")]
    [InlineData(ProcessRole.PreStop, "pre-stop")]
    [InlineData(ProcessRole.PostStop, "post-stop")]
    [InlineData(ProcessRole.Reload, "reload")]
    public void A_process_knows_its_job_and_a_helper_what_it_is(ProcessRole role, string? process)
    {
        using PlanRig rig = new()
        {
            Role = role,
            Instance = "x",
            Variables = [new("RESULT", "ok"), new("UPSTART_JOB", "no")],
        };
        Dictionary<string, string> environment = PlanRig.Environment(rig.Plan(new JobDefinition("net/apache")));
        Assert.Equal("net/apache", environment["UPSTART_JOB"]);
        Assert.Equal("net/apache", environment["MINIINIT_JOB"]);
        Assert.Equal("x", environment["UPSTART_INSTANCE"]);
        Assert.Equal("x", environment["MINIINIT_INSTANCE"]);
        Assert.Equal("ok", environment["RESULT"]);
        Assert.Equal(process, environment.GetValueOrDefault("MINIINIT_PROCESS"));
    }

    [Fact]
    public void A_missing_env_file_is_a_problem_unless_it_may_be_missing()
    {
        using PlanRig rig = new();
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "none");
        _ = rig.Plan(s_web with { EnvironmentFiles = [new(path, IsOptional: true)] });
        Assert.Equal(
            $"cannot read the env-file \"{path}\": there is no such file "
                + $"(make it, or write \"-{path}\" if it may be missing)",
            rig.Problem(s_web with { EnvironmentFiles = [new(path, IsOptional: false)] }));
        Assert.Equal(
            $"cannot read the env-file \"{folder.Path}\": it is a folder, not a regular file",
            rig.Problem(s_web with { EnvironmentFiles = [new(folder.Path, IsOptional: true)] }));
        File.WriteAllBytes(path, new byte[ProcessLimits.EnvironmentFileBytes + 1]);
        Assert.Equal(
            $"cannot read the env-file \"{path}\": it has more than 1 MiB",
            rig.Problem(s_web with { EnvironmentFiles = [new(path, IsOptional: true)] }));
    }

    [Fact]
    public void An_env_file_that_would_make_init_wait_is_not_opened()
    {
        using PlanRig rig = new();
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "fifo");
        using (Process mkfifo = Process.Start("mkfifo", path))
        {
            mkfifo.WaitForExit();
        }

        string device = folder.Link("device", "/dev/zero");
        Assert.Equal(
            $"cannot read the env-file \"{path}\": it is a FIFO, not a regular file",
            rig.Problem(s_web with { EnvironmentFiles = [new(path, IsOptional: false)] }));
        Assert.Equal(
            $"cannot read the env-file \"{device}\": it is a device, not a regular file",
            rig.Problem(s_web with { EnvironmentFiles = [new(device, IsOptional: true)] }));
    }

    [Fact]
    public void A_broken_line_of_an_env_file_is_a_warning()
    {
        using PlanRig rig = new();
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "env");
        File.WriteAllText(path, "A=1\nhunter2\n");
        ProcessPlan plan = rig.Plan(s_web with { EnvironmentFiles = [new(path, IsOptional: false)] });
        Assert.Equal([$"the line {path}:2 of an env-file is passed over: there is no \"=\" in it"], plan.Warnings);
        Assert.Equal("1", PlanRig.Environment(plan)["A"]);
    }

    private static Dictionary<string, string> Set(
        TemporaryFolder folder, string name, string[] sources, params int[] places)
    {
        bool Has(string source) => places.Any(place => sources[place] == source);
        EnvironmentFile File(string source)
        {
            string path = Path.Combine(folder.Path, source);
            System.IO.File.WriteAllText(path, Has(source) ? $"{name}={source}\n" : "");
            return new EnvironmentFile(path, IsOptional: false);
        }

        using PlanRig rig = new()
        {
            Inherited = Has("inherited") ? PlanRig.Bytes($"{name}=inherited") : [],
            Init = new() { Environment = Has("init") ? PlanRig.Entries($"{name}=init") : [] },
            Variables =
            [
                .. Has("start") ? [new EventVariable(name, "start")] : Array.Empty<EventVariable>(),
                .. Has("event") ? [new EventVariable(name, "event")] : Array.Empty<EventVariable>(),
            ],
            Extra = Has("extra") ? [new ProcessVariable(name, "extra")] : [],
        };
        return PlanRig.Environment(rig.Plan(s_web with
        {
            User = Has("user") ? "root" : null,
            EnvironmentFiles = [File("file 1"), File("file 2")],
            Environment = Has("env") ? PlanRig.Entries($"{name}=env") : [],
        }));
    }

    /// <summary>Without what every process gets.</summary>
    private static Dictionary<string, string> Inherited(PlanRig rig, JobDefinition job) =>
        PlanRig.Environment(rig.Plan(job)).Where(e => !e.Key.StartsWith("UPSTART_", StringComparison.Ordinal)
            && !e.Key.StartsWith("MINIINIT_", StringComparison.Ordinal)).ToDictionary();
}
