using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Tests.Graphs;

/// <summary>Problems are a feature: problems.txt has jobs with what a user is told of them, to the character.</summary>
public sealed class GoldenProblems
{
    private static readonly Dictionary<string, (string Jobs, string Expected)> s_cases = Load();

    public static TheoryData<string> Titles => new(s_cases.Keys);

    [Fact]
    public void Each_kind_of_problem_has_a_case()
    {
        string[] kinds = [.. typeof(GraphProblem).GetNestedTypes().Select(type => type.Name).Order()];
        string[] shown =
        [
            .. s_cases.Values.SelectMany(c => Problems(c.Jobs)).Select(p => p.GetType().Name).Distinct().Order(),
        ];

        Assert.Equal(kinds, shown);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Problems_read_as_written_down(string title)
    {
        (string jobs, string expected) = s_cases[title];

        Assert.Equal(expected, string.Join('\n', Problems(jobs).Select(Text).DefaultIfEmpty("nothing")));
    }

    private static ImmutableArray<GraphProblem> Problems(string jobs) =>
        JobGraph.Build(JobTexts.Jobs(jobs), ["device-*", "net-down"]).Problems;

    private static string Text(GraphProblem problem) =>
        $"{problem.Job} {problem.Key.Text()}[{problem.Index}] "
        + $"{(problem.Severity == ProblemSeverity.Error ? "error" : "warning")}: {problem.Message}";

    private static Dictionary<string, (string Jobs, string Expected)> Load()
    {
        Dictionary<string, (string Jobs, string Expected)> cases = [];
        foreach (string part in File.ReadAllText(Find(AppContext.BaseDirectory)).Split("\n=== ").Skip(1))
        {
            string[] titleAndRest = part.Split('\n', 2);
            string[] jobsAndExpected = titleAndRest[1].Split("\n---\n", 2);
            cases.Add(titleAndRest[0], (jobsAndExpected[0], jobsAndExpected[1].TrimEnd('\n')));
        }

        return cases;
    }

    /// <summary>The tests run somewhere below the repository.</summary>
    private static string Find(string folder)
    {
        string file = Path.Combine(folder, "tests", "MiniInit.Core.Tests", "Graphs", "problems.txt");
        return File.Exists(file)
            ? file
            : Find(Directory.GetParent(folder)?.FullName ?? throw new FileNotFoundException("Graphs/problems.txt"));
    }
}
