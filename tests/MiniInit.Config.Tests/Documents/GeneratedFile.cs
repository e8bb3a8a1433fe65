using System;
using System.IO;

namespace MiniInit.Config.Tests.Documents;

/// <summary>A file of docs/ that is made from the code.</summary>
internal static class GeneratedFile
{
    /// <summary>Set to 1, the files are written anew instead of compared.</summary>
    private const string Update = "MINIINIT_UPDATE_DOCS";

    /// <summary>Checks that the file, or its part from a line on, is what the code gives.</summary>
    /// <param name="name">Its name below docs/.</param>
    /// <param name="expected">What the code gives.</param>
    /// <param name="from">The line that the part begins with; null for the whole.</param>
    /// <param name="until">The line that ends it, and is no part of it; null where the file ends with it.</param>
    public static void AssertIsCurrent(string name, string expected, string? from = null, string? until = null)
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", name);
        string actual = File.Exists(path) ? File.ReadAllText(path) : "";
        int start = from is null ? 0 : actual.IndexOf($"\n{from}\n", StringComparison.Ordinal) + 1;
        int end = until is null ? actual.Length : actual.IndexOf($"\n{until}\n", start, StringComparison.Ordinal) + 1;
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(path, actual[..start] + expected + actual[end..]);
            return;
        }

        Assert.True(
            actual[start..end] == expected,
            $"docs/{name} is not what the code gives; run the tests of MiniInit.Config with {Update}=1 and commit it");
    }
}
