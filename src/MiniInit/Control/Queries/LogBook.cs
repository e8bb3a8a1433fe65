using System.Collections.Generic;
using System.Text;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Consoles;

namespace MiniInit.Control.Queries;

/// <summary>What is kept of the output of jobs, as clients are told it.</summary>
internal sealed class LogBook(JobConsoles consoles)
{
    /// <summary>The last lines of an instance as texts.</summary>
    public List<string> LastTexts(string job, string instance, int lines, int bytes)
    {
        List<string> texts = [];
        foreach (LogLine line in LastLines(job, instance, lines, bytes))
        {
            texts.Add(line.Text);
        }

        return texts;
    }

    /// <summary>The last lines of an instance.</summary>
    public List<LogLine> LastLines(string job, string instance, int lines, int bytes)
    {
        List<LogLine> found = [];
        string all = Encoding.UTF8.GetString(consoles.LastLines(job, instance));
        foreach (string text in all.Length == 0 ? [] : all.TrimEnd('\n').Split('\n'))
        {
            found.Add(new LogLine(job, instance, 0, text, null, IsPiece: false));
        }

        return found;
    }
}
