using System;
using System.Collections.Generic;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Jobs that wait for each other in a circle.</content>
/// <remarks>
/// The order of jobs has no circle, so there is none without a hook: a job in <c>starting</c> or <c>stopping</c> that
/// waits for what its event started or stopped, which waits for the job in turn. A wait can close a circle only when it
/// begins: when a goal turns, when a job comes down to wait before it goes up again, and when an event blocks its
/// emitter. After an input with one of these, and only while a hook is open, the waits that can be reached from the open
/// hooks are looked through.
/// </remarks>
public sealed partial class Supervisor
{
    private readonly HashSet<PendingEvent> _openHooks = [];
    private long _waits;
    private bool _mayBeCircular;

    /// <summary>Adds whom an instance waits for, or will once a pause or a helper of its own is over.</summary>
    internal static void AddWaits(JobInstance instance, List<Wait> waits)
    {
        switch (instance.State)
        {
            case JobState.Waiting when instance.WantsUp:
                foreach (JobInstance other in Neighbours(instance, JobRelation.ComesAfter))
                {
                    AddWait(instance, other, WaitKind.Order, IsOnItsWay(other), waits);
                }

                foreach (JobInstance other in Neighbours(instance, JobRelation.Conflicts))
                {
                    AddWait(instance, other, WaitKind.Conflict, IsInTheWay(other), waits);
                }

                break;
            case JobState.Running when instance is { Goal: JobGoal.Stop, Main: not null }:
                foreach (JobInstance other in Neighbours(instance, JobRelation.ComesBefore))
                {
                    AddWait(instance, other, WaitKind.Order, IsGoingDown(other), waits);
                }

                break;
            case JobState.Starting or JobState.Stopping when instance.Emitted is PendingEvent emitted:
                foreach ((JobInstance other, long since) in emitted.Blocking ?? [])
                {
                    waits.Add(new Wait(instance, other, WaitKind.Hook, since));
                }

                // A table has them in an order that hangs on who has gone since.
                waits.Sort((left, right) => left.Since.CompareTo(right.Since));
                break;
            default:
                break;
        }
    }

    /// <summary>Gives a circle of waits; null if there is none.</summary>
    internal List<Wait>? FindCircle()
    {
        WaitPath path = new();
        foreach (PendingEvent hook in SortedHooks())
        {
            if (hook.Emitter is JobInstance emitter && path.Find(emitter) is List<Wait> circle)
            {
                return circle;
            }
        }

        return null;
    }

    private List<PendingEvent> SortedHooks()
    {
        List<PendingEvent> hooks = [.. _openHooks];
        hooks.Sort((left, right) => left.OpenedAt.CompareTo(right.OpenedAt));
        return hooks;
    }

    private static void AddWait(JobInstance from, JobInstance to, WaitKind kind, bool isAhead, List<Wait> waits)
    {
        if (isAhead && from.Released?.Contains(to) != true)
        {
            waits.Add(new Wait(from, to, kind, long.Max(from.WaitsSince, to.WaitsSince)));
        }
    }

    private void NoteWait(JobInstance instance)
    {
        instance.WaitsSince = ++_waits;
        _mayBeCircular = true;
    }

    /// <summary>Opens the circles that there are; what they held goes on the agenda.</summary>
    private void BreakCircles()
    {
        while (_mayBeCircular && _openHooks.Count > 0 && FindCircle() is List<Wait> circle)
        {
            // Two that must not be up together are not let up together: there is another wait, since there is a hook.
            List<Wait> droppable = circle.FindAll(wait => wait.Kind != WaitKind.Conflict);
            droppable.Sort((left, right) => left.Since.CompareTo(right.Since));
            Wait youngest = droppable[^1];
            List<Wait> shown = circle.GetRange(0, Math.Min(circle.Count, SupervisorLimits.NamesInAMessage));
            string names = string.Join(", ", shown.ConvertAll(wait => wait.From.Title));
            Say(LogLevel.Warn, youngest.From, $"does not wait for {youngest.To.Title}: they wait for each other in a circle ({names})");
            Drop(youngest);
        }

        _mayBeCircular = false;
    }

    private void Drop(Wait wait)
    {
        if (wait.Kind == WaitKind.Order)
        {
            (wait.From.Released ??= []).Add(wait.To);
            Stimulate(wait.From, JobStimulus.NeighbourChanged);
        }
        else if (wait.From.Emitted is PendingEvent hook)
        {
            wait.To.StartAwaiters.RemoveAll(awaiter => awaiter is Awaiter.Emission emission && emission.Pending == hook);
            wait.To.StopAwaiters.RemoveAll(awaiter => awaiter is Awaiter.Emission emission && emission.Pending == hook);
            Unblock(hook, wait.To);
        }
    }
}
