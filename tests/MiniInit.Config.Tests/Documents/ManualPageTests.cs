using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Documents;

/// <summary>What the manual page says beside its keys, which are generated.</summary>
public sealed partial class ManualPageTests
{
    public static TheoryData<string> Examples()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "man", "miniinit.toml.5"));
        int examples = page.IndexOf(".Sh EXAMPLES\n", StringComparison.Ordinal);
        return new(Example().Matches(page, examples).Select(match => Plain(match.Groups[1].Value)));
    }

    [Fact]
    public void There_are_at_least_four() => Assert.True(Examples().Count >= 4, $"{Examples().Count}");

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_check_of_each_example_finds_nothing(string example)
    {
        Match name = JobFile().Match(example);
        SourceRole role = name.Success ? SourceRole.OfFile(name.Groups[1].Value, 0)! : new SourceRole.Main();
        IReadOnlyList<SourceFile> files = [new SourceFile("miniinit.toml.5", role, Encoding.UTF8.GetBytes(example))];
        JobConfiguration configuration = ConfigurationCheck.Run(ConfigurationReader.Read(files), files, []);
        Assert.Empty(configuration.Diagnostics.Select(diagnostic => diagnostic.Render()));
    }

    private static string Plain(string roff) => roff.Replace("\\-", "-", StringComparison.Ordinal)
        .Replace("\\(aq", "'", StringComparison.Ordinal)
        .Replace("\\e", "\\", StringComparison.Ordinal);

    [GeneratedRegex("^\\.Bd -literal.*\n((?:[^.].*\n|\n)*)\\.Ed$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^# /etc/miniinit/jobs/(.*\\.toml)\n")]
    private static partial Regex JobFile();
}
