using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MiniInit.Config.Tests;

namespace MiniInit.Tests.Documents;

/// <summary>The map for developers is true: what it names is there, and every project is on it.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string s_root = RepositoryRoot.Path;
    private static readonly string s_map = File.ReadAllText(Path.Combine(s_root, "docs", "ARCHITECTURE.md"));

    /// <summary>All folders and files that the map may name, from the top of the repository on.</summary>
    private static readonly string[] s_paths =
        [.. new[] { "src", "tests", "docs", "examples", "docker", ".ci" }.SelectMany(Below), .. Directory.EnumerateFileSystemEntries(s_root).Select(path => Path.GetFileName(path)!)];

    private static readonly HashSet<string> s_words =
        [.. s_paths.Where(IsSource).SelectMany(path => Word().Matches(File.ReadAllText(Path.Combine(s_root, path)) + path)).Select(match => match.Value)];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Every_project_is_on_the_map_with_what_it_references(string top)
    {
        foreach (string file in s_paths.Where(path => path.StartsWith($"{top}/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            string project = Path.GetDirectoryName(file)!;
            if (project.EndsWith(".Tests", StringComparison.Ordinal))
            {
                continue; // they mirror src, which one row says
            }

            string? row = Rows().FirstOrDefault(cells => cells[0] == $"`{project}`")?[2];
            Assert.True(row is not null, $"{project} is not on the map");
            Assert.Equal(References(file), row == "nothing" ? [] : row.Split(", ").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_folder_and_file_on_the_map_is_there() =>
        Assert.Equal([], Names().Where(IsPath).Where(name => !s_paths.Any(PatternOf(name).IsMatch)).Distinct());

    [Fact]
    public void Every_type_on_the_map_is_there() => Assert.Equal(
        [],
        Names().Concat(Drawn().Matches(string.Concat(Figure().Matches(s_map).Select(match => match.Value))).Select(match => match.Value))
            .Where(name => Type().IsMatch(name) && !s_words.Contains(name)).Distinct());

    [Fact]
    public void What_is_not_there_is_found_missing()
    {
        Assert.DoesNotContain(s_paths, PatternOf("ExecMode/ExecMachines.cs").IsMatch);
        Assert.Contains(s_paths, PatternOf("ExecMode/ExecMachine.cs").IsMatch);
        Assert.Contains(s_paths, PatternOf("CommandLines/…CommandLine.cs").IsMatch);
        Assert.Contains(s_paths, PatternOf(".Goals.cs").IsMatch);
        Assert.DoesNotContain(s_paths, PatternOf("Mode/ExecMachine.cs").IsMatch);
        Assert.True(Names().Count(IsPath) > 100, $"{Names().Count(IsPath)}");
    }

    private static IEnumerable<string> Below(string top) => Directory
        .EnumerateFileSystemEntries(Path.Combine(s_root, top), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(s_root, path));

    private static bool IsSource(string path) => (path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".props", StringComparison.Ordinal)) && File.Exists(Path.Combine(s_root, path));

    private static IEnumerable<string> References(string file) => Reference()
        .Matches(File.ReadAllText(Path.Combine(s_root, file)))
        .Select(match => match.Groups["name"].Value.Replace("MiniInit.", "", StringComparison.Ordinal))
        .Where(name => !name.EndsWith("Analyzers", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string[]> Rows() => s_map.Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | "));

    private static IEnumerable<string> Names() => Quoted().Matches(s_map).Select(match => match.Groups["name"].Value)
        .Where(name => !name.StartsWith("/proc/", StringComparison.Ordinal) && !name.StartsWith("artifacts/", StringComparison.Ordinal) && !name.StartsWith("OWN/", StringComparison.Ordinal));

    private static bool IsPath(string name) => name.Contains('/') || FileName().IsMatch(name);

    /// <summary>A path may begin anywhere below the top; "…" is any part of a name, and so is what comes before ".Goals.cs".</summary>
    private static Regex PatternOf(string name)
    {
        string pattern = Regex.Escape(name.TrimEnd('/')).Replace("…", "[^/]*", StringComparison.Ordinal).Replace("\\*", "[^/]*", StringComparison.Ordinal);
        return new Regex($"(^|/){(name.StartsWith('.') && !name.StartsWith(".ci", StringComparison.Ordinal) ? "[^/]+" : "")}{pattern}$");
    }

    [GeneratedRegex(@"`(?<name>[^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.(cs|c|md|txt|varlink|props|targets|json)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(ProjectReference|PackageReference) Include=""([^""]*/)?(?<name>[^""/]+?)(\.csproj)?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[A-Z][a-z]\w+$")]
    private static partial Regex Type();

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z]\w+\b")]
    private static partial Regex Drawn();

    [GeneratedRegex(@"^```\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
