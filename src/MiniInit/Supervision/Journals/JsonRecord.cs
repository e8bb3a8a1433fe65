using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Output;

namespace MiniInit.Supervision.Journals;

/// <summary>
/// A message for programs: one JSON object in one line. Its fields have the names they have in the lines of jobs
/// (<see cref="JsonForm"/>), so that one reader reads both; <c>level</c> tells that it is ours.
/// </summary>
/// <param name="time">Where times are written.</param>
internal sealed class JsonRecord(TimeText time)
{
    /// <summary>Writes it.</summary>
    public void Write(RecordBuffer into, in JournalEntry entry)
    {
        into.Add("{\"time\":\""u8);
        into.Add(time.Of(entry.UnixNanoseconds));
        into.Add("\",\"level\":\""u8);
        into.Add(LogLevels.Word(entry.Level));
        AddJob(into, entry.Job);
        into.Add("\",\"message\":\""u8);
        into.AddJson(entry.Message, JournalLimits.MessageBytes);
        into.Add("\""u8);
        AddLines(into, LastLines.Of(entry.LastLines.Span));
        if (entry.Dropped > 0)
        {
            into.Add($",\"dropped\":{entry.Dropped}");
        }

        into.Add("}\n"u8);
    }

    /// <summary>A title is a name, or a name and in parentheses the instance's key; there are none in a name.</summary>
    private static void AddJob(RecordBuffer into, string title)
    {
        if (title.Length == 0)
        {
            return;
        }

        int key = title.EndsWith(')') ? title.IndexOf(" (", StringComparison.Ordinal) : -1;
        into.Add("\",\"job\":\""u8);
        into.AddJson(key < 0 ? title : title.AsSpan(0, key), JournalLimits.NameBytes);
        if (key >= 0)
        {
            into.Add("\",\"instance\":\""u8);
            into.AddJson(title.AsSpan()[(key + 2)..^1], JournalLimits.NameBytes);
        }
    }

    private static void AddLines(RecordBuffer into, IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            into.Add(i == 0 ? ",\"lines\":[\""u8 : ",\""u8);
            into.AddJson(lines[i], JournalLimits.LineBytes);
            into.Add(i == lines.Count - 1 ? "\"]"u8 : "\""u8);
        }
    }
}
