using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A rig with one daemon, <c>web</c>, whose first process is 101, and which ends and is found as a test says.</summary>
internal sealed class Daemon
{
    public Daemon(Readiness ready, Func<JobDefinition, JobDefinition>? change = null)
    {
        JobDefinition job = Rig.Service("web") with { Ready = ready, Respawn = RespawnPolicy.Never };
        Rig = new Rig(change is null ? job : change(job));
        Ticket = Rig.Spawns.FirstOrDefault(spawn => spawn.Role == ProcessRole.Main)?.Process ?? default;
    }

    public static int First => 101;

    public Rig Rig { get; }

    /// <summary>The number of the main process.</summary>
    public ProcessTicket Ticket { get; set; }

    public InstanceStatus Status => Rig.Status.Single();

    /// <summary>The state as initctl shows it, with the main process: <c>web start/running, process 13</c>.</summary>
    public string Line => Status.ToString();

    public MainSearch[] Searches => [.. Rig.Searches.Select(find => find.Search)];

    public static Daemon Fork(Func<JobDefinition, JobDefinition>? change = null) => new(new Readiness.Fork(), change);

    public static Daemon Twice(Func<JobDefinition, JobDefinition>? change = null) => new(new Readiness.Daemon(), change);

    /// <summary>Makes one that runs, with a main process that was found.</summary>
    public static Daemon Running(int pid, Func<JobDefinition, JobDefinition>? change = null)
    {
        Daemon daemon = Fork(change);
        daemon.End(First);
        daemon.Find(pid);
        return daemon;
    }

    public void End(int pid, int code = 0, bool mayHaveLeft = true) =>
        Rig.Tell(new SupervisorInput.ChildExited(pid, new ProcessEnd.Exited(code), mayHaveLeft));

    public void Kill(int pid, bool mayHaveLeft = true) =>
        Rig.Tell(new SupervisorInput.ChildExited(pid, new ProcessEnd.Killed(Signal.Term), mayHaveLeft));

    /// <summary>Answers a search, or names a process as the main one.</summary>
    public void Find(int pid, bool leads = false, string? problem = null) => Rig.Tell(
        new SupervisorInput.MainChanged(Ticket, pid) { LeadsSession = leads, FileProblem = problem });

    public void Miss(string? problem = null) => Rig.Tell(new SupervisorInput.MainMissing(Ticket, problem));

    public bool Said(string text) => Rig.Trace.Exists(line => line.Contains(text, StringComparison.Ordinal));
}
