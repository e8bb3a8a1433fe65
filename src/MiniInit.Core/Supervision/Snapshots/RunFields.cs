namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Of an instance: its processes, how they ended, and what came of that. Numbers from 32 on.</summary>
internal static class RunFields
{
    private const int Main = 32, Helper = 33, HelperEnd = 34, HelperProblem = 35, MainEnd = 36, MainProblem = 37, MainEndPid = 38,
        Remains = 39, HasHelped = 40, KeepsStrays = 41, IsReady = 42, ReadySince = 43, Failure = 44, FailureNumber = 45, Notes = 46,
        LastResult = 47, Respawns = 48, HasStrays = 49, Clearing = 50, HasHelperStrays = 51;

    public static void Write(SnapshotWriter writer, JobInstance instance, SnapshotNumbers numbers)
    {
        writer.Number(Main, numbers.Processes.Of(instance.Main));
        writer.Number(Helper, numbers.Processes.Of(instance.Helper));
        ProcessRecord.WriteEnd(writer, HelperEnd, instance.HelperEnd);
        writer.Text(HelperProblem, instance.HelperProblem);
        ProcessRecord.WriteEnd(writer, MainEnd, instance.MainEnd);
        writer.Text(MainProblem, instance.MainProblem);
        writer.Count(MainEndPid, instance.MainEndPid);
        RunRecords.Write(writer, Remains, instance.Remains);
        writer.Flag(HasHelped, instance.HasHelped);
        writer.Flag(KeepsStrays, instance.KeepsStrays);
        writer.Flag(IsReady, instance.IsReady);
        writer.Time(ReadySince, instance.ReadySince);
        ResultRecord.Write(writer, Failure, instance.Failure);
        writer.Count(FailureNumber, instance.FailureNumber);
        RunRecords.Write(writer, Notes, instance.Notes);
        ResultRecord.Write(writer, LastResult, instance.LastResult);
        RunRecords.Write(writer, Respawns, instance.Respawns);
        writer.Flag(HasStrays, instance.HasStrays);
        writer.Flag(HasHelperStrays, instance.HasHelperStrays);
        writer.Count(Clearing, (int)instance.Clearing);
    }

    public static bool TryRead(SnapshotReader reader, int field, JobInstance instance, SnapshotObjects objects)
    {
        switch (field)
        {
            case Main:
                instance.Main = reader.One(objects.Processes);
                break;
            case Helper:
                instance.Helper = reader.One(objects.Processes);
                break;
            case HelperEnd:
                instance.HelperEnd = ProcessRecord.ReadEnd(reader);
                break;
            case HelperProblem:
                instance.HelperProblem = reader.Text();
                break;
            case MainEnd:
                instance.MainEnd = ProcessRecord.ReadEnd(reader);
                break;
            case MainProblem:
                instance.MainProblem = reader.Text();
                break;
            case MainEndPid:
                instance.MainEndPid = reader.Small(least: 0);
                break;
            case Remains:
                instance.Remains = RunRecords.ReadRemains(reader);
                break;
            case HasHelped:
                instance.HasHelped = true;
                break;
            case KeepsStrays:
                instance.KeepsStrays = true;
                break;
            case HasStrays:
                instance.HasStrays = true;
                break;
            case HasHelperStrays:
                instance.HasHelperStrays = true;
                break;
            case Clearing:
                instance.Clearing = (Clearing)reader.Small(0, (int)Supervision.Clearing.BeforeRest);
                break;
            case IsReady:
                instance.IsReady = true;
                break;
            case ReadySince:
                instance.ReadySince = reader.Time();
                break;
            case Failure:
                instance.Failure = ResultRecord.ReadFailure(reader);
                break;
            case FailureNumber:
                instance.FailureNumber = reader.Number(least: 0);
                break;
            case Notes:
                instance.Notes = RunRecords.ReadNotes(reader);
                break;
            case LastResult:
                instance.LastResult = ResultRecord.ReadResult(reader);
                break;
            case Respawns:
                RunRecords.ReadRespawns(reader, instance.Respawns);
                break;
            default:
                return false;
        }

        return true;
    }
}
