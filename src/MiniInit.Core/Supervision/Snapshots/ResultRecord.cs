using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>How a run came out, and what failed in it.</summary>
internal static class ResultRecord
{
    private const int Process = 1, End = 2, Sentence = 3;
    private const int Failure = 1, MainEnd = 2, At = 3, Skipped = 4;

    public static void Write(SnapshotWriter writer, int field, JobFailure? failure)
    {
        if (failure is not null)
        {
            int mark = writer.Begin(field);
            writer.Text(Process, failure.Process);
            ProcessRecord.WriteEnd(writer, End, failure.End);
            writer.Text(Sentence, failure.Sentence);
            writer.End(mark);
        }
    }

    public static JobFailure ReadFailure(SnapshotReader reader)
    {
        JobFailure failure = new("", null, "");
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            failure = field switch
            {
                Process => failure with { Process = reader.Text() },
                End => failure with { End = ProcessRecord.ReadEnd(reader) },
                Sentence => failure with { Sentence = reader.Text() },
                _ => throw reader.Unknown("a failure", field),
            };
        }

        reader.Leave(outer);
        return failure;
    }

    public static void Write(SnapshotWriter writer, int field, JobResult? result)
    {
        if (result is not null)
        {
            int mark = writer.Begin(field);
            Write(writer, Failure, result.Failure);
            ProcessRecord.WriteEnd(writer, MainEnd, result.MainEnd);
            writer.Time(At, result.At);
            writer.Text(Skipped, result.Skipped);
            writer.End(mark);
        }
    }

    public static JobResult ReadResult(SnapshotReader reader)
    {
        JobResult result = new(null, null, TimeSpan.Zero);
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            result = field switch
            {
                Failure => result with { Failure = ReadFailure(reader) },
                MainEnd => result with { MainEnd = ProcessRecord.ReadEnd(reader) },
                At => result with { At = reader.Time() },
                Skipped => result with { Skipped = reader.Text() },
                _ => throw reader.Unknown("a result", field),
            };
        }

        reader.Leave(outer);
        return result;
    }
}
