using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What of the machine a supervisor sees that takes it for its own; enclose.c makes it so.</summary>
/// <param name="Place">Has all its files.</param>
/// <param name="Root">Where a root directory is made for it; empty: it sees ours.</param>
internal sealed record Enclosure(Workplace Place, string Root)
{
    private readonly List<string> _shown = [];

    /// <summary>Lets it see a file or directory of ours by another name.</summary>
    internal void Show(string source, string target) => _shown.AddRange([source, target]);

    /// <summary>The command line that starts a program in there; it has a control group of its own for a root.</summary>
    internal IReadOnlyList<string> Command(params IEnumerable<string> command) =>
        [Place.Programs.Enclose, Place.Fifo, ControlGroup.Make(Place), Root, .. _shown, "--", .. command];
}
