namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Up to three numbers that belong together.</summary>
internal static class RowRecord
{
    private const int First = 1, Second = 2, Third = 3;

    public static void Write(SnapshotWriter writer, int field, long first, long? second, long? third = null)
    {
        int mark = writer.Begin(field);
        writer.Number(First, first);
        writer.Number(Second, second);
        writer.Number(Third, third);
        writer.End(mark);
    }

    public static (long First, long? Second, long? Third) Read(SnapshotReader reader)
    {
        (long? first, long? second, long? third) = (null, null, null);
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case First:
                    first = reader.Number();
                    break;
                case Second:
                    second = reader.Number();
                    break;
                case Third:
                    third = reader.Number();
                    break;
                default:
                    throw reader.Unknown("a row", field);
            }
        }

        reader.Leave(outer);
        return (first ?? throw reader.Damaged("a number is missing"), second, third);
    }
}
