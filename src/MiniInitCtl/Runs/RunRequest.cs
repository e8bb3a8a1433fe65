using System.Collections.Generic;

namespace MiniInit.Ctl.Runs;

/// <summary>What is to be run, and how.</summary>
/// <param name="Command">The command and its arguments.</param>
internal sealed record RunRequest(IReadOnlyList<string> Command)
{
    /// <summary>The job's name; null: init gives one.</summary>
    public string? Name { get; init; }

    /// <summary>As whom; null: as is usual.</summary>
    public string? RunAs { get; init; }

    /// <summary>Keys of job files, <c>KEY=VALUE</c>.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>Whether it has our input and output, and its end is waited for.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether it has a terminal of its own, which we show.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>Whether it does not get our environment.</summary>
    public bool HasNoEnvironment { get; init; }
}
