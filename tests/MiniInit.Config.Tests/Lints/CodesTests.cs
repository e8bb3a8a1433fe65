using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using MiniInit.Config.Lints;

namespace MiniInit.Config.Tests.Lints;

public sealed class CodesTests
{
    [Fact]
    public void Every_code_of_a_check_is_documented()
    {
        string guide = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "JOB-FILES.md"));
        string[] codes =
        [
            .. typeof(LintCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
            .. Regex.Matches(
                File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "MiniInit.Config", "Lints", "GraphProblems.cs")),
                "GraphProblem\\.[A-Za-z]+ => \"([a-z-]+)\"").Select(match => match.Groups[1].Value),
        ];
        Assert.True(codes.Length > 20, $"{codes.Length}");
        Assert.All(codes, code => Assert.Contains($"`{code}`", guide, StringComparison.Ordinal));
    }
}
