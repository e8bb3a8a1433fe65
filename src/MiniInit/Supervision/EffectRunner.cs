using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Control;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Supervision;

/// <summary>Does what the supervisor asks for, in its order, and puts what becomes of it among the inputs.</summary>
internal sealed class EffectRunner(
    Supervisor supervisor, Starter starter, JobSignals signals, TreeSignals trees, Remainders remainders, MainFinder finder, Invocations invocations, JobConsoles consoles,
    Conditions conditions, Controls controls,
    Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    private readonly Queue<SupervisorEffect> _effects = new();
    private int _starts;

    /// <summary>With which code init is to end; null until it is.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether some are not done yet.</summary>
    public bool HasMore => _effects.Count > 0;

    /// <summary>Adds what the supervisor asked for to what is to be done.</summary>
    public void Add(IReadOnlyList<SupervisorEffect> effects)
    {
        foreach (SupervisorEffect effect in effects)
        {
            _effects.Enqueue(effect);
        }
    }

    /// <summary>Does them, until it has made as many starts as a turn may have; nothing after an exit.</summary>
    public void Run()
    {
        while (ExitCode is null && _effects.TryPeek(out SupervisorEffect? effect))
        {
            SupervisorEffect.Spawn? start = effect as SupervisorEffect.Spawn;
            bool isCalledOff = start is not null && !supervisor.IsWanted(start.Process);
            if (start is not null && !isCalledOff && ++_starts > SupervisionLimits.StartsPerTurn)
            {
                break;
            }

            _ = _effects.Dequeue();
            if (isCalledOff)
            {
                starter.CallOff(start!);
            }
            else
            {
                RunGuarded(effect);
            }
        }
    }

    /// <summary>
    /// What comes of an instance after it was to be killed is not meant; whom it leaves is not to be looked for among the condemned;
    /// and of one that is forgotten nobody would be found.
    /// </summary>
    private void KillBefore(SupervisorEffect effect)
    {
        if (effect is SupervisorEffect.Spawn start)
        {
            trees.FlushIfAimedAt(start.Job.Name, start.Instance);
        }
        else if (effect is SupervisorEffect.FindMain find)
        {
            trees.FlushIfAimedAt(find.Job.Name, find.Instance);
        }
        else if (effect is SupervisorEffect.Forgotten forgotten)
        {
            trees.FlushIfAimedAt(forgotten.Job, forgotten.Instance);
        }
    }

    /// <summary>All that was done for the inputs of a turn is done: what is to be killed is so now, together, before anybody is reaped.</summary>
    public void EndInputs() => trees.Flush();

    /// <summary>A turn may make starts again.</summary>
    public void BeginTurn() => _starts = 0;

    /// <summary>What is known of other processes is out of date by the next turn.</summary>
    public void EndTurn()
    {
        signals.EndBatch();
        invocations.Leaves.EndTurn(invocations);
        signals.EndTurn();
        SpareDescriptors.Keep();
    }

    private void RunGuarded(SupervisorEffect effect)
    {
        try
        {
            KillBefore(effect);
            Run(effect);
        }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            journal.Say(LogLevel.Error, "", $"cannot do {effect.GetType().Name}, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
            if (effect is SupervisorEffect.Spawn spawn)
            {
                // Its job waits for an answer.
                inputs.Enqueue(new SupervisorInput.SpawnFailed(spawn.Process, $"cannot start it: {e.Message}"));
            }
        }
    }

    private void Run(SupervisorEffect effect)
    {
        switch (effect)
        {
            case SupervisorEffect.Spawn spawn:
                starter.Start(spawn);
                break;
            case SupervisorEffect.Send send:
                signals.Send(send);
                break;
            case SupervisorEffect.GiveUp start:
                starter.GiveUp(start.Process);
                break;
            case SupervisorEffect.EndRemains end:
                remainders.End(end);
                break;
            case SupervisorEffect.TellStrays tell:
                remainders.Tell(tell);
                break;
            case SupervisorEffect.FindMain find:
                finder.Find(find);
                break;
            case SupervisorEffect.StopFinding stop:
                finder.Stop(stop.Process);
                break;
            case SupervisorEffect.KillAll:
                signals.KillAll();
                break;
            case SupervisorEffect.CheckConditions check:
                inputs.Enqueue(conditions.Check(check));
                break;
            case SupervisorEffect.Forgotten forgotten:
                consoles.Forget(forgotten.Job, forgotten.Instance);
                invocations.Forget(forgotten.Job, forgotten.Instance);
                controls.Take(forgotten);
                break;
            case SupervisorEffect.Answer answer:
                controls.Take(answer);
                break;
            case SupervisorEffect.Changed changed:
                controls.Take(changed);
                break;
            case SupervisorEffect.Emitted emitted:
                controls.Take(emitted);
                break;
            case SupervisorEffect.Say say:
                journal.Say(say.Level, say.Job, say.Message);
                break;
            case SupervisorEffect.Failed failed:
                SayFailure(failed);
                break;
            case SupervisorEffect.Exit exit:
                // What jobs left behind: with process 1 it would end anyway, and below a subreaper it would live on.
                signals.KillAll();
                ExitCode = exit.ExitCode;
                break;
            default:
                throw new UnreachableException(effect.GetType().Name);
        }
    }

    private void SayFailure(SupervisorEffect.Failed failed) => journal.SayFailure(
        LogLevel.Warn,
        JobConsoles.Title(failed.Job, failed.Instance),
        failed.Failure.Sentence,
        consoles.LastLines(failed.Job, failed.Instance));
}
