using System.Diagnostics;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Graphs;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>Reports what is wrong with the jobs together, each at its place.</summary>
internal static class GraphProblems
{
    /// <summary>Reports all problems of the graph.</summary>
    public static void Report(LintRun run)
    {
        foreach (GraphProblem problem in run.Graph.Problems)
        {
            (TomlSource source, TomlSpan span) = PlaceOf(run.Entry(problem.Job), problem);
            if (problem.Severity == ProblemSeverity.Error)
            {
                run.Report.Cannot(CodeOf(problem), source, span, problem.Message);
            }
            else
            {
                run.Report.Warn(CodeOf(problem), source, span, problem.Message);
            }
        }
    }

    /// <summary>Gives the word for a kind of problem.</summary>
    public static string CodeOf(GraphProblem problem) => problem switch
    {
        GraphProblem.UnknownJob => "unknown-job",
        GraphProblem.SelfReference => "self-reference",
        GraphProblem.TwoMains => "two-mains",
        GraphProblem.MainInstances => "main-instances",
        GraphProblem.NobodyEmits => "unknown-event",
        GraphProblem.Unreachable => "never-starts",
        GraphProblem.OrderCycle => "order-cycle",
        GraphProblem.PartOfCycle => "part-of-cycle",
        GraphProblem.StartEventCycle => "start-cycle",
        GraphProblem.ConflictWithNeed => "conflict-with-need",
        GraphProblem.ConflictAtBoot => "conflict-at-boot",
        _ => throw new UnreachableException(),
    };

    private static (TomlSource Source, TomlSpan Span) PlaceOf(JobEntry entry, GraphProblem problem)
    {
        string key = problem.Key.Text();
        if (problem.Key is GraphKey.StartOn or GraphKey.StopOn && entry.Find(key)?.Value is TomlString text)
        {
            ExpressionOutline outline = ExpressionOutline.Of(text.Value);
            return problem.Index < outline.Operands.Length
                ? (text.Source!, text.SpanOf(outline.Operands[problem.Index].Offset, outline.Operands[problem.Index].Length))
                : (text.Source!, text.Span);
        }

        return entry.PlaceOf(key, problem.Index);
    }
}
