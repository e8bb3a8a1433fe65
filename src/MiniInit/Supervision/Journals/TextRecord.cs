using System.Text;
using MiniInit.Core.Jobs;

namespace MiniInit.Supervision.Journals;

/// <summary>
/// A message for people: one line, <c>miniinit: warn: web: main process (12) terminated with status 1</c>. It begins
/// with our name, as a job's line may begin with the job's; without the time, which container engines add.
/// </summary>
internal static class TextRecord
{
    /// <summary>Writes it.</summary>
    public static void Write(RecordBuffer into, in JournalEntry entry)
    {
        into.Add("miniinit: "u8);
        if (entry.Level >= LogLevel.Warn)
        {
            into.Add(LogLevels.Word(entry.Level));
            into.Add(": "u8);
        }

        if (entry.Job.Length > 0)
        {
            into.AddText(entry.Job, 2 * JournalLimits.NameBytes);
            into.Add(": "u8);
        }

        into.AddText(entry.Message, JournalLimits.MessageBytes);
        into.Add("\n"u8);
        foreach (string line in LastLines.Of(entry.LastLines.Span))
        {
            into.Add("miniinit:   | "u8);
            into.AddText(line, JournalLimits.LineBytes);
            into.Add("\n"u8);
        }
    }
}
