using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>A program that runs one command as its init, and the options it needs for what is compared.</summary>
internal sealed record Init(string Name, string Path)
{
    /// <summary>The measure of the ratios.</summary>
    internal const string Reference = "tini";

    /// <summary>Ours.</summary>
    internal const string Own = "miniinit";

    /// <summary>The command by itself.</summary>
    internal static Init None { get; } = new("no init", "");

    /// <summary>Makes it adopt orphans, so that it does not warn, where it is not PID 1.</summary>
    internal IReadOnlyList<string> Subreaper { get; init; } = [];

    /// <summary>Makes it signal the whole process group of the command.</summary>
    internal IReadOnlyList<string> Group { get; init; } = [];

    /// <summary>Makes it write a line at least for each signal.</summary>
    internal IReadOnlyList<string> Verbose { get; init; } = [];

    internal IReadOnlyList<string> VerboseVariables { get; init; } = [];

    /// <summary>Lets descendants of the command that are asked to stop finish; empty: it cannot.</summary>
    internal IReadOnlyList<string> Grace { get; init; } = [];

    /// <summary>Whether processes that lost their parent come to it where it is not PID 1.</summary>
    internal bool Adopts { get; init; } = true;

    /// <summary>The program that asks it when it runs jobs; empty: there is none, or it is not built.</summary>
    internal string Controller { get; init; } = "";

    /// <summary>The command line that runs a command under it.</summary>
    internal IReadOnlyList<string> Command(IReadOnlyList<string> options, params IReadOnlyList<string> command) =>
        this == None ? command : [Path, .. options, "--", .. command];
}
