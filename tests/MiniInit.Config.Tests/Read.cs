using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;

namespace MiniInit.Config.Tests;

/// <summary>Short ways to read configurations in a test.</summary>
internal static class Read
{
    /// <summary>Reads one main file.</summary>
    public static JobConfiguration MainFile(string text) =>
        ConfigurationReader.Read([new SourceFile("miniinit.toml", new SourceRole.Main(), Encoding.UTF8.GetBytes(text))]);

    /// <summary>Reads files of job folders: their names below the folder, with a number before it for its rank.</summary>
    public static JobConfiguration Files(params (string Name, string Text)[] files) =>
        ConfigurationReader.Read(files.Select(file => FileOf(file.Name, file.Text)));

    /// <summary>Reads one job that must be right.</summary>
    public static JobDefinition Job(string text)
    {
        JobConfiguration configuration = Files(("web.toml", text));
        Assert.Empty(configuration.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return configuration.Jobs.Single().Definition!;
    }

    /// <summary>Gives what is wrong with one job file, a line each.</summary>
    public static string[] Errors(string text) =>
        [.. Files(("web.toml", text)).Diagnostics.Select(diagnostic => diagnostic.ToString())];

    /// <summary>Reads a configuration of the examples.</summary>
    public static JobConfiguration Folder(string folder) => ConfigurationReader.Read(FilesOf(folder));

    /// <summary>Gives the files of a configuration of the examples, each readable for every user.</summary>
    public static IReadOnlyList<SourceFile> FilesOf(string folder)
    {
        List<SourceFile> files = [];
        string main = Path.Combine(folder, "miniinit.toml");
        string jobs = File.Exists(main) ? Path.Combine(folder, "jobs") : folder;
        if (File.Exists(main))
        {
            files.Add(new SourceFile(main, new SourceRole.Main(), File.ReadAllBytes(main)));
        }

        if (Directory.Exists(jobs))
        {
            foreach (string path in Directory.EnumerateFiles(jobs, "*.toml", SearchOption.AllDirectories))
            {
                string name = Path.GetRelativePath(jobs, path);
                files.Add(new SourceFile(path, SourceRole.OfFile(name, 0)!, File.ReadAllBytes(path)));
            }
        }

        return [.. files.Select(file => file with { IsWorldReadable = true })];
    }

    private static SourceFile FileOf(string name, string text)
    {
        int rank = name.Length > 1 && name[1] == ':' ? name[0] - '0' : 0;
        string relative = name.Length > 1 && name[1] == ':' ? name[2..] : name;
        return new SourceFile(name, SourceRole.OfFile(relative, rank)!, Encoding.UTF8.GetBytes(text));
    }
}
