using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Tracing;

/// <summary>What came of a command, in sentences: how it ended, what outlives it and why, and what a job file needs.</summary>
internal static class StorySummary
{
    /// <summary>Gives the sentences, one a line.</summary>
    public static IReadOnlyList<string> Of(Story story)
    {
        if (story.Root is not StoryProcess root)
        {
            return [];
        }

        List<StoryProcess> survivors = Survivors(story);
        List<string> lines = [First(root, story.Count)];
        if (root.End is not null)
        {
            lines.Add(survivors.Count switch
            {
                0 => "Nothing outlives it.",
                1 => "One process outlives it:",
                _ => $"{survivors.Count} processes outlive it:",
            });
            lines.AddRange(survivors.Take(TraceLimits.ToldSurvivors).Select(survivor => Why(survivor, root, story)));
            if (survivors.Count > TraceLimits.ToldSurvivors)
            {
                lines.Add($"and {survivors.Count - TraceLimits.ToldSurvivors} more.");
            }
        }

        lines.Add(ReadyAdvice.Of(story).Sentence);
        return lines;
    }

    /// <summary>Gives what lives besides the command, in the order of the tree: the nearest to the command first.</summary>
    public static List<StoryProcess> Survivors(Story story) =>
    [
        .. story.Living.Values.Where(process => process != story.Root)
            .OrderBy(process => process.Depth).ThenBy(process => process.Pid),
    ];

    /// <summary>How a process is named in a sentence: <c>tmux: server (15)</c>.</summary>
    public static string Title(StoryProcess process) => $"{TerminalText.Escape(process.Name)} ({process.Pid})";

    private static string First(StoryProcess root, int count)
    {
        string others = count switch
        {
            1 => "; it started no other process",
            2 => "; with it there were 2 processes",
            _ => $"; with it there were {count} processes",
        };
        return root.End is TraceEvent.Ended end
            ? $"The command, {Title(root)}, {Sentences.EndOf(end)} after {Duration.Format(Rounded(end.Time))}{others}."
            : $"The command, {Title(root)}, goes on without being followed{others}.";
    }

    /// <summary>To a hundredth of a second, and at least that.</summary>
    private static TimeSpan Rounded(TimeSpan time) =>
        TimeSpan.FromMilliseconds(Math.Max(Math.Round(time.TotalMilliseconds / 10) * 10, 10));

    private static string Why(StoryProcess survivor, StoryProcess root, Story story)
    {
        string parent = survivor.Adoption is TraceEvent.Adopted adoption
            ? $"became a child of {Sentences.Parent(adoption)} because its parent {adoption.From} ended"
            : story.Find(survivor.Parent) is StoryProcess known
                ? $"is a child of {Title(known)}"
                : $"is a child of {survivor.Parent}";
        string session = survivor.LedSession
            ? "it called setsid, so it no longer belongs to the terminal"
            : survivor.Session == root.Session && !root.LedSession
                ? "it is still in the session it was started in, so the end of that terminal may end it"
                : $"it is in session {survivor.Session}, away from the terminal";
        string detached = survivor.IsDetached ? "; its standard input, output and error are /dev/null or closed" : "";
        return $"  {Title(survivor)} {parent}; {session}{detached}.";
    }
}
