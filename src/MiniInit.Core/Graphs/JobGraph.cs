using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MiniInit.Core.Graphs.Checks;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>
/// All jobs of a configuration and what they are to each other, to find what is wrong with that. Immutable. The supervisor has
/// no use for it but for the neighbours, <see cref="JobLinks"/>.
/// </summary>
/// <remarks>
/// <para>
/// Need and order are two graphs. <c>requires</c> and <c>wants</c> say what a start brings up, <c>part-of</c> and
/// <c>requires</c> what a stop takes along; <c>after</c> and <c>before</c> say who waits for whom where both are in the
/// same start or stop. Only <c>requires</c> is in both: what is needed comes first. A stop goes the order backwards.
/// </para>
/// <para>
/// A job is the index of its name in <see cref="Jobs"/>, and neighbours are rows of such indices: small, quick to walk,
/// and always in the order of the names. So the same definitions give the same answers, however they were handed in.
/// </para>
/// <para>
/// Any definitions make a graph. What is wrong with them is told in <see cref="Problems"/>, and the graph does what
/// still makes sense: a name without a job makes no edge, and a job that names itself makes none either.
/// </para>
/// <para>
/// Names are up to who writes the files, and so are numbers: nothing here recurses from job to job, since a long chain
/// would overflow the stack of process 1, which nothing can catch; and all walks take time in proportion to jobs and
/// edges.
/// </para>
/// </remarks>
public sealed class JobGraph
{
    private readonly JobIndex _index;

    private JobGraph(JobIndex index, IEnumerable<string> outsideEvents)
    {
        _index = index;
        Links = new(index);
        Problems = GraphCheck.Run(this, outsideEvents);
    }

    /// <summary>All jobs, sorted by name (ordinal), each name once.</summary>
    public ImmutableArray<JobDefinition> Jobs => _index.Jobs;

    /// <summary>What is wrong or looks so, sorted by job, key and place.</summary>
    public ImmutableArray<GraphProblem> Problems { get; }

    internal JobLinks Links { get; }

    /// <summary>Builds the graph of all jobs. Never fails, whatever the definitions say.</summary>
    /// <param name="definitions">The jobs in any order. Of two with one name the later counts.</param>
    /// <param name="outsideEvents">
    /// Names or globs of events that come from outside, so that a job may wait for them although no job emits them.
    /// </param>
    public static JobGraph Build(IEnumerable<JobDefinition> definitions, IEnumerable<string>? outsideEvents = null)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return new(new JobIndex(definitions), outsideEvents ?? []);
    }

    /// <summary>Gives the index of a job, or −1.</summary>
    /// <param name="name">Its name.</param>
    public int IndexOf(string name) => _index.Find(name);

    /// <summary>Gives the jobs that stand to a job in a way, as indices in ascending order.</summary>
    /// <param name="job">The job, as an index.</param>
    /// <param name="relation">In which way.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public ReadOnlySpan<int> Neighbours(int job, JobRelation relation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(job);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(job, Jobs.Length);
        return Links[relation][job];
    }

    /// <summary>Gives the names of all jobs, in order.</summary>
    internal string[] JobNames()
    {
        string[] names = new string[Jobs.Length];
        for (int at = 0; at < names.Length; at++)
        {
            names[at] = Jobs[at].Name;
        }

        return names;
    }
}
