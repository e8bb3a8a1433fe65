using System.Collections.Generic;
using MiniInit.Core.Events;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>An event that is being handled, with those it waits for in the order of their waits.</summary>
internal static class EmissionRecord
{
    private const int Occurred = 1, IsDispatched = 2, HasFailed = 3, Emitter = 4, Client = 5, OpenedAt = 6, Blocking = 7, Since = 8;

    public static void Write(SnapshotWriter writer, int field, PendingEvent emission, SnapshotNumbers numbers)
    {
        int mark = writer.Begin(field);
        writer.Number(Occurred, numbers.Events.Of(emission.Event));
        writer.Flag(IsDispatched, emission.IsDispatched);
        writer.Flag(HasFailed, emission.HasFailed);
        writer.Number(Emitter, numbers.Instances.Of(emission.Emitter));
        writer.Number(Client, emission.Client?.Number);
        writer.Count(OpenedAt, emission.OpenedAt);
        if (emission.Blocking is { Count: > 0 } blocking)
        {
            List<JobInstance> instances = [.. blocking.Keys];
            instances.Sort((left, right) => blocking[left].CompareTo(blocking[right]));
            foreach (JobInstance instance in instances)
            {
                writer.Number(Blocking, numbers.Instances.Of(instance));
                writer.Number(Since, blocking[instance]);
            }
        }

        writer.End(mark);
    }

    public static PendingEvent Read(SnapshotReader reader, SnapshotObjects objects)
    {
        (Event? occurred, JobInstance? emitter, JobInstance? blocked) = (null, null, null);
        (bool isDispatched, bool hasFailed, long openedAt, ClientTicket? client) = (false, false, 0, null);
        Dictionary<JobInstance, long>? blocking = null;
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Occurred:
                    occurred = reader.One(objects.Events);
                    break;
                case IsDispatched:
                    isDispatched = true;
                    break;
                case HasFailed:
                    hasFailed = true;
                    break;
                case Emitter:
                    emitter = reader.One(objects.Instances);
                    break;
                case Client:
                    client = new ClientTicket(reader.Number());
                    break;
                case OpenedAt:
                    openedAt = reader.Number(least: 0);
                    break;
                case Blocking:
                    blocked = reader.One(objects.Instances);
                    break;
                case Since when blocked is not null:
                    (blocking ??= [])[blocked] = reader.Number(least: 0);
                    break;
                default:
                    throw reader.Unknown("an emission", field);
            }
        }

        reader.Leave(outer);
        return new PendingEvent(occurred ?? throw reader.Damaged("an emission has no event"))
        {
            IsDispatched = isDispatched,
            HasFailed = hasFailed,
            Emitter = emitter,
            Client = client,
            OpenedAt = openedAt,
            Blocking = blocking,
        };
    }
}
