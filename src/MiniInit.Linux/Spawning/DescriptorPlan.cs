using System;
using System.Collections.Generic;

namespace MiniInit.Linux.Spawning;

/// <summary>
/// What a step of a <see cref="DescriptorPlan"/> does. "Held" is one descriptor that the child makes on the way.
/// </summary>
internal enum DescriptorAction
{
    /// <summary>The target becomes a copy of the source.</summary>
    Copy,

    /// <summary>The target is already what it is to be, and only has to survive the exec.</summary>
    Keep,

    /// <summary>Holds a copy of the source, at the target's number or above.</summary>
    Hold,

    /// <summary>Holds /dev/null.</summary>
    HoldNull,

    /// <summary>The target becomes a copy of what is held.</summary>
    CopyHeld,
}

/// <summary>One step.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Source">From where, or -1.</param>
/// <param name="Target">To where.</param>
internal readonly record struct DescriptorStep(DescriptorAction Action, int Source, int Target)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(DescriptorStep);
}

/// <summary>
/// In which order descriptors are put in place, when the source of one may be the number of another: a target is
/// overwritten once nobody needs what was there. Where they wait for each other in a circle, one is held aside.
/// </summary>
internal static class DescriptorPlan
{
    /// <summary>Each descriptor one step, each circle (of two or more) another one, and one for /dev/null.</summary>
    internal const int MaxSteps = SpawnRequest.MaxDescriptors + (SpawnRequest.MaxDescriptors / 2) + 1;

    /// <summary>Makes the steps for <paramref name="descriptors"/>.</summary>
    /// <exception cref="ArgumentException">Too many; a number below 0; a target twice.</exception>
    internal static List<DescriptorStep> Make(IReadOnlyList<SpawnDescriptor> descriptors)
    {
        Check(descriptors);
        var steps = new List<DescriptorStep>(descriptors.Count);
        var open = new List<SpawnDescriptor>(descriptors.Count);
        int aboveAll = 0;
        foreach (SpawnDescriptor descriptor in descriptors)
        {
            aboveAll = Math.Max(aboveAll, descriptor.Target + 1);
            if (descriptor.Source != SpawnDescriptor.Null && descriptor.Source != descriptor.Target)
            {
                open.Add(descriptor);
            }
        }

        while (open.Count > 0)
        {
            if (!TakeFree(open, steps))
            {
                BreakCircle(open, steps, aboveAll);
            }
        }

        AddKeptAndNull(descriptors, steps);
        return steps;
    }

    private static void Check(IReadOnlyList<SpawnDescriptor> descriptors)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            descriptors.Count, SpawnRequest.MaxDescriptors, nameof(descriptors));
        var targets = new HashSet<int>(descriptors.Count);
        foreach (SpawnDescriptor descriptor in descriptors)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(descriptor.Target, nameof(descriptors));
            ArgumentOutOfRangeException.ThrowIfLessThan(descriptor.Source, SpawnDescriptor.Null, nameof(descriptors));
            if (!targets.Add(descriptor.Target))
            {
                throw new ArgumentException($"descriptor {descriptor.Target} is to be two things", nameof(descriptors));
            }
        }
    }

    /// <summary>Puts one in place whose number no other waits for.</summary>
    private static bool TakeFree(List<SpawnDescriptor> open, List<DescriptorStep> steps)
    {
        int free = open.FindIndex(one => !open.Exists(other => other.Source == one.Target));
        if (free < 0)
        {
            return false;
        }

        steps.Add(Step(open[free]));
        open.RemoveAt(free);
        return true;
    }

    /// <summary>
    /// Nothing is free, so every target is the source of exactly one other: there are circles and nothing else. One is
    /// put in place from its first target to the last, before another needs the place aside.
    /// </summary>
    private static void BreakCircle(List<SpawnDescriptor> open, List<DescriptorStep> steps, int aboveAll)
    {
        SpawnDescriptor first = open[0];
        steps.Add(new DescriptorStep(DescriptorAction.Hold, first.Target, aboveAll));
        SpawnDescriptor next = first;
        while (next.Source != first.Target)
        {
            steps.Add(Step(next));
            _ = open.Remove(next);
            int place = next.Source;
            next = open.Find(one => one.Target == place);
        }

        steps.Add(new DescriptorStep(DescriptorAction.CopyHeld, -1, next.Target));
        _ = open.Remove(next);
    }

    /// <summary>
    /// Last: /dev/null is opened at the lowest number that is free, which can be no other's target by now, and what
    /// stays may have been a source as well.
    /// </summary>
    private static void AddKeptAndNull(IReadOnlyList<SpawnDescriptor> descriptors, List<DescriptorStep> steps)
    {
        bool held = false;
        foreach (SpawnDescriptor descriptor in descriptors)
        {
            if (descriptor.Source == descriptor.Target)
            {
                steps.Add(new DescriptorStep(DescriptorAction.Keep, -1, descriptor.Target));
            }
            else if (descriptor.Source == SpawnDescriptor.Null)
            {
                if (!held)
                {
                    steps.Add(new DescriptorStep(DescriptorAction.HoldNull, -1, -1));
                    held = true;
                }

                steps.Add(new DescriptorStep(DescriptorAction.CopyHeld, -1, descriptor.Target));
            }
        }
    }

    private static DescriptorStep Step(SpawnDescriptor descriptor) =>
        new(DescriptorAction.Copy, descriptor.Source, descriptor.Target);
}
