namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Of an instance: where it is, where it is to go, since when and why. Numbers below 32.</summary>
internal static class WayFields
{
    private const int Goal = 1, State = 2, Since = 3, Deadline = 4, LateIn = 5, Invocation = 6, IsActivated = 7, StartsAgain = 8,
        IsStopWanted = 9, StartCause = 10, StopCause = 11, IsKilledOutright = 12, Conditions = 13, Skipped = 14, IsDone = 15,
        RetryAfter = 16, IsGivenUp = 17;

    public static void Write(SnapshotWriter writer, JobInstance instance)
    {
        writer.Count(Goal, (int)instance.Goal);
        writer.Count(State, (int)instance.State);
        writer.Time(Since, instance.Since);
        writer.Time(Deadline, instance.Deadline);
        writer.Count(LateIn, (int)instance.LateIn);
        writer.Count(Invocation, instance.Invocation);
        writer.Flag(IsActivated, instance.IsActivated);
        writer.Flag(StartsAgain, instance.StartsAgain);
        writer.Flag(IsStopWanted, instance.IsStopWanted);
        CauseRecord.Write(writer, StartCause, instance.StartCause);
        CauseRecord.Write(writer, StopCause, instance.StopCause);
        writer.Flag(IsKilledOutright, instance.IsKilledOutright);
        writer.Count(Conditions, (int)instance.Conditions);
        writer.Text(Skipped, instance.Skipped);
        writer.Flag(IsDone, instance.IsDone);
        writer.Time(RetryAfter, instance.RetryAfter);
        writer.Flag(IsGivenUp, instance.IsGivenUp);
    }

    public static bool TryRead(SnapshotReader reader, int field, JobInstance instance)
    {
        switch (field)
        {
            case Goal:
                instance.Goal = (JobGoal)reader.Small(0, (int)JobGoal.Respawn);
                break;
            case State:
                instance.State = ReadState(reader);
                break;
            case Since:
                instance.Since = reader.Time();
                break;
            case Deadline:
                instance.Deadline = reader.Time();
                break;
            case LateIn:
                instance.LateIn = ReadState(reader);
                break;
            case Invocation:
                instance.Invocation = reader.Number(least: 0);
                break;
            case IsActivated:
                instance.IsActivated = true;
                break;
            case StartsAgain:
                instance.StartsAgain = true;
                break;
            case IsStopWanted:
                instance.IsStopWanted = true;
                break;
            case StartCause:
                instance.StartCause = CauseRecord.ReadStart(reader);
                break;
            case StopCause:
                instance.StopCause = CauseRecord.ReadStop(reader);
                break;
            case IsKilledOutright:
                instance.IsKilledOutright = true;
                break;
            case Conditions:
                instance.Conditions = (ConditionCheck)reader.Small(0, (int)ConditionCheck.Met);
                break;
            case Skipped:
                instance.Skipped = reader.Text();
                break;
            case IsDone:
                instance.IsDone = true;
                break;
            case RetryAfter:
                instance.RetryAfter = reader.Time();
                break;
            case IsGivenUp:
                instance.IsGivenUp = true;
                break;
            default:
                return false;
        }

        return true;
    }

    private static JobState ReadState(SnapshotReader reader) => (JobState)reader.Small(0, (int)JobState.Unkillable);
}
