using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests.Golden;

/// <summary>Errors are a feature: messages.txt has inputs with what a user sees for them, to the character.</summary>
public sealed class GoldenMessages
{
    private static readonly Dictionary<string, (string Input, string Expected)> s_cases = Load();

    public static TheoryData<string> Titles => new(s_cases.Keys);

    [Fact]
    public void There_are_at_least_forty_cases() => Assert.True(s_cases.Count >= 40, $"only {s_cases.Count} cases");

    [Theory]
    [MemberData(nameof(Titles))]
    public void Errors_read_as_written_down(string title)
    {
        (string input, string expected) = s_cases[title];
        TomlDocument document = TomlDocument.Parse(Bytes(input), "test.toml");
        Assert.Equal(expected, string.Join('\n', document.Diagnostics.Select(d => d.Render())));
    }

    private static Dictionary<string, (string Input, string Expected)> Load()
    {
        string file = Path.Combine(RepositoryRoot.Path, "tests/MiniInit.Toml.Tests/Golden/messages.txt");
        Dictionary<string, (string Input, string Expected)> cases = [];
        foreach (string part in File.ReadAllText(file).Split("\n=== ").Skip(1))
        {
            string[] titleAndRest = part.Split('\n', 2);
            string[] inputAndErrors = titleAndRest[1].Split("---\n", 2);
            cases.Add(titleAndRest[0], (inputAndErrors[0], inputAndErrors[1].TrimEnd('\n')));
        }

        return cases;
    }

    private static byte[] Bytes(string input)
    {
        string text = input
            .Replace("<TAB>", "\t", StringComparison.Ordinal)
            .Replace("<CR>", "\r", StringComparison.Ordinal)
            .Replace("<NUL>", "\0", StringComparison.Ordinal)
            .Replace("<ESC>", "\u001B", StringComparison.Ordinal)
            .Replace("<BOM>", "\uFEFF", StringComparison.Ordinal)
            .Replace("<RLO>", "\u202E", StringComparison.Ordinal);
        IEnumerable<byte[]> pieces = text.Split("<FF>").Select(Encoding.UTF8.GetBytes);
        return [.. pieces.Aggregate((left, right) => [.. left, 0xFF, .. right])];
    }
}
