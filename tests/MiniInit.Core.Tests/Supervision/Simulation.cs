using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Tests.Supervision.Snapshots;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>One life of a supervisor, from a seed: random jobs, a hostile kernel, impatient users.</summary>
internal sealed class Simulation
{
    private static readonly int s_trailLines = Environment.GetEnvironmentVariable("MINIINIT_SEED") is null ? 120 : 100_000;
    /// <summary>Jobs that start and stop each other without end are left to it after so many.</summary>
    private const int MostInputs = 5_000;

    private readonly Random _random;
    private readonly SimulatedKernel _kernel;
    private readonly Supervisor _supervisor;
    private readonly JobDefinition[] _jobs;
    private readonly JobGraph _graph;
    private readonly SimulatedClients _clients;
    private readonly ObservedPicture? _picture;
    private readonly Twin _twin;
    private readonly Random _replacements;
    private readonly InitDefinition _init;
    private bool _isEndless;
    private bool _isReconfigured;
    private int _changes;
    private Dictionary<string, InstanceStatus> _before = [];

    /// <summary>Jobs of which something was left behind that even SIGKILL did not end.</summary>
    private readonly HashSet<string> _excused = [];
    private int? _exitCode;
    private TimeSpan? _shutdownBegan;

    public Simulation(int seed)
    {
        _random = new Random(seed);
        _supervisor = new Supervisor((ulong)seed) { IsSession = seed % 4 == 0 };
        _kernel = new SimulatedKernel(_random, process => Main(process) is not null);
        _jobs = SimulatedJobs.Make(_random);
        _graph = JobGraph.Build(_jobs);
        _clients = new SimulatedClients(_random, [.. _jobs.Select(job => job.Name)]);
        _picture = _random.Next(4) == 0 ? new ObservedPicture(_supervisor) : null;
        _twin = new Twin(_supervisor);
        _replacements = new Random(~seed);
        _init = new InitDefinition { ShutdownTimeout = TimeSpan.FromSeconds(_random.Next(1, 20)) };
    }

    /// <summary>How many inputs the supervisor took.</summary>
    public int Inputs { get; private set; }

    /// <summary>Is given the supervisor and its twin each time that this one was replaced.</summary>
    public Action<Supervisor, Supervisor>? Compare { get; init; }

    /// <summary>How often the twin was replaced.</summary>
    public int Replacements { get; private set; }

    /// <summary>How often it looked for the main process of a daemon.</summary>
    public int Searches => _kernel.Searches;

    /// <summary>The last things that happened, for the report of a failure.</summary>
    public Queue<string> Trail { get; } = new();

    public void Run(int steps)
    {
        Tell(new SupervisorInput.Configured(_init, _jobs, []));
        for (int step = 0; step < steps && _exitCode is null && !_isEndless; step++)
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
                Tell(new SupervisorInput.TimePassed());
                break;
            case 9 when _random.Next(20) == 0:
                Reconfigure();
                break;
            case 10 when _kernel.Notice() is SupervisorInput notice:
                Tell(notice);
                break;
            default:
                if (_random.Next(40) == 0)
                {
                    Tell(new SupervisorInput.ShutdownAsked(null));
                }
                else if (_random.Next(6) == 0)
                {
                    _kernel.Unstick();
                }

                break;
        }
    }

    /// <summary>Once nothing goes wrong any more, every job gets where it is to go, and every question is answered.</summary>
    private void Calm()
    {
        _kernel.IsCalm = true;
        _kernel.Unstick();
        for (int round = 0; round < 400 && _exitCode is null && Inputs <= MostInputs; round++)
        {
            Advance(TimeSpan.FromSeconds(5));
            _kernel.Unstick();
        }

        // Jobs may send each other up and down for ever; what counts is that none is stuck.
        int changes = _changes;
        Advance(TimeSpan.FromMinutes(2));
        if (_exitCode is not null || _isEndless || _changes != changes || Inputs > MostInputs)
        {
            return;
        }

        foreach (InstanceStatus status in _supervisor.Status())
        {
            bool isThere = (status.Goal, status.State) is (JobGoal.Stop, JobState.Waiting) or (JobGoal.Start, JobState.Running);
            Require(isThere || (status.Goal == JobGoal.Start && status.State == JobState.Waiting), $"{status} has not arrived");
        }

        Require(_clients.Open.Count == 0, $"questions {string.Join(' ', _clients.Open)} are open");
    }

    private void ShutDown()
    {
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
        TimeSpan until = _kernel.Now + span;
        while (_exitCode is null)
        {
            TimeSpan? next = Earlier(_kernel.Next, _supervisor.NextDeadline);
            if (next is not TimeSpan at || at > until)
            {
                break;
            }

            if (_isEndless && !_supervisor.IsShuttingDown)
            {
                return;
            }

            bool isTimer = _supervisor.NextDeadline <= at;
            _kernel.JumpTo(at);
            SupervisorInput? input = _kernel.Take();
            Require(input is not null || isTimer || _kernel.Next != at, "time stands still");
            Tell(input ?? new SupervisorInput.TimePassed());
        }

        _kernel.JumpTo(until);
    }

    /// <summary>Files go, come back, and change.</summary>
    private void Reconfigure()
    {
        _isReconfigured = true;
        JobDefinition[] jobs = [.. _jobs.Where(_ => _random.Next(5) != 0)
            .Select(job => _random.Next(3) == 0 ? job with { Description = $"{_random.Next(2)}" } : job)];
        Tell(new SupervisorInput.Configured(_init, jobs, []));
    }

    private void Tell(SupervisorInput input)
    {
        Inputs++;
        Note($"{_kernel.Now.TotalSeconds:0.000} {input}");
        IReadOnlyList<SupervisorEffect> effects = _supervisor.Handle(input, _kernel.Now);
        Mirror(input, effects);
        foreach (SupervisorEffect effect in effects)
        {
            Require(_exitCode is null, "effects after the exit");
            Do(effect);
        }

        _picture?.Take(effects);
        CheckInvariants();
    }

    /// <summary>The twin does the same, also where it is replaced at any moment.</summary>
    private void Mirror(SupervisorInput input, IReadOnlyList<SupervisorEffect> effects)
    {
        _twin.Take(input, _kernel.Now, effects);
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
            Note($"    {effect}");
        }

        switch (effect)
        {
            case SupervisorEffect.Spawn spawn:
                Note($"    spawn {spawn.Job.Name} {spawn.Role} as {spawn.Process}");
                _kernel.Spawn(spawn);
                break;
            case SupervisorEffect.Send send:
                _kernel.Send(send);
                break;
            case SupervisorEffect.EndRemains end:
                _kernel.EndRemains(end);
                break;
            case SupervisorEffect.FindMain find:
                _kernel.Find(find);
                break;
            case SupervisorEffect.StopFinding stop:
                _kernel.StopFinding(stop);
                break;
            case SupervisorEffect.CheckConditions check:
                _kernel.Check(check);
                break;
            case SupervisorEffect.KillAll:
                _kernel.KillAll();
                break;
            case SupervisorEffect.Answer answer:
                _clients.Take(answer);
                break;
            case SupervisorEffect.Exit exit:
                _exitCode = exit.ExitCode;
                break;
            case SupervisorEffect.Say say:
                Require(!say.Message.StartsWith("internal error", StringComparison.Ordinal), say.Message);
                _changes += say.Message.StartsWith("state changed", StringComparison.Ordinal) ? 1 : 0;
                _ = say.Message.Contains("going on without", StringComparison.Ordinal) && _excused.Add(say.Job);
                _isEndless |= say.Message.Contains("without end", StringComparison.Ordinal);
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

        _shutdownBegan ??= _supervisor.IsShuttingDown ? _kernel.Now : null;
        if (_shutdownBegan is TimeSpan began)
        {
            TimeSpan most = _init.ShutdownTimeout + SupervisorLimits.KillGrace;
            Require(_kernel.Now - began <= most, $"the shutdown takes longer than {most}");
        }

        Require(_supervisor.Waiting == _clients.Open.Count, "somebody waits who does not, or does not who waits");
        HashSet<int> pids = [.. _kernel.Alive.Select(process => process.Pid)];
        foreach (InstanceStatus status in _supervisor.Status())
        {
            // Nobody waits for a process that the kernel cannot report any more.
            Require(status.MainPid == 0 || pids.Contains(status.MainPid), $"{status}: that process is gone");
            Require(status.HelperPid == 0 || pids.Contains(status.HelperPid), $"{status}: that helper is gone");
            CheckAwaiters(status);
            CheckWhy(status);
            RunningProcess? main = _supervisor.Find(status.Job, status.Instance)!.Main;
            bool isUp = status is { Goal: JobGoal.Start, State: JobState.Running, HelperRole: null };
            Require(!isUp || IsState(status.Job) || main is not null, $"{status}: up without a process");
            Require(status.State != JobState.Waiting || main is null, $"{status}: down with a process");
            CheckLeft(status);
        }

        Require(_isEndless || _supervisor.FindCircle() is null, "jobs wait for each other in a circle");
        Require(_kernel.Sought.All(process => Main(process) is { Search.IsOpen: true }), "a process is looked for, and nobody wants to know");
        CheckOrder();
    }

    /// <summary>Nobody is kept who is gone, and nobody who waits for what has come about.</summary>
    private void CheckAwaiters(InstanceStatus status)
    {
        JobInstance instance = _supervisor.Find(status.Job, status.Instance)!;
        foreach (Awaiter awaiter in instance.StartAwaiters.Concat(instance.StopAwaiters))
        {
            Require(
                awaiter is not Awaiter.Client client || _clients.Open.ContainsKey(client.Ticket.Number),
                $"{status} keeps one who does not wait");
        }

        bool isDown = status is { Goal: JobGoal.Stop, State: JobState.Waiting or JobState.Unkillable };
        Require(!isDown || _isEndless || instance.StartAwaiters.Count + instance.StopAwaiters.Count == 0, $"{status} keeps those who wait");
    }

    /// <summary>A job that is down has left nothing behind, unless it was to, or nobody could help it.</summary>
    private void CheckLeft(InstanceStatus status)
    {
        JobDefinition job = _jobs.Single(each => each.Name == status.Job);
        _ = status.State == JobState.Unkillable && _excused.Add(_supervisor.Find(status.Job, status.Instance)!.Title);
        if (status.State == JobState.Waiting && job is { KillMode: KillMode.Tree or KillMode.Mixed, Adoption: null or Adoption.Kill })
        {
            string owner = $"{status.Job}/{status.Instance}";
            Require(
                _excused.Contains(_supervisor.Find(status.Job, status.Instance)!.Title)
                    || !_kernel.Alive.Any(process => process.Owner == owner && process.Role is null),
                $"{status} has left processes behind");
        }
    }

    /// <summary>There is always something to say, and never more than a page.</summary>
    private void CheckWhy(InstanceStatus status)
    {
        if (Inputs % 8 == 0)
        {
            IReadOnlyList<string> why = _supervisor.Why(status.Job, status.Instance, _kernel.Now);
            Require(why.Count is > 0 and <= SupervisorLimits.Reasons, $"{status} has {why.Count} reasons");
            _twin.CompareWhy(status.Job, status.Instance, _kernel.Now);
            Require(why.All(sentence => sentence.Length > 0 && !sentence.Contains("  ", StringComparison.Ordinal)), string.Join('|', why));
        }
    }

    /// <summary>A job that begins to go down is not before those that come after it and are going down already.</summary>
    private void CheckOrder()
    {
        if (_isReconfigured)
        {
            return;
        }

        Dictionary<string, InstanceStatus> now = _supervisor.Status()
            .Where(status => status.Job != SimulatedJobs.Keyed).ToDictionary(status => status.Job);
        foreach (InstanceStatus status in now.Values.Where(status => status.Goal == JobGoal.Stop && status.MainPid > 0
            && !_supervisor.Find(status.Job, "")!.IsKilledOutright
            && status.State is JobState.PreStop or JobState.Stopping or JobState.Killed))
        {
            bool hasJustLeft = _before.TryGetValue(status.Job, out InstanceStatus? earlier) && earlier.State == JobState.Running;
            foreach (int later in hasJustLeft ? _graph.Neighbours(_graph.IndexOf(status.Job), JobRelation.ComesBefore) : [])
            {
                string name = _graph.Jobs[later].Name;
                bool wasStopping = _before.TryGetValue(name, out InstanceStatus? other)
                    && other is { Goal: JobGoal.Stop, State: JobState.Running };
                Require(
                    !wasStopping || now[name] is not { Goal: JobGoal.Stop, State: JobState.Running, MainPid: > 0 },
                    $"{status} is stopped before {now[name]}");
            }
        }

        _before = now;
    }

    private bool IsState(string job) => _jobs.Single(each => each.Name == job).Type == JobType.State;

    private RunningProcess? Main(ProcessTicket process) => _supervisor.Status()
        .Select(status => _supervisor.Find(status.Job, status.Instance)?.Main)
        .FirstOrDefault(main => main?.Ticket == process);

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException(problem);
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
