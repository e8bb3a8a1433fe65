using System;
using System.Collections.Generic;

namespace MiniInit.Loading;

/// <summary>Where a configuration is looked for, first what counts most.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="IsExplicit">Whether a user named them, so that one that is missing is an error.</param>
public sealed record SearchPath(IReadOnlyList<string> Paths, bool IsExplicit)
{
    /// <summary>The variable that names files and folders, separated by colons, in place of the usual ones.</summary>
    public const string Variable = "MINIINIT_CONFIG";

    /// <summary>The main file of a configuration folder.</summary>
    public const string MainFile = "miniinit.toml";

    /// <summary>The job folder of a configuration folder.</summary>
    public const string JobFolder = "jobs";

    /// <summary>Where it is looked for when nobody says where.</summary>
    public static SearchPath Usual { get; } = new(
        [
            "/etc/miniinit/" + MainFile,
            "/run/miniinit/jobs",
            "/etc/miniinit/jobs",
            "/usr/local/lib/miniinit/jobs",
            "/usr/lib/miniinit/jobs",
        ],
        IsExplicit: false);

    /// <summary>Chooses what was named on the command line, else by the variable, else the usual places.</summary>
    /// <param name="named">The paths of the command line.</param>
    /// <param name="variable">The value of <see cref="Variable"/>; null if it is not set.</param>
    public static SearchPath Choose(IReadOnlyList<string> named, string? variable)
    {
        ArgumentNullException.ThrowIfNull(named);
        if (named.Count > 0)
        {
            return new SearchPath(named, IsExplicit: true);
        }

        string[] paths = (variable ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return paths.Length > 0 ? new SearchPath(paths, IsExplicit: true) : Usual;
    }

    /// <summary>Gives the paths, as they are listed in a message.</summary>
    public override string ToString() => string.Join(", ", Paths);
}
