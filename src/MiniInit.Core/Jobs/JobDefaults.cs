using System;
using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>What holds where a job file is silent.</summary>
public static class JobDefaults
{
    /// <summary>10 respawns, as in Upstart.</summary>
    public const int RespawnCount = 10;

    /// <summary>Each pause is twice the one before.</summary>
    public const double RespawnDelayFactor = 2;

    /// <summary>3 bad tries, as Docker's HEALTHCHECK.</summary>
    public const int HealthRetries = 3;

    /// <summary>5 rotated files: with their size, 60 MB a job at most.</summary>
    public const int LogKeep = 5;

    /// <summary>60 s until ready: longer than a healthy start takes, shorter than a night.</summary>
    public static TimeSpan StartTimeout => TimeSpan.FromSeconds(60);

    /// <summary>60 s for a hook on the way up: it may prepare data.</summary>
    public static TimeSpan StartHookTimeout => TimeSpan.FromSeconds(60);

    /// <summary>5 s for a hook on the way down: it must fit into a shutdown.</summary>
    public static TimeSpan StopHookTimeout => TimeSpan.FromSeconds(5);

    /// <summary>5 s between the kill signal and KILL, as in Upstart.</summary>
    public static TimeSpan KillTimeout => TimeSpan.FromSeconds(5);

    /// <summary>8 s for a whole shutdown: below the 10 s after which Docker kills.</summary>
    public static TimeSpan ShutdownTimeout => TimeSpan.FromSeconds(8);

    /// <summary>100 ms, as systemd's RestartSec.</summary>
    public static TimeSpan RespawnDelayMin => TimeSpan.FromMilliseconds(100);

    /// <summary>30 s: a job that cannot run costs little, and is back soon after its cause is mended.</summary>
    public static TimeSpan RespawnDelayMax => TimeSpan.FromSeconds(30);

    /// <summary>10 s of being ready make a crash the first one again.</summary>
    public static TimeSpan RespawnDelayReset => TimeSpan.FromSeconds(10);

    /// <summary>1 s between two tries of a readiness probe.</summary>
    public static TimeSpan ProbeEvery => TimeSpan.FromSeconds(1);

    /// <summary>5 s for one try of a readiness probe.</summary>
    public static TimeSpan ProbeTimeout => TimeSpan.FromSeconds(5);

    /// <summary>30 s between two health checks, as Docker's HEALTHCHECK.</summary>
    public static TimeSpan HealthEvery => TimeSpan.FromSeconds(30);

    /// <summary>5 s for one health check: an answer that takes longer helps nobody.</summary>
    public static TimeSpan HealthTimeout => TimeSpan.FromSeconds(5);

    /// <summary>64 KiB of latest output: some hundred lines.</summary>
    public static Size LogRing => new(64 * 1024);

    /// <summary>10 MiB a log file.</summary>
    public static Size LogMaxSize => new(10 * 1024 * 1024);

    /// <summary>0660 for Unix sockets: owner and group.</summary>
    public static OctalMode SocketMode => new(0b110_110_000);

    /// <summary>Scripts end at the first command that fails.</summary>
    public static ValueList<string> Shell => ["/bin/sh", "-e"];

    /// <summary>All that init inherited; what concerns init alone is left out by the supervisor.</summary>
    public static ValueList<EnvironmentPattern> EnvironmentFrom { get; } =
        EnvironmentPattern.TryParse("*", out EnvironmentPattern? all, out _) ? [all] : [];
}
