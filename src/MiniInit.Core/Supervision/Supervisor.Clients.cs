using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Those who wait for an answer: each gets one, in every end, unless it is gone before.</content>
public sealed partial class Supervisor
{
    private const string EndOfInit = "init is shutting down";
    // By the number alone: a dictionary is compiled anew for each struct that is a key.
    private readonly Dictionary<long, ClientWait> _clients = [];

    /// <summary>How many wait for an answer.</summary>
    internal int Waiting => _clients.Count;

    private void Answer(ClientTicket client, RequestOutcome outcome) =>
        _effects.Add(new SupervisorEffect.Answer(client, outcome));

    /// <summary>Answers one who waits, if it is still there.</summary>
    private void AnswerWaiting(ClientTicket client, RequestOutcome outcome)
    {
        if (_clients.Remove(client.Number))
        {
            Answer(client, outcome);
        }
    }

    private void Await(ClientTicket client, bool waits, JobInstance instance, List<Awaiter> awaiters)
    {
        if (!waits)
        {
            Answer(client, Done(instance));
        }
        else if (_clients.TryAdd(client.Number, new ClientWait(client, instance, null)))
        {
            awaiters.Add(new Awaiter.Client(client));
        }
    }

    private void NoteClientGone(SupervisorInput.ClientGone gone)
    {
        if (!_clients.Remove(gone.Client.Number, out ClientWait? wait))
        {
            return;
        }

        Awaiter awaiter = new Awaiter.Client(gone.Client);
        wait.Instance?.StartAwaiters.Remove(awaiter);
        wait.Instance?.StopAwaiters.Remove(awaiter);
        if (wait.Emission is PendingEvent emission)
        {
            emission.Client = null;
        }
    }

    /// <summary>Answers all who still wait when init ends: what they wait for is not going to come about.</summary>
    private void AnswerAll()
    {
        foreach (ClientWait wait in WaitingInOrder())
        {
            JobInstance? instance = wait.Instance;
            AnswerWaiting(
                wait.Ticket,
                new RequestOutcome.Refused(instance?.Job.Definition.Name ?? "", instance?.Name ?? "", EndOfInit));
        }
    }

    /// <summary>Gives those who wait, in the order in which they asked.</summary>
    private ClientWait[] WaitingInOrder()
    {
        ClientWait[] waits = new ClientWait[_clients.Count];
        _clients.Values.CopyTo(waits, 0);
        Array.Sort(waits, (left, right) => left.Ticket.Number.CompareTo(right.Ticket.Number));
        return waits;
    }

    /// <summary>Tells those who waited for a start that it is over; an event that waited has failed if it did not come up.</summary>
    private void FinishStart(JobInstance instance, RequestOutcome outcome, bool isFailure) =>
        FinishAwaiters(instance, instance.StartAwaiters, outcome, isFailure);

    /// <summary>Tells those who waited for a stop that it is over.</summary>
    private void FinishStop(JobInstance instance, RequestOutcome outcome, bool isFailure = false) =>
        FinishAwaiters(instance, instance.StopAwaiters, outcome, isFailure);

    private void FinishAwaiters(JobInstance instance, List<Awaiter> awaiters, RequestOutcome outcome, bool isFailure)
    {
        foreach (Awaiter awaiter in awaiters)
        {
            switch (awaiter)
            {
                case Awaiter.Client client:
                    AnswerWaiting(client.Ticket, outcome);
                    break;
                case Awaiter.Emission emission:
                    emission.Pending.HasFailed |= isFailure;
                    Unblock(emission.Pending, instance);
                    break;
                default:
                    throw new UnreachableException(awaiter.GetType().Name);
            }
        }

        awaiters.Clear();
    }

    /// <summary>How the start of an instance came out that is down now, and stays so.</summary>
    private static RequestOutcome OutcomeOfStart(JobInstance instance)
    {
        if (instance.Failure is JobFailure failure)
        {
            return Failed(instance, failure);
        }

        if (instance.IsDone)
        {
            return Done(instance);
        }

        return instance.StopCause switch
        {
            StopCause.Shutdown => Refused(instance, EndOfInit),
            StopCause.NoFile => Refused(instance, GoneFile(instance)),
            StopCause.With with when !instance.IsStopWanted =>
                Failed(instance, new JobFailure(Dependency, null, $"{with.Title}, which it requires, is down")),
            _ when instance.IsStopWanted => Overtaken(instance),
            _ => Failed(instance, new JobFailure(
                "main", instance.MainEnd, $"{MainEndText(instance, instance.MainEnd)} before the job was up")),
        };
    }

    private static string GoneFile(JobInstance instance) =>
        instance.Job.IsTransient ? "it was started by \"run\", once" : "its file is gone";

    private static RequestOutcome.Done Done(JobInstance instance) => new(instance.Job.Definition.Name, instance.Name);

    private static RequestOutcome.AlreadyRunning AlreadyRunning(JobInstance instance) =>
        new(instance.Job.Definition.Name, instance.Name);

    private static RequestOutcome.NotRunning NotRunning(JobInstance instance) =>
        new(instance.Job.Definition.Name, instance.Name);

    private static RequestOutcome.Overtaken Overtaken(JobInstance instance) =>
        new(instance.Job.Definition.Name, instance.Name);

    private static RequestOutcome.Refused Refused(JobInstance instance, string sentence) =>
        new(instance.Job.Definition.Name, instance.Name, sentence);

    private static RequestOutcome.Failed Failed(JobInstance instance, JobFailure? failure) =>
        new(instance.Job.Definition.Name, instance.Name, failure);
}
