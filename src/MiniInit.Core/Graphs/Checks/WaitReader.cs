using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Events;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>
/// Finds out what the operands of expressions wait for. Where it is not sure, they wait for what may well come.
/// </summary>
internal sealed class WaitReader
{
    private static readonly Wait.Possible s_possible = new();

    private readonly JobGraph _graph;

    public WaitReader(JobGraph graph, KnownEvents events)
    {
        _graph = graph;
        Events = events;
    }

    /// <summary>The events there are.</summary>
    public KnownEvents Events { get; }

    /// <summary>Gives what an operand waits for.</summary>
    /// <param name="operand">A match or a level.</param>
    public Wait Of(EventExpression operand) => operand switch
    {
        EventExpression.Level { Kind: LevelKind.Job } level => OfJob(level.Name),
        EventExpression.Level => s_possible,
        EventExpression.Match match when !Events.Has(match.Condition.Name) =>
            new Wait.NoSuchEvent(match.Condition.Name),
        EventExpression.Match match when KnownEvents.IsOfJob(match.Condition.Name) => OfJobEvent(match.Condition),
        EventExpression.Match => s_possible,
        EventExpression.And or EventExpression.Or or _ => throw new UnreachableException(),
    };

    private Wait OfJobEvent(EventMatch condition)
    {
        Wait found = s_possible;
        foreach (string name in NamedJobs(condition))
        {
            // All must hold, so the first that cannot decides.
            found = found is Wait.NoSuchJob ? found : OfJob(name);
        }

        return found;
    }

    private static IEnumerable<string> NamedJobs(EventMatch condition)
    {
        if (condition.Values is [string first, ..] && Literal.IsLiteral(first))
        {
            yield return first;
        }

        foreach (VariableMatch variable in condition.Variables)
        {
            if (variable is { Name: "JOB", Negated: false } && Literal.IsLiteral(variable.Value))
            {
                yield return variable.Value;
            }
        }
    }

    private Wait OfJob(string name) =>
        _graph.IndexOf(name) is >= 0 and int job ? new Wait.Job(job) : new Wait.NoSuchJob(name);
}
