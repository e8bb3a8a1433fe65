using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Ctl.Tracing;

/// <summary>
/// What processes made of their standard input, output and error, told together once they do something else. Of one that
/// ends then nothing is told: many programs close theirs to see whether all was written.
/// </summary>
internal sealed class Redirections
{
    private static readonly string[] s_names = ["input", "output", "error"];

    /// <summary>By process and descriptor; null: closed.</summary>
    private readonly SortedDictionary<int, SortedDictionary<int, string?>> _untold = [];

    /// <summary>Which processes have something untold.</summary>
    public IReadOnlyList<int> Untold => [.. _untold.Keys];

    /// <summary>Notes a change.</summary>
    public void Note(TraceEvent.Redirected change)
    {
        if (!_untold.TryGetValue(change.Pid, out SortedDictionary<int, string?>? changes))
        {
            _untold[change.Pid] = changes = [];
        }

        changes[change.Descriptor] = change.Target;
    }

    /// <summary>Gives what there is to tell of a process, and forgets it.</summary>
    /// <param name="pid">The process.</param>
    /// <returns>Predicates: <c>closed its standard error</c>.</returns>
    public IReadOnlyList<string> Take(int pid)
    {
        if (!_untold.Remove(pid, out SortedDictionary<int, string?>? changes))
        {
            return [];
        }

        List<string> told = [];
        if (Names(changes, "/dev/null") is string turned)
        {
            told.Add($"turned its standard {turned} to /dev/null");
        }

        if (Names(changes, null) is string closed)
        {
            told.Add($"closed its standard {closed}");
        }

        return told;
    }

    private static string? Names(SortedDictionary<int, string?> changes, string? target)
    {
        string[] names = [.. changes.Where(change => change.Value == target).Select(change => s_names[change.Key])];
        return names.Length switch
        {
            0 => null,
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
    }
}
