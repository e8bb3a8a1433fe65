namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>
/// An instance, in two parts: what it is comes first, for all of them, and how it is once there are all that it may point to.
/// </summary>
internal static class InstanceRecord
{
    private const int Job = 1, Name = 2, Definition = 3, IsForgotten = 4;

    public static void WriteHead(SnapshotWriter writer, int field, JobInstance instance, SnapshotNumbers numbers)
    {
        int mark = writer.Begin(field);
        writer.Number(Job, numbers.Jobs.Of(instance.Job));
        writer.Text(Name, instance.Name.Length == 0 ? null : instance.Name);
        writer.Number(Definition, numbers.Definitions.Of(instance.Definition));
        writer.Flag(IsForgotten, !instance.IsListed);
        writer.End(mark);
    }

    /// <summary>Gives an instance as it is when it is new.</summary>
    public static (JobInstance Instance, bool IsForgotten) ReadHead(
        SnapshotReader reader, Census census, Observation observation, SnapshotObjects objects)
    {
        (SupervisedJob? job, Jobs.JobDefinition? definition, string name, bool isForgotten) = (null, null, "", false);
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Job:
                    job = reader.One(objects.Jobs);
                    break;
                case Name:
                    name = reader.Text();
                    break;
                case Definition:
                    definition = reader.One(objects.Definitions);
                    break;
                case IsForgotten:
                    isForgotten = true;
                    break;
                default:
                    throw reader.Unknown("an instance", field);
            }
        }

        reader.Leave(outer);
        return job is null || definition is null
            ? throw reader.Damaged("an instance has no job, or no definition")
            : (new JobInstance(job, name, definition, census, observation), isForgotten);
    }

    public static void WriteState(SnapshotWriter writer, int field, JobInstance instance, SnapshotNumbers numbers)
    {
        int mark = writer.Begin(field);
        WayFields.Write(writer, instance);
        RunFields.Write(writer, instance, numbers);
        WaitFields.Write(writer, instance, numbers);
        writer.End(mark);
    }

    public static void ReadState(SnapshotReader reader, JobInstance instance, SnapshotObjects objects)
    {
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            if (!WayFields.TryRead(reader, field, instance) && !RunFields.TryRead(reader, field, instance, objects)
                && !WaitFields.TryRead(reader, field, instance, objects))
            {
                throw reader.Unknown("the state of an instance", field);
            }
        }

        reader.Leave(outer);
    }
}
