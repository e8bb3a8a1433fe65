using System;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Small things that an instance has of a run.</summary>
internal static class RunRecords
{
    private const int Pid = 1, Kill = 2, Scope = 3;
    private const int Status = 1, IsStopping = 2, IsReloading = 3, Errno = 4;
    private const int Count = 1, InARow = 2, Pauses = 3, WindowStart = 4;

    public static void Write(SnapshotWriter writer, int field, Remains? remains)
    {
        if (remains is Remains some)
        {
            int mark = writer.Begin(field);
            writer.Count(Pid, some.Pid);
            writer.Count(Kill, (int)some.Kill);
            writer.Count(Scope, (int)some.Scope);
            writer.End(mark);
        }
    }

    public static Remains ReadRemains(SnapshotReader reader)
    {
        Remains remains = default;
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            remains = field switch
            {
                Pid => remains with { Pid = reader.Small(least: 0) },
                Kill => remains with { Kill = (KillStage)reader.Small(0, (int)KillStage.Killed) },
                Scope => remains with { Scope = (SignalScope)reader.Small(0, (int)SignalScope.Tree) },
                _ => throw reader.Unknown("what is left", field),
            };
        }

        reader.Leave(outer);
        return remains;
    }

    public static void Write(SnapshotWriter writer, int field, ProcessNotes notes)
    {
        if (notes != ProcessNotes.None)
        {
            int mark = writer.Begin(field);
            writer.Text(Status, notes.Status);
            writer.Flag(IsStopping, notes.IsStopping);
            writer.Flag(IsReloading, notes.IsReloading);
            writer.Number(Errno, notes.Errno);
            writer.End(mark);
        }
    }

    public static ProcessNotes ReadNotes(SnapshotReader reader)
    {
        ProcessNotes notes = ProcessNotes.None;
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            notes = field switch
            {
                Status => notes with { Status = reader.Text() },
                IsStopping => notes with { IsStopping = true },
                IsReloading => notes with { IsReloading = true },
                Errno => notes with { Errno = reader.Small() },
                _ => throw reader.Unknown("a note", field),
            };
        }

        reader.Leave(outer);
        return notes;
    }

    public static void Write(SnapshotWriter writer, int field, RespawnCount respawns)
    {
        if ((respawns.Count, respawns.InARow, respawns.Pauses, respawns.WindowStart) != (0, 0, 0, TimeSpan.Zero))
        {
            int mark = writer.Begin(field);
            writer.Count(Count, respawns.Count);
            writer.Count(InARow, respawns.InARow);
            writer.Count(Pauses, respawns.Pauses);
            writer.Count(WindowStart, respawns.WindowStart.Ticks);
            writer.End(mark);
        }
    }

    public static void ReadRespawns(SnapshotReader reader, RespawnCount respawns)
    {
        (int count, int inARow, int pauses, TimeSpan windowStart) = (0, 0, 0, TimeSpan.Zero);
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Count:
                    count = reader.Small(least: 0);
                    break;
                case InARow:
                    inARow = reader.Small(least: 0);
                    break;
                case Pauses:
                    pauses = reader.Small(least: 0);
                    break;
                case WindowStart:
                    windowStart = reader.Time();
                    break;
                default:
                    throw reader.Unknown("a count of respawns", field);
            }
        }

        reader.Leave(outer);
        respawns.Set(count, inARow, pauses, windowStart);
    }
}
