using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Tracing;

/// <summary>Who forked whom, as a tree: a branch for each process, with its programs and how it ended.</summary>
internal static class StoryTree
{
    /// <summary>Gives the lines.</summary>
    /// <param name="root">The command.</param>
    /// <param name="branches">What it is drawn with.</param>
    public static IReadOnlyList<string> Of(StoryProcess root, Branches branches)
    {
        List<string> lines = [];

        // By a stack of our own: a chain of forks may be as deep as there are processes.
        Stack<(StoryProcess? Process, string Text, string Below)> open = new([(root, "", "")]);
        while (open.TryPop(out (StoryProcess? Process, string Text, string Below) next))
        {
            if (next.Process is not StoryProcess process)
            {
                lines.Add(next.Text);
                continue;
            }

            lines.Add(next.Text + Line(process, branches));
            if (process.LeftOut > 0)
            {
                open.Push((null, $"{next.Below}{branches.Last}and {process.LeftOut} more, which ended", ""));
            }

            for (int i = process.Children.Count - 1; i >= 0; i--)
            {
                bool isLast = i == process.Children.Count - 1 && process.LeftOut == 0;
                open.Push((
                    process.Children[i],
                    next.Below + (isLast ? branches.Last : branches.Item),
                    next.Below + (isLast ? Branches.Gap : branches.Line)));
            }
        }

        return lines;
    }

    private static string Line(StoryProcess process, Branches branches)
    {
        string arrow = branches == Branches.Utf8 ? " → " : " -> ";
        List<string> programs = [.. process.Programs.Select(program => TerminalText.Escape(program))];
        if (process.ProgramsLeftOut > 0)
        {
            programs.Insert(programs.Count - 1, $"{process.ProgramsLeftOut} more");
        }

        string name = TerminalText.Escape(process.Name);
        if (programs.Count == 0 || programs[^1] != name)
        {
            programs.Add(name);
        }

        List<string> facts = [];
        if (process.LedSession)
        {
            facts.Add("leads its session");
        }

        if (process.Adoption is TraceEvent.Adopted adoption)
        {
            facts.Add($"adopted by {Sentences.Parent(adoption)}");
        }

        facts.Add(process.End is null ? "lives on" : Sentences.EndOf(process.End));
        string way = CloneFlags.InBrackets(process.Way, process.Flags);
        return $"{process.Pid} {string.Join(arrow, programs)}{way}: {string.Join(", ", facts)}";
    }
}
