using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Those who ask, wait, and sometimes go away before they are answered; all of it follows from a seed.</summary>
internal sealed class SimulatedClients(Random random, string[] jobs)
{
    private readonly Dictionary<long, SupervisorRequest> _open = [];
    private long _last;

    /// <summary>Those who wait.</summary>
    public IReadOnlyDictionary<long, SupervisorRequest> Open => _open;

    /// <summary>Somebody asks for something, or goes.</summary>
    public SupervisorInput Next() => random.Next(8) == 0 ? Leave() : Ask(Request());

    public void Take(SupervisorEffect.Answer answer)
    {
        if (!_open.Remove(answer.Client.Number))
        {
            throw new InvalidOperationException($"{answer} comes to somebody who has his answer, or is gone");
        }
    }

    private SupervisorInput.Asked Ask(SupervisorRequest request)
    {
        _open.Add(++_last, request);
        return new SupervisorInput.Asked(new ClientTicket(_last), request);
    }

    /// <summary>One goes: often one who waits, else one who was answered, has gone before, or never was.</summary>
    private SupervisorInput.ClientGone Leave()
    {
        long who = _open.Count > 0 && random.Next(4) != 0
            ? _open.Keys.ElementAt(random.Next(_open.Count)) : random.NextInt64(_last + 2);
        _open.Remove(who);
        return new SupervisorInput.ClientGone(new ClientTicket(who));
    }

    private SupervisorRequest Request()
    {
        bool waits = random.Next(4) != 0;
        return random.Next(17) switch
        {
            <= 4 => new SupervisorRequest.Start(Target(), waits),
            <= 7 => new SupervisorRequest.Stop(Target(), waits),
            8 => new SupervisorRequest.Restart(Target(), waits),
            9 => new SupervisorRequest.Kill(Target(), waits),
            10 => new SupervisorRequest.EmitEvent(new Event("ping"), waits),
            11 => new SupervisorRequest.Reset(Target().Job),
            12 => new SupervisorRequest.Reload(Target()),
            13 => new SupervisorRequest.SendSignal(Target(), Signals(), (SignalScope)random.Next(3)),
            14 => new SupervisorRequest.ChangeVariables(
                Target(), [new EventVariable($"V{random.Next(3)}", "changed")], [$"V{random.Next(3)}"], random.Next(2) == 0),
            15 => new SupervisorRequest.Run(SimulatedJobs.Transient(random)),
            _ => new SupervisorRequest.ResetVariables(Target()),
        };
    }

    private Signal Signals() => random.Next(3) switch
    {
        0 => Signal.Hup,
        1 => Signal.Term,
        _ => Signal.Kill,
    };

    private JobTarget Target()
    {
        string job = jobs[random.Next(jobs.Length)];
        string name = $"{random.Next(3)}";
        return (job == SimulatedJobs.Keyed, random.Next(6)) switch
        {
            (false, 0) => new JobTarget(job, "", []),
            (false, 1) => new JobTarget(job, name, []),
            (false, _) => new JobTarget(job, null, [new EventVariable("V0", name)]),
            (true, 0) => new JobTarget(job, null, []),
            (true, <= 2) => new JobTarget(job, name, []),
            (true, _) => new JobTarget(job, null, [new EventVariable("KEY", name)]),
        };
    }
}
