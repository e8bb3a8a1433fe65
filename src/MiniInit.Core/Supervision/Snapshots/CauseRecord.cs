using System.Diagnostics;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Why an instance was sent up or down.</summary>
internal static class CauseRecord
{
    private const int Kind = 1, Text = 2;
    private const int AskedUp = 1, EventsUp = 2, Boot = 3, Needed = 4, Retry = 5;
    private const int AskedDown = 1, EventsDown = 2, With = 3, Conflict = 4, Unneeded = 5, Ended = 6, NoFile = 7, Shutdown = 8;

    public static void Write(SnapshotWriter writer, int field, StartCause? cause)
    {
        if (cause is not null)
        {
            (int kind, string? text) = cause switch
            {
                StartCause.Asked => (AskedUp, null),
                StartCause.Events events => (EventsUp, events.Names),
                StartCause.Boot => (Boot, null),
                StartCause.Needed needed => (Needed, needed.Title),
                StartCause.Retry => (Retry, (string?)null),
                _ => throw new UnreachableException(cause.GetType().Name),
            };
            Write(writer, field, kind, text);
        }
    }

    public static void Write(SnapshotWriter writer, int field, StopCause? cause)
    {
        if (cause is not null)
        {
            (int kind, string? text) = cause switch
            {
                StopCause.Asked => (AskedDown, null),
                StopCause.Events events => (EventsDown, events.Names),
                StopCause.With with => (With, with.Title),
                StopCause.Conflict conflict => (Conflict, conflict.Title),
                StopCause.Unneeded => (Unneeded, null),
                StopCause.Ended => (Ended, null),
                StopCause.NoFile => (NoFile, null),
                StopCause.Shutdown => (Shutdown, (string?)null),
                _ => throw new UnreachableException(cause.GetType().Name),
            };
            Write(writer, field, kind, text);
        }
    }

    public static StartCause ReadStart(SnapshotReader reader)
    {
        (int kind, string text) = Read(reader);
        return kind switch
        {
            AskedUp => new StartCause.Asked(),
            EventsUp => new StartCause.Events(text),
            Boot => new StartCause.Boot(),
            Needed => new StartCause.Needed(text),
            Retry => new StartCause.Retry(),
            _ => throw reader.Damaged($"{kind} is no cause of a start"),
        };
    }

    public static StopCause ReadStop(SnapshotReader reader)
    {
        (int kind, string text) = Read(reader);
        return kind switch
        {
            AskedDown => new StopCause.Asked(),
            EventsDown => new StopCause.Events(text),
            With => new StopCause.With(text),
            Conflict => new StopCause.Conflict(text),
            Unneeded => new StopCause.Unneeded(),
            Ended => new StopCause.Ended(),
            NoFile => new StopCause.NoFile(),
            Shutdown => new StopCause.Shutdown(),
            _ => throw reader.Damaged($"{kind} is no cause of a stop"),
        };
    }

    private static void Write(SnapshotWriter writer, int field, int kind, string? text)
    {
        int mark = writer.Begin(field);
        writer.Number(Kind, kind);
        writer.Text(Text, text);
        writer.End(mark);
    }

    private static (int Kind, string Text) Read(SnapshotReader reader)
    {
        (int kind, string text) = (0, "");
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Kind:
                    kind = reader.Small();
                    break;
                case Text:
                    text = reader.Text();
                    break;
                default:
                    throw reader.Unknown("a cause", field);
            }
        }

        reader.Leave(outer);
        return (kind, text);
    }
}
