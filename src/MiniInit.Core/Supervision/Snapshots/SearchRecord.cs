namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>How far it is known which process is the main one of a daemon.</summary>
internal static class SearchRecord
{
    private const int IsOpen = 1, Way = 2, FormerPid = 3, ChosenAt = 4, Handovers = 5, IsSettling = 6, StartBy = 7,
        IsSecondLook = 8, IsLast = 9;

    public static void Write(SnapshotWriter writer, int field, DaemonSearch search)
    {
        int mark = writer.Begin(field);
        writer.Flag(IsOpen, search.IsOpen);
        writer.Count(Way, (int)search.Way);
        writer.Count(FormerPid, search.FormerPid);
        writer.Time(ChosenAt, search.ChosenAt);
        writer.Count(Handovers, search.Handovers);
        writer.Flag(IsSettling, search.IsSettling);
        writer.Count(StartBy, search.StartBy.Ticks);
        writer.Flag(IsSecondLook, search.IsSecondLook);
        writer.Flag(IsLast, search.IsLast);
        writer.End(mark);
    }

    public static DaemonSearch Read(SnapshotReader reader)
    {
        DaemonSearch search = new();
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case IsOpen:
                    search.IsOpen = true;
                    break;
                case Way:
                    search.Way = (MainSearch)reader.Small(0, (int)MainSearch.ByFile);
                    break;
                case FormerPid:
                    search.FormerPid = reader.Small(least: 0);
                    break;
                case ChosenAt:
                    search.ChosenAt = reader.Time();
                    break;
                case Handovers:
                    search.Handovers = reader.Small(least: 0);
                    break;
                case IsSettling:
                    search.IsSettling = true;
                    break;
                case StartBy:
                    search.StartBy = reader.Time();
                    break;
                case IsSecondLook:
                    search.IsSecondLook = true;
                    break;
                case IsLast:
                    search.IsLast = true;
                    break;
                default:
                    throw reader.Unknown("a search", field);
            }
        }

        reader.Leave(outer);
        return search;
    }
}
