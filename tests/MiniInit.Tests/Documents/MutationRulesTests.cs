using System.IO;
using System.Linq;
using MiniInit.Config.Tests;

namespace MiniInit.Tests.Documents;

/// <summary>The rules that <c>tests/mutations/run</c> breaks can be broken: it runs too long for anybody to find out by it.</summary>
public sealed class MutationRulesTests
{
    private static readonly string[] s_rules =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/mutations/rules.txt")).Split("\n= ")[1..];

    public static TheoryData<string> Names { get; } = new(s_rules.Select(rule => rule.Split('\n')[0]));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_that_a_rule_breaks_is_in_its_file_once(string name)
    {
        string[] lines = s_rules.Single(rule => rule.Split('\n')[0] == name).TrimEnd('\n').Split('\n');
        string file = Path.Combine(RepositoryRoot.Path, "src/MiniInit.Core/Supervision", lines[1]["@ ".Length..]);
        string old = string.Join('\n', lines.Where(line => line.StartsWith('-')).Select(line => line[1..]));
        Assert.NotEmpty(old);
        Assert.Equal(2, File.ReadAllText(file).Split(old).Length);
    }

    [Fact]
    public void The_README_says_how_many_there_are() => Assert.Contains(
        $"breaks {s_rules.Length} rules of the supervisor", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md")));
}
