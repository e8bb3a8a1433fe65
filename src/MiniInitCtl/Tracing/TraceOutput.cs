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
    private readonly Redirections _redirections = new();

    /// <summary>Takes in an event.</summary>
    public void Tell(TraceEvent happened)
    {
        string name = _story.Find(happened.Pid)?.Name ?? "";
        bool isNews = _story.Apply(happened);
        switch (form)
        {
            case TraceForm.Json:
                Write(JsonLines.Of(happened));
                break;
            case TraceForm.Sentences when isNews:
                Say(happened, name);
                break;
            case TraceForm.Sentences or TraceForm.SummaryOnly:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
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

        if (form == TraceForm.Sentences)
        {
            foreach (int pid in _redirections.Untold)
            {
                SayRedirections(pid, _story.Find(pid)?.Name ?? "");
            }

            Write("\n");
        }

        IEnumerable<string> lines =
            [.. StoryTree.Of(_story.Root!, Branches.Ours), "", .. StorySummary.Of(_story)];
        Write(string.Concat(lines.Select(line => line + "\n")));
    }

    private void Say(TraceEvent happened, string name)
    {
        if (happened is TraceEvent.Redirected change)
        {
            _redirections.Note(change);
            return;
        }

        if (happened is TraceEvent.Ended)
        {
            _ = _redirections.Take(happened.Pid);
        }

        SayRedirections(happened.Pid, name);
        if (Sentences.Of(happened, name) is string sentence)
        {
            Write(sentence + "\n");
        }
    }

    private void SayRedirections(int pid, string name)
    {
        foreach (string predicate in _redirections.Take(pid))
        {
            Write(Sentences.Of(pid, name, predicate) + "\n");
        }
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
