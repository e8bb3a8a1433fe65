using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Rendering;

/// <summary>All there is to say of an instance, for people. The first line is initctl's.</summary>
/// <param name="now">Now, in microseconds since 1970.</param>
/// <param name="ink">For the colours.</param>
/// <param name="branches">For the tree of processes.</param>
internal sealed class StatusText(long now, Ink ink, Branches branches)
{
    /// <summary>The width of the names, with two spaces before and after.</summary>
    private const int NameWidth = 13;

    private readonly StringBuilder _output = new();

    /// <summary>Gives the text, each line ended.</summary>
    public string Of(StatusInfo status)
    {
        _output.Clear();
        string first = StatusLine.Of(status.Instance);
        string state = StatusLine.State(status.Instance);
        string title = JobTitle.Of(status.Instance.Job, status.Instance.Instance);
        _output.Append(ink.Bold(title)).Append(' ').Append(ink.Of(state, Moods.Of(status.Instance)))
            .Append(first.AsSpan(title.Length + 1 + state.Length)).Append('\n');
        AddDefinition(status);
        AddRun(status);
        AddHistory(status);
        Add("processes", ProcessTree.Of(status.Processes ?? [], branches, withJobs: false));
        Add("output", OutputLines(status.LastLines ?? []));
        return _output.ToString();
    }

    private void AddDefinition(StatusInfo status)
    {
        Add("about", status.Description);
        string doubt = status.IsRemoved ? "; it is gone, so that this run is the last"
            : status.IsChanged ? "; changed since the start, restart takes the new one"
            : "";
        Add("file", status.File is string file ? file + doubt : doubt.Length > 0 ? doubt[2..] : null);
        Add("wrong", Escaped(status.Diagnostics ?? []));
    }

    private void AddRun(StatusInfo status)
    {
        if (status.Since is long since)
        {
            Add("since", Ago.Full(since, now));
        }

        if (status.Instance.State is not ("waiting" or "invalid"))
        {
            string ready = status.Instance.IsReady ? "yes" : "not yet";
            string doing = status.IsStopping ? "; says that it is stopping"
                : status.IsReloading ? "; says that it is reloading"
                : "";
            Add("ready", $"{ready}, by {StatusLine.Word(status.Readiness)}{doing}");
        }

        Add("says", status.StatusText);
        Add("known by", status.Tracking is string tracking ? Tracking(tracking) : null);
        Add("strays", status.Strays > 0 ? $"{status.Strays} of former runs" : null);
        Add("errno", status.Errno is int errno ? $"{errno}, {Linux.Errors.DescribeCause((Linux.Errno)errno)}" : null);
    }

    /// <summary>The usual one is not worth a line: by the mark all processes are known.</summary>
    private static string? Tracking(string tracking) => tracking == "mark" ? null
        : tracking == "cgroup" ? "a control group of its own"
        : "parents and sessions alone; a process that leaves both is not known as its own";

    private void AddHistory(StatusInfo status)
    {
        Add("respawns", status.Respawns > 0 ? $"{status.Respawns} in a row" : null);
        Add("next start", status.NextAttempt is long next ? Ago.Full(next, now) : null);
        if (status.LastResult is ResultInfo result)
        {
            Add("last run", $"{FailureText.Of(result)}; {Ago.Full(result.At, now)}");
        }
    }

    private void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Add(name, [TerminalText.Escape(value)]);
        }
    }

    private void Add(string name, IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            string shown = ("  " + (i == 0 ? name : "")).PadRight(NameWidth);
            _output.Append(ink.Dim(shown)).Append(lines[i]).Append('\n');
        }
    }

    private static List<string> Escaped(IReadOnlyList<string> lines)
    {
        List<string> escaped = [];
        foreach (string line in lines)
        {
            foreach (string part in line.Split('\n'))
            {
                escaped.Add(TerminalText.Escape(part));
            }
        }

        return escaped;
    }

    /// <summary>Puts the pieces of long lines together.</summary>
    private static List<string> OutputLines(IReadOnlyList<LogLine> lines)
    {
        List<string> whole = [];
        StringBuilder line = new();
        foreach (LogLine one in lines)
        {
            line.Append(one.Text);
            if (!one.IsPiece)
            {
                whole.Add(TerminalText.Escape(line.ToString(), keepsTabs: true));
                line.Clear();
            }
        }

        if (line.Length > 0)
        {
            whole.Add(TerminalText.Escape(line.ToString(), keepsTabs: true));
        }

        return whole;
    }
}
