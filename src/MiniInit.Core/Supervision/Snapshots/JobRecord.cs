using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>A job. What its neighbours are, and who watches it, is found out anew.</summary>
internal static class JobRecord
{
    private const int Definition = 1, IsRemoved = 2, IsTransient = 3, IsLastOfAll = 4, StartOn = 5, FormerStop = 6, Place = 7;

    public static void Write(SnapshotWriter writer, int field, SupervisedJob job, JobPlace place, SnapshotNumbers numbers)
    {
        int mark = writer.Begin(field);
        writer.Number(Definition, numbers.Definitions.Of(job.Definition));
        writer.Flag(IsRemoved, job.IsRemoved);
        writer.Flag(IsTransient, job.IsTransient);
        writer.Flag(IsLastOfAll, job.IsLastOfAll);
        if (job.StartOn is ExpressionState startOn)
        {
            ExpressionRecord.Write(writer, StartOn, startOn, startOn.Expression, numbers);
        }

        foreach (EventExpression former in job.FormerStops)
        {
            writer.Text(FormerStop, former.ToString());
        }

        writer.Count(Place, (int)place);
        writer.End(mark);
    }

    public static (SupervisedJob Job, JobPlace Place) Read(SnapshotReader reader, SnapshotObjects objects)
    {
        SupervisedJob? job = null;
        JobPlace place = JobPlace.Present;
        List<EventExpression> formerStops = [];
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Definition:
                    job = new SupervisedJob(reader.One(objects.Definitions));
                    break;
                case IsRemoved when job is not null:
                    job.IsRemoved = true;
                    break;
                case IsTransient when job is not null:
                    job.IsTransient = true;
                    break;
                case IsLastOfAll when job is not null:
                    job.IsLastOfAll = true;
                    break;
                case StartOn when job is { StartOn.Expression: EventExpression startOn }:
                    job.StartOn = ExpressionRecord.Read(reader, startOn, objects);
                    break;
                case FormerStop:
                    formerStops.Add(ExpressionRecord.Parsed(reader));
                    break;
                case Place:
                    place = (JobPlace)reader.Small(0, (int)JobPlace.Nowhere);
                    break;
                default:
                    throw reader.Unknown("a job", field);
            }
        }

        reader.Leave(outer);
        if (job is null)
        {
            throw reader.Damaged("a job has no definition");
        }

        job.FormerStops = ValueList.From(formerStops);
        return (job, place);
    }
}
