using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Supervision;
using MiniInit.Core.Tests.Supervision.Snapshots;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A supervisor with a kernel of its own that does at once what is asked, and tells what was asked.</summary>
internal sealed class Rig
{
    /// <summary>How often a test has its supervisor compared, and with how many jobs at most: large ones take their time.</summary>
    private const int MostTwins = 200, MostJobs = 50;

    private readonly Supervisor _supervisor;
    private readonly Dictionary<ProcessTicket, Child> _children = [];
    private readonly Queue<SupervisorInput> _outcomes = new();
    private int _lastPid = 100;
    private long _lastClient;
    private int _twins;

    /// <summary>Whether a test may have made it what no supervisor is.</summary>
    private bool _isBroken;

    public Rig(params JobDefinition[] jobs)
        : this(new InitDefinition(), jobs)
    {
    }

    public Rig(InitDefinition init, params JobDefinition[] jobs)
        : this(isSession: false, init, jobs)
    {
    }

    public Rig(bool isSession, InitDefinition init, params JobDefinition[] jobs)
    {
        _supervisor = new Supervisor(seed: 1) { IsSession = isSession };
        Tell(new SupervisorInput.Configured(init, jobs, []));
    }

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(1000);

    /// <summary>What was asked for and said, in order: <c>web: spawn main</c>, <c>web: TERM to main (101), tree</c>.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Programs that cannot be started: jobs with roles, <c>web main</c>.</summary>
    public HashSet<string> Missing { get; } = [];

    /// <summary>Whether they may be later.</summary>
    public bool IsPassing { get; set; }

    /// <summary>Whether a test says itself when a process has started.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Conditions that do not hold: titles of jobs with the reason.</summary>
    public Dictionary<string, string> Unmet { get; } = [];

    /// <summary>Jobs whose main process leaves others behind, until <see cref="LetGo"/>.</summary>
    public HashSet<string> Leaving { get; } = [];

    /// <summary>The processes that were asked for, the signals, and the ends of what was left.</summary>
    public List<SupervisorEffect.Spawn> Spawns { get; } = [];

    public List<SupervisorEffect.Send> Sends { get; } = [];

    public List<SupervisorEffect.EndRemains> Ends { get; } = [];

    public List<SupervisorEffect.FindMain> Searches { get; } = [];

    public int? ExitCode { get; private set; }

    public IEnumerable<InstanceStatus> Status => _supervisor.Status();

    public IReadOnlyCollection<string> AwaitedFiles => _supervisor.AwaitedFiles;

    public IReadOnlyList<Child> Alive => [.. _children.Values.OrderBy(child => child.Pid)];

    public TimeSpan? NextDeadline => _supervisor.NextDeadline;

    /// <summary>Gives an instance as the supervisor has it, for tests of what must not be.</summary>
    public JobInstance Inside(string job)
    {
        _isBroken = true;
        return _supervisor.Find(job, "") ?? throw new ArgumentException(job);
    }

    public static JobDefinition Service(string name) => new(name) { Command = new JobCommand.Program(["run"]) };

    public static JobDefinition Task(string name) => Service(name) with { Type = JobType.Task };

    public static Hook Hook(double seconds = 60) =>
        new(new JobCommand.Program(["help"]), TimeSpan.FromSeconds(seconds));

    public static EventExpression On(string text) =>
        EventExpressionParser.TryParse(text, out EventExpression? expression, out ParseError error)
            ? expression : throw new ArgumentException(error.Message);

    /// <summary>Hands in an input, does what follows, and hands in what came of that.</summary>
    public void Tell(SupervisorInput input)
    {
        _outcomes.Enqueue(input);
        while (_outcomes.TryDequeue(out SupervisorInput? next))
        {
            // Each step that a test takes is one that a supervisor takes as well which has just been replaced.
            Twin? twin = _isBroken || _twins++ > MostTwins || _supervisor.JobNames().Count > MostJobs ? null : new Twin(_supervisor);
            IReadOnlyList<SupervisorEffect> effects = _supervisor.Handle(next, Now);
            twin?.Take(next, Now, passesTime: true, effects);
            twin?.Replace();
            foreach (SupervisorEffect effect in effects)
            {
                Do(effect);
            }
        }
    }

    /// <summary>Lets time pass, stopping at each deadline on the way.</summary>
    public void Pass(double seconds)
    {
        TimeSpan until = Now + TimeSpan.FromSeconds(seconds);
        while (_supervisor.NextDeadline is TimeSpan next && next <= until)
        {
            Now = next > Now ? next : Now;
            Tell(new SupervisorInput.TimePassed());
        }

        Now = until;
        Tell(new SupervisorInput.TimePassed());
    }

    /// <summary>Ends a process of a job.</summary>
    public void End(string title, ProcessEnd end, ProcessRole role = ProcessRole.Main)
    {
        Child child = _children.Values.Single(child => child.Title == title && child.Role == role);
        _children.Remove(child.Ticket);
        Tell(new SupervisorInput.ChildExited(child.Pid, end, MayHaveLeft: Leaving.Contains(title)));
    }

    public void Exit(string title, int code = 0, ProcessRole role = ProcessRole.Main) =>
        End(title, new ProcessEnd.Exited(code), role);

    public void Ready(string title) => Tell(new SupervisorInput.Ready(Main(title)));

    public void Notify(string title, string message) => Notify(Main(title), message);

    public void Notify(ProcessTicket process, string message) =>
        Tell(new SupervisorInput.Notified(process, NotifyParser.Parse(Encoding.UTF8.GetBytes(message))));

    /// <summary>Gives the number of a job's main process.</summary>
    public ProcessTicket Main(string title) =>
        _children.Values.Single(child => child.Title == title && child.Role == ProcessRole.Main).Ticket;

    public string? Start(string job, params EventVariable[] variables) =>
        Ask(new SupervisorRequest.Start(Target(job, variables), Waits: true));

    public string? Stop(string job, params EventVariable[] variables) =>
        Ask(new SupervisorRequest.Stop(Target(job, variables), Waits: true));

    public string? Restart(string job) => Ask(new SupervisorRequest.Restart(Target(job), Waits: true));

    public string? Kill(string job) => Ask(new SupervisorRequest.Kill(Target(job), Waits: true));

    public string? Emit(string name, params EventVariable[] variables) =>
        Ask(new SupervisorRequest.EmitEvent(new Event(name, variables), Waits: true));

    public static JobTarget Target(string job, params EventVariable[] variables) => new(job, null, [.. variables]);

    /// <summary>Asks for something; gives what became of it, empty where it was done, null if there is no answer yet.</summary>
    public string? Ask(SupervisorRequest request)
    {
        ClientTicket client = new(++_lastClient);
        Tell(new SupervisorInput.Asked(client, request));
        return AnswerTo(client.Number);
    }

    public string[] Why(string job, string instance = "") => [.. _supervisor.Why(job, instance, Now)];

    /// <summary>Somebody who asked goes away.</summary>
    public void Go(long client) => Tell(new SupervisorInput.ClientGone(new ClientTicket(client)));

    public string? AnswerTo(long client)
    {
        string start = $"answer {client}: ";
        return Trace.LastOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }

    /// <summary>Gives what was traced since the last time.</summary>
    public string[] Take(Func<string, bool>? which = null)
    {
        string[] lines = [.. Trace.Where(which ?? (_ => true))];
        Trace.Clear();
        return lines;
    }

    /// <summary>Gives the states that jobs went through since the last time: <c>web starting</c>.</summary>
    public string[] States() => [.. Take(line => line.Contains(" -> ", StringComparison.Ordinal))
        .Select(line => line.Replace(": ", " ", StringComparison.Ordinal))
        .Select(line => $"{line[..line.IndexOf(' ', StringComparison.Ordinal)]} {line[(line.LastIndexOf(' ') + 1)..]}")];

    /// <summary>What a main process left behind is gone.</summary>
    public void LetGo(string title, int pid)
    {
        Leaving.Remove(title);
        Tell(new SupervisorInput.ProcessesGone(title, "", pid));
    }

    private void EndRemains(SupervisorEffect.EndRemains end)
    {
        Ends.Add(end);
        string title = Title(end.Job, end.Instance);
        if (Leaving.Contains(title))
        {
            Trace.Add($"{title}: {end.Signal} to what {end.Pid} left");
        }
        else
        {
            _outcomes.Enqueue(new SupervisorInput.ProcessesGone(end.Job, end.Instance, end.Pid));
        }
    }

    private static string Title(string job, string instance) => instance.Length == 0 ? job : $"{job} ({instance})";

    private void Do(SupervisorEffect effect)
    {
        switch (effect)
        {
            case SupervisorEffect.Spawn spawn:
                Spawn(spawn);
                break;
            case SupervisorEffect.GiveUp start:
                SupervisorEffect.Spawn given = Spawns.Single(spawn => spawn.Process == start.Process);
                Trace.Add($"{Title(given.Job.Name, given.Instance)}: give up {Supervisor.Text(given.Role)}");
                break;
            case SupervisorEffect.FindMain find:
                Searches.Add(find);
                Trace.Add($"{Title(find.Job.Name, find.Instance)}: find main {find.Search.ToString().ToLowerInvariant()}");
                break;
            case SupervisorEffect.StopFinding:
                Trace.Add("stop finding");
                break;
            case SupervisorEffect.TellStrays tell:
                Trace.Add($"{Title(tell.Job, tell.Instance)}: tell strays");
                break;
            case SupervisorEffect.Send send:
                Sends.Add(send);
                string title = _children.TryGetValue(send.Process, out Child? child) ? $"{child.Title}: {send.Signal} to {Supervisor.Text(child.Role)}" : $"{send.Signal} to nobody";
                Trace.Add($"{title}, {send.Scope.ToString().ToLowerInvariant()}");
                break;
            case SupervisorEffect.KillAll:
                Trace.Add("kill all");
                foreach (Child each in Alive.Where(each => !each.IsStuck))
                {
                    _children.Remove(each.Ticket);
                    _outcomes.Enqueue(new SupervisorInput.ChildExited(each.Pid, new ProcessEnd.Killed(Signal.Kill)));
                }

                break;
            case SupervisorEffect.Answer answer:
                Trace.Add($"answer {answer.Client.Number}: {Outcomes.Text(answer.Outcome)}");
                break;
            case SupervisorEffect.Say say:
                const string Changed = "state changed from ";
                Trace.Add(say.Message.StartsWith(Changed, StringComparison.Ordinal)
                    ? $"{say.Job}: {say.Message[Changed.Length..].Replace(" to ", " -> ", StringComparison.Ordinal)}"
                    : $"{say.Job}: {say.Level.ToString().ToLowerInvariant()}: {say.Message}");
                break;
            case SupervisorEffect.Failed failed:
                Trace.Add($"{Title(failed.Job, failed.Instance)}: warn: {failed.Failure.Sentence}");
                Trace.Add($"{Title(failed.Job, failed.Instance)}: failed {failed.Failure.Process}");
                break;
            case SupervisorEffect.Forgotten forgotten:
                Trace.Add($"{Title(forgotten.Job, forgotten.Instance)}: forgotten");
                break;
            case SupervisorEffect.CheckConditions check:
                Trace.Add($"{Title(check.Job, check.Instance)}: check conditions");
                _outcomes.Enqueue(new SupervisorInput.ConditionsChecked(
                    check.Job, check.Instance, Unmet.GetValueOrDefault(Title(check.Job, check.Instance))));
                break;
            case SupervisorEffect.EndRemains end:
                EndRemains(end);
                break;
            case SupervisorEffect.Changed changed:
                Trace.Add($"{Title(changed.Job, changed.Instance)}: changed");
                break;
            case SupervisorEffect.Emitted emitted:
                Trace.Add($"emitted {emitted.Event}");
                break;
            case SupervisorEffect.Exit exit:
                Assert.Null(ExitCode);
                ExitCode = exit.ExitCode;
                Trace.Add($"exit {exit.ExitCode}");
                break;
            default:
                throw new InvalidOperationException(effect.GetType().Name);
        }
    }

    private void Spawn(SupervisorEffect.Spawn spawn)
    {
        Spawns.Add(spawn);
        string title = Title(spawn.Job.Name, spawn.Instance);
        string variables = string.Concat(spawn.Variables.Select(variable => $" {variable}").Concat(spawn.Removed.Select(name => $" -{name}")));
        Trace.Add($"{title}: spawn {Supervisor.Text(spawn.Role)}{variables}");
        if (Missing.Contains($"{title} {Supervisor.Text(spawn.Role)}"))
        {
            _outcomes.Enqueue(new SupervisorInput.SpawnFailed(
                spawn.Process, "unable to execute: No such file or directory", IsPassing));
            return;
        }

        if (IsSlow)
        {
            return;
        }

        Child child = new(spawn.Process, ++_lastPid, title, spawn.Role);
        _children.Add(spawn.Process, child);
        _outcomes.Enqueue(new SupervisorInput.ChildStarted(spawn.Process, child.Pid));
    }
}
