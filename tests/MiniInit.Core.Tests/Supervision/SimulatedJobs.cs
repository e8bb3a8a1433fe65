using System;
using System.Linq;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Configurations made by chance. A job depends on earlier ones only, so that no order is a circle.</summary>
internal static class SimulatedJobs
{
    /// <summary>The name of the one job that has instances.</summary>
    public const string Keyed = "keyed";

    public static JobDefinition[] Make(Random random)
    {
        int count = random.Next(1, 9);
        return [.. Enumerable.Range(0, count).Select(at => Job(random, at)), WithInstances(Job(random, count))];
    }

    /// <summary>The job as its file may be after an edit: what it is stays, what makes it start and stop is another.</summary>
    public static JobDefinition Edited(Random random, JobDefinition job, int at)
    {
        JobDefinition other = Job(random, at);
        return job with
        {
            Requires = other.Requires,
            Wants = other.Wants,
            After = other.After,
            PartOf = other.PartOf,
            Conflicts = other.Conflicts,
            StartOn = job.Name == Keyed ? null : other.StartOn,
            StopOn = other.StopOn,
            PreStop = other.PreStop,
            PostStop = other.PostStop,
            Respawn = other.Respawn,
            IfPathExists = other.IfPathExists,
        };
    }

    /// <summary>A command as a job that no file defines.</summary>
    public static JobDefinition Transient(Random random)
    {
        JobDefinition job = Job(random, 0);
        return new JobDefinition($"run{random.Next(3)}")
        {
            Type = random.Next(2) == 0 ? JobType.Service : JobType.Task,
            Command = new JobCommand.Program(["run"]),
            PreStop = job.PreStop,
            Ready = job.Ready,
            StartTimeout = job.StartTimeout,
            KillTimeout = job.KillTimeout,
            KillMode = job.KillMode,
            Respawn = job.Respawn,
        };
    }

    private static JobDefinition WithInstances(JobDefinition job)
    {
        Assert.True(Expansion.TryParse("${KEY}", out Expansion? key, out _));
        return new JobDefinition(Keyed)
        {
            Type = job.Type,
            Command = job.Command,
            PreStart = job.PreStart,
            PostStop = job.PostStop,
            Instance = key,
            Ready = job.Ready,
            PidFile = job.PidFile,
            Adoption = job.Adoption,
            KillMode = job.KillMode,
            Respawn = job.Respawn,
            RespawnLimit = job.RespawnLimit,
            KillTimeout = job.KillTimeout,
            IfPathExists = job.IfPathExists,
        };
    }

    private static JobDefinition Job(Random random, int at)
    {
        JobType type = (JobType)random.Next(3);
        JobDefinition job = new($"j{at}")
        {
            Type = type,
            Command = type == JobType.State ? null : new JobCommand.Program(["run"]),
            PreStart = Hook(random),
            PostStart = Hook(random),
            PreStop = Hook(random),
            PostStop = Hook(random),
            IsManual = random.Next(3) == 0,
            Requires = Names(random, at, 4),
            Wants = Names(random, at, 6),
            After = Names(random, at, 4),
            PartOf = Names(random, at, 10),
            Conflicts = random.Next(12) == 0 ? Names(random, at, 3) : [],
            Ready = random.Next(5) switch
            {
                0 => new Readiness.Fork(),
                1 => new Readiness.Daemon(),
                2 => new Readiness.Notify(),
                _ => new Readiness.Exec(),
            },
            PidFile = random.Next(3) == 0 ? "/run/pid" : null,
            Adoption = random.Next(2) == 0 ? null : (Adoption)random.Next(3),
            StartTimeout = TimeSpan.FromSeconds(random.Next(1, 20)),
            Respawn = (RespawnPolicy)random.Next(5),
            RespawnLimit = new() { Count = random.Next(4) == 0 ? null : random.Next(1, 5), Then = Then(random) },
            KillTimeout = TimeSpan.FromSeconds(random.Next(0, 6)),
            KillMode = (KillMode)random.Next(4),
            IfPathExists = random.Next(8) == 0 ? ["/there"] : [],
            ReloadCommand = random.Next(3) == 0 ? new JobCommand.Program(["reload"]) : null,
            IsMain = random.Next(15) == 0 && type != JobType.State,
            NormalExit = random.Next(5) == 0 ? [new ProcessEnd.Killed(Signal.Term)] : [],
        };
        string other = $"j{random.Next(at + 2)}";
        return random.Next(9) switch
        {
            8 => job with { StartOn = Rig.On("file:/flag or ping"), StopOn = Rig.On("file:/stop") },
            0 => job with { StartOn = Rig.On($"started {other}") },
            1 => job with { StartOn = Rig.On($"starting {other} or ping") },
            2 => job with { StartOn = Rig.On($"stopped {other} RESULT=failed or session-end") },
            3 => job with { StartOn = Rig.On($"job:{other} and ping"), StopOn = Rig.On($"stopping {other}") },
            4 => job with { StopOn = Rig.On($"ping or stopped {other}") },
            _ => job,
        };
    }

    private static RespawnEnd Then(Random random) => random.Next(6) switch
    {
        0 => new RespawnEnd.Exit(),
        1 => new RespawnEnd.Retry(TimeSpan.FromSeconds(random.Next(1, 60))),
        _ => new RespawnEnd.Fail(),
    };

    private static Hook? Hook(Random random) => random.Next(4) == 0 ? Rig.Hook(random.Next(1, 15)) : null;

    private static ValueList<string> Names(Random random, int before, int oneIn) =>
        [.. Enumerable.Range(0, before).Where(_ => random.Next(oneIn) == 0).Select(at => $"j{at}")];
}
