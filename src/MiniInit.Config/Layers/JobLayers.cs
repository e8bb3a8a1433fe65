using System;
using System.Collections.Generic;

namespace MiniInit.Config.Layers;

/// <summary>The files that define one job, the lowest layer first.</summary>
/// <param name="Name">The job.</param>
/// <param name="Base">The file that defines it; null where a main file does, or none.</param>
/// <param name="Changes">The files that change it, in the order in which they are laid over it.</param>
/// <param name="Hidden">The files that do not count, since others of the same name come first.</param>
internal sealed record JobLayers(
    string Name, SourceFile? Base, IReadOnlyList<SourceFile> Changes, IReadOnlyList<SourceFile> Hidden)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(JobLayers);

    /// <summary>Sorts the files of job folders by job, and leaves out those that others hide.</summary>
    public static IReadOnlyList<JobLayers> Of(IEnumerable<SourceFile> files)
    {
        Dictionary<string, List<SourceFile>> byJob = new(StringComparer.Ordinal);
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

        List<JobLayers> layers = new(byJob.Count);
        foreach ((string job, List<SourceFile> ofJob) in byJob)
        {
            layers.Add(Of(job, ofJob));
        }

        layers.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return layers;
    }

    private static JobLayers Of(string name, List<SourceFile> files)
    {
        SourceFile? owner = null;
        SourceFile? change = null;
        List<SourceFile> dropIns = [];
        foreach (SourceFile file in files)
        {
            switch (file.Role)
            {
                case SourceRole.Job:
                    owner = First(owner, file);
                    break;
                case SourceRole.Override:
                    change = First(change, file);
                    break;
                case SourceRole.DropIn:
                    dropIns.Add(file);
                    break;
                default:
                    throw new ArgumentException("not a file of a job", nameof(files));
            }
        }

        dropIns.Sort(CompareDropIns);
        bool counts = change is not null && (owner is null || RankOf(change) <= RankOf(owner));
        List<SourceFile> changes = counts ? [change!, .. dropIns] : dropIns;
        List<SourceFile> hidden = files.FindAll(
            file => file.Role is not SourceRole.DropIn && file != owner && !(counts && file == change));
        return new JobLayers(name, owner, changes, hidden);
    }

    private static SourceFile First(SourceFile? before, SourceFile file) =>
        before is null || RankOf(file) < RankOf(before) ? file : before;

    /// <summary>By name; of one name that of the lowest folder first, so that the others change it.</summary>
    private static int CompareDropIns(SourceFile one, SourceFile other)
    {
        int order = string.CompareOrdinal(((SourceRole.DropIn)one.Role).File, ((SourceRole.DropIn)other.Role).File);
        return order != 0 ? order : RankOf(other).CompareTo(RankOf(one));
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
