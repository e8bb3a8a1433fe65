using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision.Snapshots;

/// <summary>Supervisors in moments that are rare in the lives of the simulation, and always the same.</summary>
internal static class Moments
{
    public static IEnumerable<Supervisor> All() => [Busy(), Endless(0), Endless(1), Endless(2)];

    /// <summary>A supervisor with a little of everything.</summary>
    public static Supervisor Busy()
    {
        Supervisor supervisor = new(seed: 7) { IsSession = true, Level = LogLevel.Info, IsObserved = true };
        TimeSpan now = TimeSpan.FromSeconds(100);
        JobDefinition db = Rig.Service("db") with { PreStart = Rig.Hook(), StartOn = Rig.On("disk and (power or net)") };
        JobDefinition old = Rig.Service("old") with { StopOn = Rig.On("off or (night and file:/run/dark)") };
        JobDefinition[] jobs =
        [
            Rig.Service("daemon") with { Ready = new Readiness.Daemon(), PidFile = "/run/daemon.pid" },
            db,
            Rig.Service("early") with { IsManual = true },
            Rig.Service("keyed") with { Instance = Key(), IfPathExists = ["/there"] },
            Rig.Task("late") with { StartOn = Rig.On("starting early"), After = ["early", "db"], Every = TimeSpan.FromHours(1) },
            Rig.Service("web") with { Requires = ["db"], IsManual = true },
        ];
        Tell(new SupervisorInput.Configured(new InitDefinition(), [.. jobs, old, Rig.Service("gone")], []));
        Tell(new SupervisorInput.ChildStarted(new ProcessTicket(1), 11));
        Tell(new SupervisorInput.ChildExited(11, new ProcessEnd.Exited(0)));
        Tell(new SupervisorInput.ChildStarted(new ProcessTicket(2), 12));
        Tell(new SupervisorInput.Notified(new ProcessTicket(2), new NotifyMessage { Status = "at work", Errno = 5, IsReloading = true }));
        Tell(new SupervisorInput.ChildStarted(new ProcessTicket(3), 13));
        Tell(new SupervisorInput.ChildExited(13, new ProcessEnd.Killed(new Signal(11)), MayHaveLeft: false));
        Tell(new SupervisorInput.Happened(new Event("disk", new EventVariable("NAME", "größe \ud83d"))));
        Ask(1, new SupervisorRequest.Start(new JobTarget("keyed", null, [new EventVariable("KEY", "ü")]), Waits: true));
        Ask(2, new SupervisorRequest.Start(new JobTarget("web", null, [new EventVariable("A", "1")]), Waits: true));
        Ask(3, new SupervisorRequest.Start(new JobTarget("early", null, []), Waits: true));
        Ask(4, new SupervisorRequest.EmitEvent(new Event("starting", new EventVariable("JOB", "early")), Waits: true));
        Ask(5, new SupervisorRequest.Run(Rig.Task("run-1")));
        Tell(new SupervisorInput.FilesChanged(["/run/dark"]));
        Tell(new SupervisorInput.Happened(new Event("night")));
        now += TimeSpan.FromSeconds(1);
        Tell(new SupervisorInput.Configured(new InitDefinition(), [.. jobs, old with { StopOn = Rig.On("never or file:/run/x") }], []));

        // As it is after a circle of waits was opened, for a job that waits for another one too.
        supervisor.Find("late", "")!.Released = [supervisor.Find("early", "")!];
        return supervisor;

        void Ask(long client, SupervisorRequest request) => Tell(new SupervisorInput.Asked(new ClientTicket(client), request));

        void Tell(SupervisorInput input) => supervisor.Handle(input, now);
    }

    /// <summary>A supervisor whose jobs start and stop themselves for ever, in the middle of a round: which moment hangs on how many events come in between.</summary>
    public static Supervisor Endless(int events)
    {
        Supervisor supervisor = new(seed: 7);
        JobDefinition[] jobs = [.. Enumerable.Range(0, 8).Select(at => State($"s{at}"))];
        supervisor.Handle(new SupervisorInput.Configured(new InitDefinition(), jobs, []), TimeSpan.FromSeconds(1));
        for (int time = 0; time < events; time++)
        {
            supervisor.Handle(new SupervisorInput.Happened(new Event("noise")), TimeSpan.FromSeconds(2 + time));
        }

        return supervisor;
    }

    private static JobDefinition State(string name) => new(name)
    { Type = JobType.State, StartOn = Rig.On($"startup or stopped {name}"), StopOn = Rig.On($"started {name}") };

    private static Expansion Key()
    {
        Assert.True(Expansion.TryParse("${KEY}", out Expansion? expansion, out _));
        return expansion;
    }
}
