using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// Looks whether everybody who waits does so for something that is still to come: a time, a process, an answer of the kernel,
/// or an instance that is on its way itself. As there are no circles, all of that ends in what the world owes; so who is
/// forgotten shows at once, and not by waiting for ever.
/// </summary>
internal sealed class WaitCheck(Supervisor supervisor, SimulatedShell shell, SimulatedClients clients)
{
    private readonly HashSet<long> _found = [];

    public void Run()
    {
        _found.Clear();
        foreach (InstanceStatus status in supervisor.Status())
        {
            JobInstance instance = supervisor.Find(status.Job, status.Instance)!;
            Require(instance.Deadline is null || supervisor.NextDeadline <= instance.Deadline, $"{status}: nobody comes at its deadline");
            Require(IsExpected(instance), $"{status} waits for nothing");
            CheckAwaiters(instance, status);
        }

        foreach (long client in clients.Open.Keys)
        {
            Require(_found.Contains(client), $"client {client} waits for nothing: {clients.Open[client]}");
        }
    }

    /// <summary>Whether there is something that will bring an instance to where it goes.</summary>
    private bool IsExpected(JobInstance instance) => (instance.State, instance.Goal) switch
    {
        (JobState.Waiting, JobGoal.Stop) or (JobState.Running, JobGoal.Start) or (JobState.Unkillable, _) => true,
        (JobState.Waiting, _) => instance.Deadline is not null
            || shell.Owes(instance.Job.Definition.Name, instance.Name)
            || IsAny(instance, JobRelation.ComesAfter, other => !IsThere(other) || (other.Definition.Type == JobType.Task && IsWanted(other)))
            || IsAny(instance, JobRelation.Conflicts, other => !IsDown(other)),
        (JobState.Running, JobGoal.Stop) => instance.Helper is not null
            || (supervisor.IsShuttingDown ? IsAnyGoingDown(instance) : IsAny(instance, JobRelation.ComesBefore, IsGoingDown)),
        (JobState.Running, _) => instance.Helper is not null,
        (JobState.Starting or JobState.Stopping, _) => instance.Deadline is not null
            && instance.Emitted is { IsDone: false } emitted && emitted.Blocking!.Keys.All(other => Holds(other, emitted)),
        (JobState.Killed, _) => instance.Deadline is not null && (instance.Main is not null || instance.Remains is not null),
        (JobState.Spawned, _) => instance.Deadline is not null && instance.Main is not null,
        _ => instance.Deadline is not null && instance.Helper is not null,
    };

    private static bool IsAny(JobInstance instance, JobRelation relation, Func<JobInstance, bool> isIt) =>
        instance.Job.Neighbours[relation].SelectMany(job => job.Instances.ToArray())
            .Any(other => instance.Released?.Contains(other) != true && isIt(other));

    /// <summary>In a shutdown the order goes across jobs that are down; so any other may be the one.</summary>
    private bool IsAnyGoingDown(JobInstance instance) => supervisor.Status()
        .Select(status => supervisor.Find(status.Job, status.Instance)!)
        .Any(other => other != instance && IsGoingDown(other));

    private static bool IsWanted(JobInstance instance) => instance.Goal != JobGoal.Stop;

    private static bool IsDown(JobInstance instance) =>
        (instance.State, instance.Goal) is (JobState.Waiting, JobGoal.Stop) or (JobState.Unkillable, _);

    private static bool IsThere(JobInstance instance) =>
        IsDown(instance) || (instance.State, instance.Goal) is (JobState.Running, JobGoal.Start);

    /// <summary>One whose goal has turned on its way down tells when it has come where it goes now.</summary>
    private static bool IsGoingDown(JobInstance instance) =>
        !IsThere(instance) && (instance.State != JobState.Waiting || !IsWanted(instance));

    private static bool Holds(JobInstance instance, PendingEvent pending) =>
        instance.StartAwaiters.Concat(instance.StopAwaiters)
            .Any(awaiter => awaiter is Awaiter.Emission emission && emission.Pending == pending);

    /// <summary>Nobody waits for what has come about: one that is up has no one left who waits for it, unless it is to be done.</summary>
    private void CheckAwaiters(JobInstance instance, InstanceStatus status)
    {
        bool isUp = (instance.State, instance.Goal) is (JobState.Running, JobGoal.Start);
        Require(!isUp || instance.Definition.Type == JobType.Task || instance.StartAwaiters.Count == 0, $"{status}: its start is waited for");
        Require(!isUp || instance.StopAwaiters.Count == 0, $"{status}: its stop is waited for");
        bool isDown = IsDown(instance) && !IsWanted(instance);
        Require(!isDown || instance.StartAwaiters.Count + instance.StopAwaiters.Count == 0, $"{status} keeps those who wait");
        foreach (Awaiter awaiter in instance.StartAwaiters.Concat(instance.StopAwaiters))
        {
            Require(
                awaiter is not Awaiter.Client one || clients.Open.ContainsKey(one.Ticket.Number), $"{status} keeps one who does not wait");
            ClientTicket? client = awaiter switch
            {
                Awaiter.Client request => request.Ticket,
                Awaiter.Emission emission => emission.Pending.Client,
                _ => throw new InvalidOperationException(awaiter.GetType().Name),
            };
            _ = client is ClientTicket ticket && _found.Add(ticket.Number);
        }
    }
}
