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
        // The problems of one expression follow each other, and there may be hundreds of a long one.
        TomlString? outlined = null;
        ExpressionOutline outline = ExpressionOutline.Of("");
        foreach (GraphProblem problem in run.Graph.Problems)
        {
            JobEntry entry = run.Entry(problem.Job);
            (TomlSource source, TomlSpan span) = entry.PlaceOf(problem.Key.Text(), problem.Index);
            if (problem.Key is GraphKey.StartOn or GraphKey.StopOn
                && entry.Find(problem.Key.Text())?.Value is TomlString text
                && !run.Report.IsFull(source))
            {
                outline = ReferenceEquals(text, outlined) ? outline : ExpressionOutline.Of(text.Value);
                outlined = text;
                span = problem.Index < outline.Operands.Length
                    ? text.SpanOf(outline.Operands[problem.Index].Offset, outline.Operands[problem.Index].Length)
                    : text.Span;
            }

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
}
