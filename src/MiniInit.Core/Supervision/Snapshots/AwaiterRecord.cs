using System.Collections.Generic;
using System.Diagnostics;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Who waits for an instance, in order.</summary>
internal static class AwaiterRecord
{
    private const int Client = 1, Emission = 2;

    public static void Write(SnapshotWriter writer, int field, List<Awaiter> awaiters, SnapshotNumbers numbers)
    {
        if (awaiters.Count == 0)
        {
            return;
        }

        int mark = writer.Begin(field);
        foreach (Awaiter awaiter in awaiters)
        {
            switch (awaiter)
            {
                case Awaiter.Client client:
                    writer.Number(Client, client.Ticket.Number);
                    break;
                case Awaiter.Emission emission:
                    writer.Number(Emission, numbers.Emissions.Of(emission.Pending));
                    break;
                default:
                    throw new UnreachableException(awaiter.GetType().Name);
            }
        }

        writer.End(mark);
    }

    public static void Read(SnapshotReader reader, List<Awaiter> awaiters, SnapshotObjects objects)
    {
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            awaiters.Add(field switch
            {
                Client => new Awaiter.Client(new ClientTicket(reader.Number())),
                Emission => new Awaiter.Emission(reader.One(objects.Emissions)),
                _ => throw reader.Unknown("an awaiter", field),
            });
        }

        reader.Leave(outer);
    }
}
