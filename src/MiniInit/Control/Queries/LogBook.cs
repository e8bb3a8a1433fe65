using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Unicode;
using MiniInit.Output;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Consoles;

namespace MiniInit.Control.Queries;

/// <summary>What is kept of the output of jobs, as clients are told it.</summary>
internal sealed class LogBook(JobConsoles consoles)
{
    /// <summary>Changes whenever instances come or go whose output is kept.</summary>
    public long Version => consoles.Version;

    /// <summary>The instances whose output is kept, in no order.</summary>
    public IEnumerable<(string Job, string Instance)> Instances => consoles.Instances;

    /// <summary>What is kept of an instance; null where it is not ours to read.</summary>
    public OutputReader? Of(string job, string instance) => consoles.Kept(job, instance);

    /// <summary>The last lines of an instance as texts.</summary>
    public List<string> LastTexts(string job, string instance, int lines, int bytes) =>
        LastLines(job, instance, lines, bytes).ConvertAll(line => line.Text);

    /// <summary>The last lines of an instance, the oldest of them left out if they are too long.</summary>
    public List<LogLine> LastLines(string job, string instance, int lines, int bytes)
    {
        List<LogLine> found = [];
        if (lines == 0 || Of(job, instance) is not OutputReader reader)
        {
            return found;
        }

        LogCursor cursor = reader.Last(lines);
        LogCursor end = reader.End;
        long first = end.Position - bytes;
        while (cursor.Position < end.Position)
        {
            KeptLines read = reader.Read(cursor, ControlLimits.LogBytesPerReply);
            if (read.Lines.Count == 0)
            {
                break;
            }

            long at = cursor.Position;
            foreach (KeptLine line in read.Lines)
            {
                if (at >= first)
                {
                    found.Add(LineOf(job, instance, line));
                }

                at += line.Bytes.Length + 1;
            }

            cursor = read.Next;
        }

        return found;
    }

    /// <summary>A line as clients are told it.</summary>
    public static LogLine LineOf(string job, string instance, KeptLine line)
    {
        ReadOnlySpan<byte> bytes = line.Bytes.Span;
        return new LogLine(
            job,
            instance,
            WallTime.OfNanoseconds(line.UnixNanoseconds),
            Encoding.UTF8.GetString(bytes),
            Utf8.IsValid(bytes) ? null : bytes.ToArray(),
            line.IsPiece);
    }
}
