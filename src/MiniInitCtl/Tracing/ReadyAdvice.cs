using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Ctl.Tracing;

/// <summary>Which <c>ready</c> a job file for a command needs.</summary>
/// <param name="Ready">The value: <c>exec</c>, <c>fork</c>, <c>daemon</c>; null: there is none that fits.</param>
/// <param name="Main">The process that would be the job's main process; null: none that is left.</param>
/// <param name="Sentence">The advice.</param>
internal sealed record ReadyAdvice(string? Ready, StoryProcess? Main, string Sentence)
{
    /// <summary>Gives it.</summary>
    public static ReadyAdvice Of(Story story)
    {
        StoryProcess root = story.Root!;
        if (root.End is not TraceEvent.Ended end)
        {
            return new ReadyAdvice(
                "exec",
                root,
                "In a job file: ready = \"exec\", as is usual, or whatever tells best when it is ready: it does not go "
                    + "into the background.");
        }

        StoryProcess? main = FindMain(StorySummary.Survivors(story), story);
        if (main is null)
        {
            return new ReadyAdvice(
                "exec",
                null,
                "In a job file: type = \"task\" if it is meant to end, else ready = \"exec\", as is usual: it does not "
                    + "go into the background.");
        }

        if (end.Signal != 0 || end.ExitCode != 0)
        {
            return new ReadyAdvice(
                null,
                main,
                "In a job file it would have failed: what goes into the background has to leave exit code 0 behind.");
        }

        string ready = main.Depth == 1 ? "fork" : "daemon";
        string forks = main.Depth == 1 ? "one fork" : $"{main.Depth} forks";
        return new ReadyAdvice(
            ready,
            main,
            $"In a job file: ready = \"{ready}\", since the first process exits with 0 and after {forks} "
                + $"{StorySummary.Title(main)} goes on.");
    }

    /// <summary>As init chooses: the only one that nobody of the others made; else a session's leader, or the oldest.</summary>
    private static StoryProcess? FindMain(List<StoryProcess> survivors, Story story)
    {
        List<StoryProcess> tops = [.. survivors.Where(process => story.Find(process.Parent) is null)];
        return tops.Find(process => process.LedSession) ?? tops.FirstOrDefault() ?? survivors.FirstOrDefault();
    }
}
