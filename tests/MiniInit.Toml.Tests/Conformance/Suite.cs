using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MiniInit.Toml.Tests.Conformance;

/// <summary>
/// The cases of toml-test (github.com/toml-lang/toml-test), which lie beside the repository if at all.
/// </summary>
internal static class Suite
{
    /// <summary>Stands for all cases when there are none, so that one skipped test says so.</summary>
    public const string Absent = "(toml-test is absent)";

    private static readonly string s_folder =
        Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "../shared/toml-test"));

    public static TheoryData<string> Cases(string kind)
    {
        string folder = Path.Combine(s_folder, kind);
        IEnumerable<string> cases = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.toml", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(s_folder, file))
                .Order(StringComparer.Ordinal)
            : [Absent];
        return new TheoryData<string>(cases);
    }

    public static void SkipIfAbsent(string name)
    {
        if (name == Absent)
        {
            Console.WriteLine($"toml-test is skipped: there is no folder {s_folder}");
            Assert.Skip($"there is no folder {s_folder}");
        }
    }

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(s_folder, name));
}
