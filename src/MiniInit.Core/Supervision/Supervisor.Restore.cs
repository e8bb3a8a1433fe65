using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision.Snapshots;

namespace MiniInit.Core.Supervision;

/// <content>A supervisor of a snapshot: the reading side of <c>Supervisor.Snapshot.cs</c>, which has the model.</content>
public sealed partial class Supervisor
{
    /// <summary>Makes the supervisor that a snapshot was taken of.</summary>
    /// <param name="snapshot">The snapshot. Its bytes may be anything.</param>
    /// <param name="supervisor">A supervisor that goes on where the other one was.</param>
    /// <param name="problem">Otherwise, why there is none.</param>
    public static bool TryRestore(
        SupervisorSnapshot snapshot, [NotNullWhen(true)] out Supervisor? supervisor,
        [NotNullWhen(false)] out SnapshotProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (supervisor, problem) = (null, null);
        try
        {
            Supervisor restored = new(seed: 0) { _init = snapshot.Init };
            restored.Restore(new SnapshotReader(snapshot.State), new SnapshotObjects(snapshot.Definitions));
            supervisor = restored;
            return true;
        }
        catch (SnapshotException exception)
        {
            problem = exception.Problem;
            return false;
        }
    }

    private void Restore(SnapshotReader reader, SnapshotObjects objects)
    {
        if (!reader.TryPass(SnapshotMark))
        {
            throw new SnapshotException(new SnapshotProblem.Foreign());
        }

        int version = (int)ulong.Min(reader.Plain(), int.MaxValue);
        if (!SnapshotVersion.CanRead(version))
        {
            throw new SnapshotException(new SnapshotProblem.OtherVersion(version));
        }

        int outer = reader.Enter();
        while (reader.TryField(out int table))
        {
            int whole = reader.Enter();
            while (reader.TryField(out int field))
            {
                if (!TryReadOwn(reader, table, field, objects) && !TryReadObject(reader, table, field, objects))
                {
                    throw reader.Unknown($"table {table}", field);
                }
            }

            reader.Leave(whole);
        }

        reader.Leave(outer);
        reader.Finish();
        Complete(reader, objects);
    }

    private bool TryReadOwn(SnapshotReader reader, int table, int field, SnapshotObjects objects) => table switch
    {
        BasisTable => TryReadProgress(reader, field) || TryReadShutdown(reader, field),
        QueueTable => TryReadQueue(reader, field, objects),
        _ => false,
    };

    private bool TryReadObject(SnapshotReader reader, int table, int field, SnapshotObjects objects)
    {
        switch (table)
        {
            case EventTable when field == Row:
                objects.Events.Add(EventRecord.ReadEvent(reader));
                break;
            case VariableTable when field == Row:
                objects.Variables.Add(EventRecord.ReadVariables(reader));
                break;
            case JobTable when field == Row:
                ReadJob(reader, objects);
                break;
            case HeadTable when field == Row:
                ReadHead(reader, objects);
                break;
            case ProcessTable when field == Row:
                ReadProcess(reader, objects);
                break;
            case EmissionTable when field == Row:
                objects.Emissions.Add(EmissionRecord.Read(reader, objects));
                break;
            case StateTable when field == Row && objects.States < objects.Instances.Count:
                InstanceRecord.ReadState(reader, objects.Instances[objects.States++], objects);
                break;
            case DeadlineTable when field == Row && reader.One(objects.Instances) is { Deadline: TimeSpan deadline } instance:
                _deadlines.Add(instance, deadline);
                break;
            default:
                return false;
        }

        return true;
    }

    private void ReadJob(SnapshotReader reader, SnapshotObjects objects)
    {
        (SupervisedJob job, JobPlace place) = JobRecord.Read(reader, objects);
        objects.Jobs.Add(job);
        if (place != JobPlace.Nowhere && !_jobs.TryAdd(job.Definition.Name, job))
        {
            throw reader.Damaged("two jobs have one name");
        }

        if (place == JobPlace.Dropped)
        {
            objects.Dropped.Add(job);
        }
    }

    private void ReadHead(SnapshotReader reader, SnapshotObjects objects)
    {
        (JobInstance instance, bool isForgotten) = InstanceRecord.ReadHead(reader, _census, _observation, objects);
        objects.Instances.Add(instance);
        if (isForgotten)
        {
            // It has been taken out of the census where it was down, and what it is since then counts against that.
            _census.Remove(Standing.Down);
        }
        else if (instance.Job.Instances.TryFind(instance.Name, out _))
        {
            throw reader.Damaged("two instances have one name");
        }
        else
        {
            instance.Job.Instances.Add(instance);
        }
    }

    private void ReadProcess(SnapshotReader reader, SnapshotObjects objects)
    {
        (RunningProcess process, bool isKnown) = ProcessRecord.Read(reader, objects);
        objects.Processes.Add(process);
        if (isKnown && (process.Ticket.Number > _lastTicket || !_processes.TryAdd(process.Ticket.Number, process)))
        {
            throw reader.Damaged("two processes have one number, or one has a number to come");
        }
    }

    private bool TryReadProgress(SnapshotReader reader, int field)
    {
        switch (field)
        {
            case NowField:
                _now = reader.Time();
                break;
            case ResumeAtField:
                _resumeAt = reader.Time();
                break;
            case TicketField:
                _lastTicket = reader.Number(least: 0);
                break;
            case InvocationField:
                _lastInvocation = reader.Number(least: 0);
                break;
            case BootedField:
                _isBooted = true;
                break;
            case EndlessField:
                _isEndless = true;
                break;
            case ChanceField:
                _chance.State = (ulong)reader.Number();
                break;
            case LevelField:
                Level = (LogLevel)reader.Small(0, (int)LogLevel.Fatal);
                break;
            case WaitsField:
                _waits = reader.Number(least: 0);
                break;
            case CircularField:
                _mayBeCircular = true;
                break;
            case FailuresField:
                _failures = reader.Number(least: 0);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool TryReadShutdown(SnapshotReader reader, int field)
    {
        switch (field)
        {
            case SessionField:
                _isSession = true;
                break;
            case ObservedField:
                IsObserved = true;
                break;
            case SessionDeadlineField:
                _sessionEndDeadline = reader.Time();
                break;
            case HurriedField:
                _isHurried = true;
                break;
            case KillingField:
                _isKilling = true;
                break;
            case ExitedField:
                _hasExited = true;
                break;
            case AskedCodeField:
                _askedCode = reader.Small();
                break;
            case JobsCodeField:
                _jobsCode = reader.Small();
                break;
            case ShutdownDeadlineField:
                _shutdownDeadline = reader.Time();
                break;
            case ShuttingDownField:
                IsShuttingDown = true;
                break;
            default:
                return false;
        }

        return true;
    }

    private bool TryReadQueue(SnapshotReader reader, int field, SnapshotObjects objects)
    {
        switch (field)
        {
            case AgendaField:
                (long stimulus, long? concerned, _) = RowRecord.Read(reader);
                _agenda.Enqueue((reader.One(objects.Instances, concerned), StimulusOf(reader, stimulus)));
                break;
            case EventField:
                _events.Enqueue(reader.One(objects.Emissions));
                break;
            case FileField:
                _existingFiles.Add(reader.Text());
                break;
            case ForgottenField:
                JobDefinition forgotten = reader.One(objects.Definitions);
                _forgotten[forgotten.Name] = forgotten;
                break;
            case TouchedField:
                Touch(reader.One(objects.Instances));
                break;
            case ClientField:
                (long client, long? instance, long? emission) = RowRecord.Read(reader);
                _clients[client] = new ClientWait(
                    new ClientTicket(client),
                    instance is null ? null : reader.One(objects.Instances, instance),
                    emission is null ? null : reader.One(objects.Emissions, emission));
                break;
            case PidField:
                (long pid, long? process, _) = RowRecord.Read(reader);
                _byPid[pid is > 0 and <= int.MaxValue ? (int)pid : throw reader.Damaged("a process id is none")] =
                    reader.One(objects.Processes, process);
                break;
            case SessionEndField:
                _sessionEnd = reader.One(objects.Emissions);
                break;
            default:
                return false;
        }

        return true;
    }

    private static JobStimulus StimulusOf(SnapshotReader reader, long number) =>
        number is >= 0 and <= (long)JobStimulus.DeadlinePassed
            ? (JobStimulus)number : throw reader.Damaged("a stimulus is none");

    /// <summary>Finds what follows from what was read, and looks whether it can be.</summary>
    private void Complete(SnapshotReader reader, SnapshotObjects objects)
    {
        if (objects.States != objects.Instances.Count)
        {
            throw reader.Damaged("the state of an instance is missing");
        }

        Connect();
        foreach (SupervisedJob job in objects.Dropped)
        {
            _jobs.Remove(job.Definition.Name);
            _dropped.Add(job);
        }

        foreach (PendingEvent emission in objects.Emissions)
        {
            _ = emission.OpenedAt > 0 && _openHooks.Add(emission);
        }

        bool isSettled = _agenda.Count == 0 && _events.Count == 0;
        foreach (JobInstance instance in objects.Instances)
        {
            if (instance is { Deadline: not null, DeadlineOrder: 0 })
            {
                throw reader.Damaged("a deadline has no place among the others");
            }

            // What is wrong with one job costs that job and not all, as ever; in the middle of a round it need not be wrong.
            if (isSettled && Violation(instance) is not null)
            {
                Touch(instance);
            }
        }

        _concerned = null;

        // Nothing of this is news to those who watch.
        _observation.IsOn = IsObserved;
    }
}
