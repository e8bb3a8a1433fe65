using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Config.Layers;

/// <summary>The files that define one job, the lowest layer first.</summary>
/// <param name="Name">The job.</param>
/// <param name="Base">The file that defines it; null where a main file does, or none.</param>
/// <param name="Changes">The files that change it, in the order in which they are laid over it.</param>
/// <param name="Hidden">The files that do not count, since others of the same name come first.</param>
internal sealed record JobLayers(
    string Name, SourceFile? Base, IReadOnlyList<SourceFile> Changes, IReadOnlyList<SourceFile> Hidden)
{
    /// <summary>Sorts the files of job folders by job, and leaves out those that others hide.</summary>
    public static IReadOnlyList<JobLayers> Of(IEnumerable<SourceFile> files)
    {
        SortedDictionary<string, List<SourceFile>> byJob = new(StringComparer.Ordinal);
        foreach (SourceFile file in files)
        {
            if (JobOf(file.Role) is string job)
            {
                if (!byJob.TryGetValue(job, out List<SourceFile>? ofJob))
                {
                    byJob.Add(job, ofJob = []);
                }

                ofJob.Add(file);
            }
        }

        return [.. byJob.Select(pair => Of(pair.Key, pair.Value))];
    }

    private static JobLayers Of(string name, List<SourceFile> files)
    {
        SourceFile? owner = files.Where(file => file.Role is SourceRole.Job).MinBy(RankOf);
        int ownerRank = owner is null ? int.MaxValue : RankOf(owner);
        SourceFile? change = files.Where(file => file.Role is SourceRole.Override).MinBy(RankOf);
        bool counts = change is not null && RankOf(change) <= ownerRank;
        IEnumerable<SourceFile> dropIns = files.Where(file => file.Role is SourceRole.DropIn)
            .OrderBy(file => ((SourceRole.DropIn)file.Role).File, StringComparer.Ordinal)
            .ThenByDescending(RankOf);
        SourceFile[] changes = [.. counts ? [change!] : Array.Empty<SourceFile>(), .. dropIns];
        return new JobLayers(name, owner, changes, [.. files.Except(changes).Where(file => file != owner)]);
    }

    private static string? JobOf(SourceRole role) => role switch
    {
        SourceRole.Job job => job.Name,
        SourceRole.Override change => change.Name,
        SourceRole.DropIn dropIn => dropIn.Name,
        SourceRole.Main or SourceRole.Unused => null,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no such role"),
    };

    private static int RankOf(SourceFile file) => file.Role switch
    {
        SourceRole.Job job => job.Rank,
        SourceRole.Override change => change.Rank,
        SourceRole.DropIn dropIn => dropIn.Rank,
        SourceRole.Main or SourceRole.Unused => int.MaxValue,
        _ => throw new ArgumentOutOfRangeException(nameof(file), file.Role, "no such role"),
    };
}
