using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>How to start a program: by absolute path, with a descriptor of ours (or -1: inherited) for each of its own.</summary>
internal sealed class ChildStart
{
    internal ChildStart(params IReadOnlyList<string> command)
    {
        Command = command;
    }

    internal IReadOnlyList<string> Command { get; }

    internal IReadOnlyList<string> Variables { get; init; } = [];

    internal int Input { get; init; } = NullDevice.Descriptor;

    internal int Output { get; init; } = NullDevice.Descriptor;

    internal int Error { get; init; } = NullDevice.Descriptor;

    /// <summary>One more descriptor, which becomes <see cref="ExtraTarget"/>.</summary>
    internal int Extra { get; init; } = -1;

    internal int ExtraTarget { get; init; } = 3;

    internal bool NewGroup { get; init; }

    /// <summary>A session of its own, whose controlling terminal is <see cref="Input"/>.</summary>
    internal bool NewSession { get; init; }

    /// <summary>PID 1 of a new namespace with its own /proc; needs root.</summary>
    internal bool NewNamespace { get; init; }

    /// <summary>
    /// A small, fixed environment: a variable such as TINI_VERBOSITY or DOTNET_gcServer of the caller would change
    /// what is measured.
    /// </summary>
    internal IReadOnlyList<string> Environment()
    {
        string path = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        return [$"PATH={path}", "LC_ALL=C", .. Variables];
    }
}
