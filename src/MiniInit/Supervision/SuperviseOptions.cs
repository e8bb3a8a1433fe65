using System.Collections.Generic;
using MiniInit.Boot;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Supervision;

/// <summary>Everything supervise mode was asked for on its command line.</summary>
internal sealed record SuperviseOptions
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(SuperviseOptions);

    /// <summary>
    /// Files and folders to read jobs from, in place of all others; the first that has a name wins. Empty: the usual places.
    /// </summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    /// <summary>Index, in our argv, of the command of the transient job <c>main</c>; null: there is none.</summary>
    public int? CommandIndex { get; init; }

    /// <summary>
    /// Index, in our argv, of words that came without <c>--</c> to process 1 called init, as the kernel passes on what it does
    /// not know; they are not used, which is worth a warning. Null: none.
    /// </summary>
    public int? IgnoredIndex { get; init; }

    /// <summary>Where to make the control socket; null: as the configuration has it.</summary>
    public string? Socket { get; init; }

    /// <summary>Whether we are the init of a user's session.</summary>
    public bool IsSession { get; init; }

    /// <summary>Whether jobs get what we were given as environment; else <c>PATH</c> and <c>TERM</c> alone.</summary>
    public bool InheritsEnvironment { get; init; } = true;

    /// <summary>How much to say; null: as the configuration has it.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>The form of our own messages; null: as the configuration has it.</summary>
    public LogFormat? LogFormat { get; init; }

    /// <summary>Whether to adopt orphans when not PID 1.</summary>
    public SubreaperWish Subreaper { get; init; } = SubreaperWish.IfPossible;

    /// <summary>The signal we get when our parent dies, or null.</summary>
    public Signal? ParentDeathSignal { get; init; }
}
