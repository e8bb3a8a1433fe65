using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Ctl.Rendering;
using MiniInit.Linux;

namespace MiniInit.Ctl.Tracing;

/// <summary>Writes a trace as it happens, and what came of it at the end.</summary>
/// <param name="fd">Where it is written.</param>
/// <param name="form">How.</param>
internal sealed class TraceOutput(int fd, TraceForm form)
{
    private readonly Story _story = new();

    /// <summary>Takes in an event.</summary>
    public void Tell(TraceEvent happened)
    {
        string name = _story.Find(happened.Pid)?.Name ?? "";
        if (!_story.Apply(happened) && form != TraceForm.Json)
        {
            return;
        }

        if (form == TraceForm.Json)
        {
            Write(JsonLines.Of(happened));
        }
        else if (form == TraceForm.Sentences && Sentences.Of(happened, name) is string sentence)
        {
            Write(sentence + "\n");
        }
    }

    /// <summary>Writes the end.</summary>
    public void Close()
    {
        if (form == TraceForm.Json)
        {
            Write(JsonLines.OfSummary(_story));
            return;
        }

        IEnumerable<string> tree = StoryTree.Of(_story.Root!, Branches.Ours);
        IEnumerable<string> separator = form == TraceForm.Sentences ? [""] : [];
        Write(string.Concat(separator.Concat(tree).Append("").Concat(StorySummary.Of(_story)).Select(line => line + "\n")));
    }

    // Where nobody reads the command goes on all the same.
    private void Write(string text) => _ = BlockingWriter.WriteAll(fd, Encoding.UTF8.GetBytes(text));
}

/// <summary>How a trace is written.</summary>
internal enum TraceForm
{
    /// <summary>Sentences, a tree and a summary.</summary>
    Sentences,

    /// <summary>Only tree and summary.</summary>
    SummaryOnly,

    /// <summary>JSON lines.</summary>
    Json,
}
