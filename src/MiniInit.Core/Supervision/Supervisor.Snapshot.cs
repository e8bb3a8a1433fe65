using System;
using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision.Snapshots;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>All that the supervisor is, as bytes: so that another program can take its place, and nobody notices.</content>
/// <remarks>
/// <para>
/// Init is replaced by a newer one, or started anew, without an end of anything: exec keeps the process, its children and
/// its descriptors, and loses the memory. What is in the memory and matters is here. The promise is that a supervisor made of
/// a snapshot does what the old one would have done: for every sequence of inputs the same effects, and the same
/// <see cref="NextDeadline"/> after each. Effects that were given and have no answer yet stay open, and are answered to the
/// new one; so a snapshot is taken between two inputs, once all effects have been handed on.
/// </para>
/// <para>
/// The state is objects that point to each other: an instance has processes, a process has its instance, one event holds
/// several instances up and is itself waited for by several. Each object that more than one may point to gets a number the
/// first time it is mentioned, and comes once, in the table of its kind. The tables are in such an order that each points to
/// those before it. The circle is broken at the instances: first what they are, and, when there is all else, how they are.
/// So nothing recurses, neither here nor where it is read, however long the chain. Events and lists of variables are shared
/// for their size alone; definitions go by number too, and beside the bytes.
/// </para>
/// <para>
/// What follows from the rest is not written: the graph, the index of events, the census, who watches whom. It follows from
/// the jobs as of the last configuration, also from those that are no more since then, which therefore come too. The other
/// way round, nothing of what happens may hang on what is not written: the places in a hash table, what is still in a heap
/// of former deadlines. Where an order matters there is a number that tells it. Not written either is what is good for one
/// input only, and the trail of inputs that led to a bug.
/// </para>
/// <para>
/// A record is a list of numbered fields, of which those are left out that have their usual value;
/// <see cref="SnapshotVersion"/> says what may be changed, and what follows from that. Whoever adds a field to the state
/// adds it to the record of its class, or, for the supervisor itself, here and in <c>Supervisor.Restore.cs</c>, and raises
/// the version. A test that compares two supervisors field by field finds what is forgotten. The numbers of enumerations
/// are part of the format.
/// </para>
/// <para>
/// The bytes are not believed when they are read. Those that say what cannot be are refused as a whole, with a sentence.
/// Those that say what should not be, an instance that breaks an invariant, give a supervisor that treats it as any other
/// bug: that job is given up with the next input, and the others live on.
/// </para>
/// </remarks>
public sealed partial class Supervisor
{
    private const int BasisTable = 1, EventTable = 2, VariableTable = 3, JobTable = 4, HeadTable = 5, ProcessTable = 6,
        EmissionTable = 7, StateTable = 8, DeadlineTable = 9, QueueTable = 10;

    /// <summary>The one field of a table of records.</summary>
    private const int Row = 1;

    private const int NowField = 1, ResumeAtField = 2, TicketField = 3, InvocationField = 4, BootedField = 5, EndlessField = 6,
        ChanceField = 7, LevelField = 8, SessionField = 9, ObservedField = 10, WaitsField = 11, CircularField = 12,
        FailuresField = 13, SessionDeadlineField = 14, HurriedField = 15, KillingField = 16, ExitedField = 17,
        AskedCodeField = 18, JobsCodeField = 19, ShutdownDeadlineField = 20, ShuttingDownField = 21;

    private const int AgendaField = 1, EventField = 2, FileField = 3, ForgottenField = 4, TouchedField = 5, ClientField = 6,
        PidField = 7, SessionEndField = 8;

    private static ReadOnlySpan<byte> SnapshotMark => "MIST"u8;

    /// <summary>Gives all that this supervisor is. To be called between two inputs; nothing changes by it.</summary>
    public SupervisorSnapshot Snapshot()
    {
        SnapshotNumbers numbers = new();
        NumberListed(numbers);
        SnapshotWriter queues = new(), body = new();
        WriteQueues(queues, numbers);
        body.Record(BasisTable, Basis());
        WriteObjects(body, numbers);
        body.Record(QueueTable, queues);
        SnapshotWriter whole = new();
        whole.Bytes(SnapshotMark);
        whole.Record(SnapshotVersion.Current, body);
        JobDefinition[] definitions = new JobDefinition[numbers.Definitions.Count];
        for (int at = 0; at < definitions.Length; at++)
        {
            definitions[at] = (JobDefinition)numbers.Definitions[at];
        }

        return new SupervisorSnapshot(whole.Written.ToArray(), definitions, _init);
    }

    /// <summary>
    /// What has an order of its own gets its numbers by that: so the same state has the same bytes. The jobs that are there
    /// come first, then those that others still have as neighbours; any other is one that an instance alone has.
    /// </summary>
    private void NumberListed(SnapshotNumbers numbers)
    {
        foreach (SupervisedJob job in _jobs.Values)
        {
            numbers.Jobs.Of(job);
            foreach (JobInstance instance in job.Instances)
            {
                numbers.Instances.Of(instance);
            }
        }

        _dropped.ForEach(job => numbers.Jobs.Of(job));
        List<RunningProcess> processes = [.. _processes.Values];
        processes.Sort((left, right) => left.Ticket.Number.CompareTo(right.Ticket.Number));
        processes.ForEach(process => numbers.Processes.Of(process));
        SortedHooks().ForEach(hook => numbers.Emissions.Of(hook));
    }

    private JobPlace PlaceOf(int job) =>
        job < _jobs.Count ? JobPlace.Present : job < _jobs.Count + _dropped.Count ? JobPlace.Dropped : JobPlace.Nowhere;

    /// <summary>Writes all objects, those that are mentioned only by others too.</summary>
    private void WriteObjects(SnapshotWriter body, SnapshotNumbers numbers)
    {
        SnapshotWriter events = new(), variables = new(), jobs = new(), heads = new(), processes = new(), emissions = new(),
            states = new();
        (int job, int process, int emission) = (0, 0, 0);
        for (int instance = 0; instance < numbers.Instances.Count || process < numbers.Processes.Count
            || emission < numbers.Emissions.Count || job < numbers.Jobs.Count;)
        {
            for (; instance < numbers.Instances.Count; instance++)
            {
                JobInstance next = (JobInstance)numbers.Instances[instance];
                InstanceRecord.WriteHead(heads, Row, next, numbers);
                InstanceRecord.WriteState(states, Row, next, numbers);
            }

            for (; process < numbers.Processes.Count; process++)
            {
                RunningProcess next = (RunningProcess)numbers.Processes[process];
                ProcessRecord.Write(processes, Row, next, isKnown: !IsUnknown(next), numbers);
            }

            for (; emission < numbers.Emissions.Count; emission++)
            {
                EmissionRecord.Write(emissions, Row, (PendingEvent)numbers.Emissions[emission], numbers);
            }

            for (; job < numbers.Jobs.Count; job++)
            {
                JobRecord.Write(jobs, Row, (SupervisedJob)numbers.Jobs[job], PlaceOf(job), numbers);
            }
        }

        for (int at = 0; at < numbers.Events.Count; at++)
        {
            EventRecord.Write(events, Row, (Event)numbers.Events[at]);
        }

        for (int at = 0; at < numbers.Variables.Count; at++)
        {
            EventRecord.Write(variables, Row, (ValueList<EventVariable>)numbers.Variables[at]);
        }

        body.Record(EventTable, events);
        body.Record(VariableTable, variables);
        body.Record(JobTable, jobs);
        body.Record(HeadTable, heads);
        body.Record(ProcessTable, processes);
        body.Record(EmissionTable, emissions);
        body.Record(StateTable, states);
        body.Record(DeadlineTable, DeadlinesInOrder(numbers));
    }

    private static SnapshotWriter DeadlinesInOrder(SnapshotNumbers numbers)
    {
        List<JobInstance> limited = [];
        for (int at = 0; at < numbers.Instances.Count; at++)
        {
            if (numbers.Instances[at] is JobInstance { Deadline: not null } instance)
            {
                limited.Add(instance);
            }
        }

        limited.Sort((left, right) => left.DeadlineOrder.CompareTo(right.DeadlineOrder));
        SnapshotWriter writer = new();
        limited.ForEach(instance => writer.Number(Row, numbers.Instances.Of(instance)));
        return writer;
    }

    private SnapshotWriter Basis()
    {
        SnapshotWriter writer = new();
        writer.Count(NowField, _now.Ticks);
        writer.Time(ResumeAtField, _resumeAt);
        writer.Count(TicketField, _lastTicket);
        writer.Count(InvocationField, _lastInvocation);
        writer.Flag(BootedField, _isBooted);
        writer.Flag(EndlessField, _isEndless);
        writer.Number(ChanceField, (long)_chance.State);
        writer.Count(LevelField, (int)Level);
        writer.Flag(SessionField, IsSession);
        writer.Flag(ObservedField, IsObserved);
        writer.Count(WaitsField, _waits);
        writer.Flag(CircularField, _mayBeCircular);
        writer.Count(FailuresField, _failures);
        writer.Time(SessionDeadlineField, _sessionEndDeadline);
        writer.Flag(HurriedField, _isHurried);
        writer.Flag(KillingField, _isKilling);
        writer.Flag(ExitedField, _hasExited);
        writer.Number(AskedCodeField, _askedCode);
        writer.Number(JobsCodeField, _jobsCode);
        writer.Time(ShutdownDeadlineField, _shutdownDeadline);
        writer.Flag(ShuttingDownField, IsShuttingDown);
        return writer;
    }

    private void WriteQueues(SnapshotWriter writer, SnapshotNumbers numbers)
    {
        foreach ((JobInstance instance, JobStimulus stimulus) in _agenda)
        {
            RowRecord.Write(writer, AgendaField, (int)stimulus, numbers.Instances.Of(instance));
        }

        foreach (PendingEvent pending in _events)
        {
            writer.Number(EventField, numbers.Emissions.Of(pending));
        }

        List<string> names = [.. _existingFiles];
        names.Sort(StringComparer.Ordinal);
        names.ForEach(name => writer.Text(FileField, name));
        names = [.. _forgotten.Keys];
        names.Sort(StringComparer.Ordinal);
        names.ForEach(name => writer.Number(ForgottenField, numbers.Definitions.Of(_forgotten[name])));
        _touched.ForEach(instance => writer.Number(TouchedField, numbers.Instances.Of(instance)));
        foreach (ClientWait wait in WaitingInOrder())
        {
            RowRecord.Write(
                writer, ClientField, wait.Ticket.Number, numbers.Instances.Of(wait.Instance),
                numbers.Emissions.Of(wait.Emission));
        }

        // The first process of a daemon may be known beside the main one: that cannot be told by the processes alone.
        List<int> pids = [.. _byPid.Keys];
        pids.Sort();
        foreach (int pid in pids)
        {
            RowRecord.Write(writer, PidField, pid, numbers.Processes.Of(_byPid[pid]));
        }

        writer.Number(SessionEndField, numbers.Emissions.Of(_sessionEnd));
    }
}
