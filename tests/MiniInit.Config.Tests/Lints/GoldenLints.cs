using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Lints;

/// <summary>Warnings are a feature: lints.txt has files with what a check says of them, to the character.</summary>
public sealed class GoldenLints
{
    private const string Nothing = "(nothing)";

    private static readonly Dictionary<string, (SourceFile[] Files, string Expected)> s_cases = Load();

    public static TheoryData<string> Titles => new(s_cases.Keys);

    [Fact]
    public void There_are_at_least_sixty_cases() => Assert.True(s_cases.Count >= 60, $"only {s_cases.Count} cases");

    [Theory]
    [MemberData(nameof(Titles))]
    public void Findings_read_as_written_down(string title)
    {
        (SourceFile[] files, string expected) = s_cases[title];
        Assert.Equal(expected, Check(files));
    }

    private static string Check(SourceFile[] files)
    {
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        return configuration.Diagnostics.Count == 0
            ? Nothing
            : string.Join('\n', configuration.Diagnostics.Select(found => $"[{found.Code}] {found.Render()}"));
    }

    private static Dictionary<string, (SourceFile[] Files, string Expected)> Load()
    {
        string path = Path.Combine(RepositoryRoot.Path, "tests", "MiniInit.Config.Tests", "Lints", "lints.txt");
        Dictionary<string, (SourceFile[] Files, string Expected)> cases = [];
        foreach (string part in File.ReadAllText(path).Split("\n=== ").Skip(1))
        {
            string[] titleAndRest = part.Split('\n', 2);
            string[] filesAndExpected = ("\n" + titleAndRest[1]).Split("\n---\n", 2);
            IEnumerable<SourceFile> files = filesAndExpected[0].Split("\n--- ").Skip(1).Select(FileOf);
            cases.Add(titleAndRest[0], ([.. files], filesAndExpected[1].TrimEnd('\n')));
        }

        return cases;
    }

    private static SourceFile FileOf(string text)
    {
        string[] nameAndText = text.Split('\n', 2);
        string[] words = nameAndText[0].Split(' ');
        SourceRole role = words[0] == "miniinit.toml" ? new SourceRole.Main() : SourceRole.OfFile(words[0], 0)!;
        return new SourceFile(words[0], role, Encoding.UTF8.GetBytes(nameAndText[1]))
        {
            IsWorldReadable = words is not [_, "0600"],
        };
    }
}
