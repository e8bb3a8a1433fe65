using System;

namespace MiniInit.Config.Layers;

/// <summary>What a file is for, by its place and name.</summary>
public abstract record SourceRole
{
    private const string Ending = ".toml";
    private const string OverrideEnding = ".override.toml";
    private const string DropInFolder = ".toml.d/";

    private SourceRole()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Tells what a file below a job folder is for.</summary>
    /// <param name="relativeName">Its path below the folder, with <c>/</c>: <c>net/apache.toml</c>.</param>
    /// <param name="rank">The place of the folder in the search: 0 is looked at first.</param>
    /// <returns>Null for a file that is none of ours.</returns>
    public static SourceRole? OfFile(string relativeName, int rank)
    {
        ArgumentNullException.ThrowIfNull(relativeName);
        if (!relativeName.EndsWith(Ending, StringComparison.Ordinal))
        {
            return null;
        }

        int folder = relativeName.LastIndexOf(DropInFolder, StringComparison.Ordinal);
        if (folder > 0)
        {
            string file = relativeName[(folder + DropInFolder.Length)..];
            return file.Contains('/', StringComparison.Ordinal)
                ? null
                : new DropIn(relativeName[..folder], file, rank);
        }

        return relativeName.EndsWith(OverrideEnding, StringComparison.Ordinal)
            ? new Override(relativeName[..^OverrideEnding.Length], rank)
            : new Job(relativeName[..^Ending.Length], rank);
    }

    /// <summary>Is for nothing: a folder, or a file that cannot be used; it is here for what is to be said of it.</summary>
    public sealed record Unused : SourceRole;

    /// <summary>Holds <c>[init]</c> and <c>[job.NAME]</c> tables.</summary>
    public sealed record Main : SourceRole;

    /// <summary>Defines one job.</summary>
    /// <param name="Name">The job.</param>
    /// <param name="Rank">The place of its folder in the search; of files of one name the lowest counts.</param>
    public sealed record Job(string Name, int Rank) : SourceRole;

    /// <summary>Changes keys of a job; the one of the lowest rank counts, but none below that of the job itself.</summary>
    /// <param name="Name">The job.</param>
    /// <param name="Rank">The place of its folder in the search.</param>
    public sealed record Override(string Name, int Rank) : SourceRole;

    /// <summary>Changes keys of a job; all count, in the order of their file names.</summary>
    /// <param name="Name">The job.</param>
    /// <param name="File">The file's own name, which gives the order.</param>
    /// <param name="Rank">The place of its folder in the search; of equal file names the lowest comes last.</param>
    public sealed record DropIn(string Name, string File, int Rank) : SourceRole;
}
