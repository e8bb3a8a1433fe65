using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;

namespace MiniInit.Supervision.Processes;

/// <summary>Keys of job files that are read and checked, and have no effect so far.</summary>
internal static class NotYet
{
    /// <summary>Those that a job has, as its file writes them: <c>ready.tcp</c>, <c>cgroup</c>.</summary>
    public static IReadOnlyList<string> Keys(JobDefinition job)
    {
        var keys = new List<string>();
        Add(keys, Ready(job.Ready));
        Add(keys, job.Watchdog is null ? null : "watchdog");
        Add(keys, job.Health is null ? null : "health");
        Add(keys, job.ControlGroup is { MemoryMax: null, CpuMax: null, PidsMax: null } ? null : "cgroup");
        Add(keys, job.Sandbox.ReadOnly.Count == 0 ? null : "sandbox.read-only");
        Add(keys, job.Sandbox.PrivateTemporaryFolders ? "sandbox.private-tmp" : null);
        Add(keys, job.Listen.Count == 0 ? null : "listen");
        Add(keys, job.Schedule is null ? null : "schedule");
        Add(keys, job.Every is null ? null : "every");
        return keys;
    }

    /// <summary>The warning for one of <see cref="Keys"/>.</summary>
    public static string Warning(string key) => $"{key} is not in effect yet; {Consequence(key)}";

    private static void Add(List<string> keys, string? key)
    {
        if (key is not null)
        {
            keys.Add(key);
        }
    }

    private static string? Ready(Readiness ready) => ready switch
    {
        Readiness.Exec or Readiness.Stop or Readiness.Notify or Readiness.Descriptor => null,
        Readiness.Fork or Readiness.Daemon => null,
        Readiness.File => "ready.file",
        Readiness.Alive => "ready.alive",
        Readiness.Probed { Probe: Probe.TcpConnect } => "ready.tcp",
        Readiness.Probed { Probe: Probe.HttpGet } => "ready.http",
        Readiness.Probed { Probe: Probe.Run } => "ready.exec",
        _ => throw new UnreachableException(),
    };

    private static string Consequence(string key) => key switch
    {
        "watchdog" or "health" => "the job is not watched beyond whether it runs",
        "cgroup" => "its processes have no limits together",
        "sandbox.read-only" or "sandbox.private-tmp" => "the job sees the folders as init does",
        "listen" => "the job gets no sockets from init",
        "schedule" or "every" => "the job starts only when it is asked for",
        _ => "the job counts as ready when its program runs",
    };
}
