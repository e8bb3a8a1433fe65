using System;
using System.Collections.Generic;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Core.Values;
using MiniInit.Linux.Files;

namespace MiniInit.Loading;

/// <summary>
/// Finds the files of a configuration and says what each is for. Both programs load through this, so that what a check
/// sees is what init will see.
/// </summary>
public static class ConfigurationFiles
{
    private const uint ReadableByOthers = 4;

    /// <summary>Reads all files of a search path.</summary>
    /// <param name="search">Where to look.</param>
    /// <param name="trust">What becomes of files that a stranger may have written.</param>
    /// <returns>The files, those that cannot be used among them; empty where there is nothing at all.</returns>
    public static IReadOnlyList<SourceFile> Read(SearchPath search, FileTrust trust)
    {
        ArgumentNullException.ThrowIfNull(search);
        List<SourceFile> files = [];
        ReadBudget budget = new();
        for (int rank = 0; rank < search.Paths.Count; rank++)
        {
            string path = search.Paths[rank];
            if (FileRead.IsFolder(path))
            {
                AddFolder(files, path, rank, RankOf(search, FolderOf(path), rank), trust, budget);
            }
            else if (FileRead.Read(path, trust, budget) is FoundFile found)
            {
                int own = RankOf(search, FolderOf(path), rank);
                files.Add(SourceOf(found, RoleOfNamed(path, found, own, out string? refusal), refusal) with
                {
                    IsNamed = search.IsExplicit,
                });
            }
            else if (search.IsExplicit)
            {
                files.Add(Missing(path));
            }
        }

        return files;
    }

    /// <summary>Files that are named one by one stand beside each other if they are in one folder, as a shell's * gives.</summary>
    private static int RankOf(SearchPath search, string folder, int rank)
    {
        for (int at = 0; at < rank; at++)
        {
            if (FolderOf(search.Paths[at]) == folder)
            {
                return at;
            }
        }

        return rank;
    }

    private static string FolderOf(string path)
    {
        string trimmed = path.TrimEnd('/');
        return trimmed[..(trimmed.LastIndexOf('/') + 1)];
    }

    private static void AddFolder(
        List<SourceFile> files, string path, int rank, int rankBeside, FileTrust trust, ReadBudget budget)
    {
        string name = path.TrimEnd('/')[FolderOf(path).Length..];
        if (name.EndsWith(".toml.d", StringComparison.Ordinal))
        {
            AddJobs(files, path, rankBeside, trust, budget, name + "/");
            return;
        }

        string mainPath = $"{path.TrimEnd('/')}/{SearchPath.MainFile}";
        if (FileRead.Read(mainPath, trust, budget) is not FoundFile main)
        {
            AddJobs(files, path, rank, trust, budget);
            return;
        }

        files.Add(SourceOf(main, new SourceRole.Main(), null));
        string jobs = $"{path.TrimEnd('/')}/{SearchPath.JobFolder}";
        if (FileRead.IsFolder(jobs))
        {
            AddJobs(files, jobs, rank, trust, budget);
        }

        AddMisplaced(files, path, trust);
    }

    /// <summary>Job files beside the main file are in the wrong place, and silence would not tell why they do not run.</summary>
    private static void AddMisplaced(List<SourceFile> files, string path, FileTrust trust)
    {
        // A budget of its own: what is not used must not use up what is.
        foreach (FoundFile file in FolderScan.Read(path, trust, new ReadBudget()).Files)
        {
            bool isElsewhere = file.RelativeName.Contains('/', StringComparison.Ordinal);
            if (!isElsewhere && file.RelativeName != SearchPath.MainFile)
            {
                files.Add(new SourceFile(file.Path, new SourceRole.Unused(), default)
                {
                    Doubt = $"cannot use this file: beside {SearchPath.MainFile} the jobs are in the folder "
                        + $"\"{SearchPath.JobFolder}\"; move it there",
                });
            }
        }
    }

    private static void AddJobs(
        List<SourceFile> files, string path, int rank, FileTrust trust, ReadBudget budget, string prefix = "")
    {
        FolderContent content = FolderScan.Read(path, trust, budget);
        if (content.Refusal is not null)
        {
            files.Add(new SourceFile(path, new SourceRole.Unused(), default) { Refusal = content.Refusal });
        }

        if (content.Doubt is not null)
        {
            files.Add(new SourceFile(path, new SourceRole.Unused(), default) { Doubt = content.Doubt });
        }

        foreach (FoundFile file in content.Files)
        {
            SourceRole? role = file.IsFolder
                ? new SourceRole.Unused()
                : SourceRole.OfFile(prefix + file.RelativeName, rank);
            files.Add(SourceOf(file, role, null));
        }
    }

    /// <summary>A file that was named by itself may be a main file or a job file; what is in it decides.</summary>
    private static SourceRole RoleOfNamed(string path, FoundFile found, int rank, out string? refusal)
    {
        refusal = null;
        if (found.Text is ReadOnlyMemory<byte> text && ConfigurationReader.IsMainFile(text))
        {
            return new SourceRole.Main();
        }

        string name = path[(path.LastIndexOf('/') + 1)..];
        if (name == SearchPath.MainFile)
        {
            return new SourceRole.Main();
        }

        if (SourceRole.OfFile(name, rank) is SourceRole role)
        {
            return role;
        }

        refusal = "cannot tell what this file is for: it has neither [init] nor [job.NAME], and the file of one job is "
            + "named NAME.toml";
        return new SourceRole.Unused();
    }

    private static SourceFile SourceOf(FoundFile found, SourceRole? role, string? refusal) =>
        new(found.Path, role ?? new SourceRole.Unused(), found.Text ?? default)
        {
            Refusal = found.Refusal ?? refusal,
            Doubt = found.Doubt,
            IsWorldReadable = (found.Mode & ReadableByOthers) != 0,
        };

    private static SourceFile Missing(string path) => new(path, new SourceRole.Unused(), default)
    {
        Refusal = $"cannot open {Quotation.Of(path)}: there is no such file or folder",
    };
}
