using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Tests.Supervision.Snapshots;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>One life of a supervisor, from a seed: random jobs, a hostile kernel, impatient users.</summary>
internal sealed class Simulation
{
    private static readonly int s_trailLines = Environment.GetEnvironmentVariable("MINIINIT_SEED") is null ? 120 : 100_000;
    private static readonly string[] s_files = ["/flag", "/stop"];

    /// <summary>Longer than any chain of time limits here.</summary>
    private static readonly TimeSpan s_calm = TimeSpan.FromMinutes(15);

    /// <summary>Jobs that start and stop each other without end are left to it after so many.</summary>
    private const int MostCalmInputs = 5_000;

    private readonly Random _random;
    private readonly Supervisor _supervisor;
    private readonly JobDefinition[] _jobs;
    private readonly SimulatedClients _clients;
    private readonly WaitCheck _waits;
    private readonly StopOrderCheck _order;
    private readonly FamilyCheck _families;
    private readonly ObservedPicture? _picture;
    private readonly Twin _twin;
    private readonly Random _replacements;
    private readonly InitDefinition _init;
    private bool _isEndless;
    private bool _isOver;

    /// <summary>Whether a shutdown is asked for as soon as a start is to be made: it overtakes what waits there.</summary>
    private bool _endsAmongStarts;

    private int? _exitCode;
    private TimeSpan? _shutdownBegan;

    public Simulation(int seed)
    {
        _random = new Random(seed);
        _supervisor = new Supervisor((ulong)seed) { IsSession = seed % 4 == 0 };
        Kernel = new SimulatedKernel(_random);
        Shell = new SimulatedShell(_random, Kernel);
        _jobs = SimulatedJobs.Make(_random);
        _order = new StopOrderCheck(_supervisor, JobGraph.Build(_jobs));
        _clients = new SimulatedClients(_random, [.. _jobs.Select(job => job.Name)]);
        _waits = new WaitCheck(_supervisor, Shell, _clients);
        _families = new FamilyCheck(_supervisor, Kernel, Shell);
        _picture = _random.Next(4) == 0 ? new ObservedPicture(_supervisor) : null;
        _twin = new Twin(_supervisor);
        _replacements = new Random(~seed);
        _init = new InitDefinition { ShutdownTimeout = TimeSpan.FromSeconds(_random.Next(1, 20)) };
    }

    /// <summary>How many inputs the supervisor took.</summary>
    public int Inputs { get; private set; }

    /// <summary>Is given the supervisor and its twin each time that this one was replaced.</summary>
    public Action<Supervisor, Supervisor>? Compare { get; init; }

    /// <summary>How many starts were called off before they were begun.</summary>
    public int CalledOff { get; private set; }

    /// <summary>How often the twin was replaced.</summary>
    public int Replacements { get; private set; }

    /// <summary>1 if all came to rest, 0 if jobs send each other up and down for ever, or init ended before.</summary>
    public int Settled { get; private set; }

    /// <summary>The processes there were.</summary>
    public SimulatedKernel Kernel { get; }

    /// <summary>What was done with them.</summary>
    public SimulatedShell Shell { get; }

    /// <summary>The last things that happened, for the report of a failure.</summary>
    public Queue<string> Trail { get; } = new();

    /// <param name="steps">How many steps it takes on the average before all becomes calm.</param>
    public void Run(int steps)
    {
        Tell(new SupervisorInput.Configured(_init, _jobs, []));
        int length = _random.Next(2 * steps);
        for (int step = 0; step < length && _exitCode is null && !_isEndless; step++)
        {
            Step();
        }

        if (_exitCode is null && !_isEndless)
        {
            Calm();
        }

        ShutDown();
    }

    private void Step()
    {
        if (_random.Next(3) != 0)
        {
            Advance(TimeSpan.FromMilliseconds(_random.Next(_random.Next(10) == 0 ? 120_000 : 500)));
            return;
        }

        switch (_random.Next(12))
        {
            case < 8:
                Tell(_clients.Next());
                break;
            case 8:
                Tell(_random.Next(4) switch
                {
                    0 => new SupervisorInput.Happened(new Event("ping")),
                    1 => new SupervisorInput.FilesChanged([.. s_files.Where(_ => _random.Next(2) == 0)]),
                    _ => new SupervisorInput.TimePassed(),
                });
                break;
            case 9 when _random.Next(8) == 0:
                Reconfigure();
                break;
            case 10:
                Shell.Notice();
                break;
            default:
                if (_random.Next(80) == 0)
                {
                    _endsAmongStarts = true;
                }
                else if (_random.Next(80) == 0)
                {
                    Tell(new SupervisorInput.ShutdownAsked(null));
                }
                else if (_random.Next(6) == 0)
                {
                    Kernel.Unstick();
                }

                break;
        }
    }

    /// <summary>
    /// From wherever it has come to: once the world answers all that it owes and nobody asks for more, every job gets where
    /// it is to go, every question is answered, and nothing is left to wait for.
    /// </summary>
    private void Calm()
    {
        Kernel.IsCalm = true;
        Kernel.Unstick();
        TimeSpan end = Kernel.Now + s_calm;
        int most = Inputs + MostCalmInputs;
        while (_exitCode is null && !_isEndless && !IsSettled && Kernel.Now < end && Inputs < most)
        {
            Advance(TimeSpan.FromSeconds(5));
        }

        if (_exitCode is not null || _isEndless)
        {
            return;
        }

        Settled += IsSettled ? 1 : 0;
        foreach (InstanceStatus status in IsSettled ? _supervisor.Status() : [])
        {
            bool isThere = (status.Goal, status.State) is (JobGoal.Stop, JobState.Waiting) or (JobGoal.Start, JobState.Running);
            Require(isThere, $"{status} has not arrived: {string.Join(' ', _supervisor.Why(status.Job, status.Instance, Kernel.Now))}");
        }

        Require(
            _clients.Open.Count == 0,
            $"questions {string.Join(' ', _clients.Open)} are open: {string.Join(", ", _supervisor.Status().Select(status => $"{status} {string.Join(' ', _supervisor.Why(status.Job, status.Instance, Kernel.Now))}"))}");
    }

    private bool IsSettled => Kernel.Next is null && _supervisor.NextDeadline is null && !Shell.IsQueued(_ => true);

    private void ShutDown()
    {
        _isOver = true;
        if (_exitCode is null)
        {
            Tell(new SupervisorInput.ShutdownAsked(null));
        }

        for (int round = 0; round < 200 && _exitCode is null; round++)
        {
            Advance(TimeSpan.FromSeconds(1));
        }

        Require(_exitCode is not null, "the shutdown never ends");
        Require(_clients.Open.Count == 0, $"questions {string.Join(' ', _clients.Open)} are open at the end");
    }

    private void Advance(TimeSpan span)
    {
        TimeSpan until = Kernel.Now + span;
        while (_exitCode is null)
        {
            if (Shell.Take() is SupervisorInput input)
            {
                Tell(input);
                continue;
            }

            TimeSpan? next = Earlier(Kernel.Next, _supervisor.NextDeadline);
            if (next is not TimeSpan at || at > until)
            {
                break;
            }

            if (_isEndless && !_supervisor.IsShuttingDown && !_isOver)
            {
                return;
            }

            Kernel.JumpTo(at);
            if (Kernel.Next <= Kernel.Now)
            {
                Kernel.Step();
            }
            else
            {
                Tell(new SupervisorInput.TimePassed());
            }
        }

        Kernel.JumpTo(until);
    }

    /// <summary>Files go, come back, and change.</summary>
    private void Reconfigure()
    {
        _order.IsOff = true;
        JobDefinition[] jobs = [.. _jobs.Where(_ => _random.Next(5) != 0)
            .Select((job, at) => _random.Next(3) == 0 ? SimulatedJobs.Edited(_random, job, at) : job)];
        string[] broken = [.. _jobs.Where(_ => _random.Next(10) == 0).Select(job => job.Name)];
        Tell(new SupervisorInput.Configured(_init, [.. jobs.Where(job => !broken.Contains(job.Name))], broken));
    }

    private void Tell(SupervisorInput input)
    {
        Queue<SupervisorEffect> effects = new(Handle(input));
        while (effects.TryDequeue(out SupervisorEffect? effect))
        {
            Require(_exitCode is null, "effects after the exit");
            if (effect is SupervisorEffect.Spawn && _endsAmongStarts)
            {
                _endsAmongStarts = false;
                foreach (SupervisorEffect more in Handle(new SupervisorInput.ShutdownAsked(null)))
                {
                    effects.Enqueue(more);
                }
            }

            Do(effect);
        }

        CheckInvariants();
    }

    private IReadOnlyList<SupervisorEffect> Handle(SupervisorInput input)
    {
        Inputs++;
        Note($"{Kernel.Now.TotalSeconds:0.000} {input}");
        bool passesTime = input is SupervisorInput.TimePassed || _random.Next(2) == 0;
        IReadOnlyList<SupervisorEffect> effects = _supervisor.Handle(input, Kernel.Now, passesTime);
        Mirror(input, passesTime, effects);
        _picture?.Take(effects);
        return effects;
    }

    /// <summary>The twin does the same, also where it is replaced at any moment.</summary>
    private void Mirror(SupervisorInput input, bool passesTime, IReadOnlyList<SupervisorEffect> effects)
    {
        _twin.Take(input, Kernel.Now, passesTime, effects);
        if (_replacements.Next(8) == 0)
        {
            _twin.Replace();
            Replacements++;
            Compare?.Invoke(_supervisor, _twin.Supervisor);
        }
    }

    private void Do(SupervisorEffect effect)
    {
        if (effect is not SupervisorEffect.Spawn)
        {
            Note(effect is SupervisorEffect.Say say ? $"    {say.Job}: {say.Message}" : $"    {effect}");
        }

        switch (effect)
        {
            case SupervisorEffect.Spawn spawn when !_supervisor.IsWanted(spawn.Process):
                CalledOff++;
                Shell.Tell(new SupervisorInput.SpawnFailed(spawn.Process, "it was called off"));
                break;
            case SupervisorEffect.Spawn spawn:
                Note($"    spawn {spawn.Job.Name} {spawn.Role} as {spawn.Process}");
                Shell.Spawn(spawn);
                break;
            case SupervisorEffect.Send send:
                Shell.Send(send);
                break;
            case SupervisorEffect.EndRemains end:
                Shell.EndRemains(end);
                break;
            case SupervisorEffect.FindMain find:
                Shell.Searches.Find(find);
                break;
            case SupervisorEffect.StopFinding stop:
                Shell.Searches.Stop(stop);
                break;
            case SupervisorEffect.GiveUp start:
                Shell.GiveUp(start);
                break;
            case SupervisorEffect.CheckConditions check:
                Shell.Check(check);
                break;
            case SupervisorEffect.Forgotten forgotten:
                Shell.Forget(forgotten);
                break;
            case SupervisorEffect.KillAll:
                Shell.KillAll();
                break;
            case SupervisorEffect.Answer answer:
                _clients.Take(answer);
                break;
            case SupervisorEffect.Exit exit:
                _exitCode = exit.ExitCode;
                _families.RunAtExit();
                break;
            case SupervisorEffect.Say said:
                Require(!said.Message.StartsWith("internal error", StringComparison.Ordinal), said.Message);
                if (said.Message.Contains("going on without", StringComparison.Ordinal))
                {
                    _families.Excuse(said.Job);
                }

                _isEndless |= said.Message.Contains("without end", StringComparison.Ordinal);
                break;
            default:
                break;
        }
    }

    private void CheckInvariants()
    {
        if (_exitCode is not null)
        {
            return;
        }

        _shutdownBegan ??= _supervisor.IsShuttingDown ? Kernel.Now : null;
        if (_shutdownBegan is TimeSpan began)
        {
            TimeSpan most = _init.ShutdownTimeout + SupervisorLimits.KillGrace;
            Require(Kernel.Now - began <= most, $"the shutdown takes longer than {most}");
        }

        Require(_supervisor.Waiting == _clients.Open.Count, "somebody waits who does not, or does not who waits");
        foreach (InstanceStatus status in _supervisor.Status())
        {
            CheckWhy(status);
            JobInstance instance = _supervisor.Find(status.Job, status.Instance)!;
            RunningProcess? main = instance.Main;
            bool isUp = status is { Goal: JobGoal.Start, State: JobState.Running, HelperRole: null };
            Require(!isUp || instance.Definition.Type == JobType.State || main is not null, $"{status}: up without a process");
            Require(status.State != JobState.Waiting || main is null, $"{status}: down with a process");
        }

        if (!_isEndless)
        {
            _waits.Run();
        }

        Require(_isEndless || _supervisor.FindCircle() is null, "jobs wait for each other in a circle");
        _families.Run();
        _order.Run();
    }

    /// <summary>There is always something to say, and never more than a page.</summary>
    private void CheckWhy(InstanceStatus status)
    {
        if (Inputs % 8 == 0)
        {
            IReadOnlyList<string> why = _supervisor.Why(status.Job, status.Instance, Kernel.Now);
            Require(why.Count is > 0 and <= SupervisorLimits.Reasons, $"{status} has {why.Count} reasons");
            _twin.CompareWhy(status.Job, status.Instance, Kernel.Now);
            Require(why.All(sentence => sentence.Length > 0 && !sentence.Contains("  ", StringComparison.Ordinal)), string.Join('|', why));
        }
    }

    private void Note(string line)
    {
        Trail.Enqueue(line);
        if (Trail.Count > s_trailLines)
        {
            Trail.Dequeue();
        }
    }

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
