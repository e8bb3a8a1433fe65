using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MiniInit.Core.Graphs.Checks;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>
/// All jobs of a configuration and what they are to each other. Immutable: a reload builds another.
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
/// Who reads for clarity takes <see cref="GraphJob"/>.
/// </para>
/// <para>
/// Any definitions make a graph. What is wrong with them is told in <see cref="Problems"/>, and the graph does what
/// still makes sense: a name without a job makes no edge, a job that names itself makes none either, and jobs that wait
/// for each other in a cycle have no order among themselves and keep theirs with all others.
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

    /// <summary>All tags that a job has, sorted.</summary>
    public ImmutableArray<string> Tags => _index.Tags;

    /// <summary>What is wrong or looks so, sorted by job, key and place.</summary>
    public ImmutableArray<GraphProblem> Problems { get; }

    internal JobLinks Links { get; }

    /// <summary>Gives a job with its neighbours.</summary>
    /// <param name="index">0 to the number of <see cref="Jobs"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public GraphJob this[int index]
    {
        get
        {
            ThrowIfNoJob(index);
            return new(this, index);
        }
    }

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

    /// <summary>Gives the jobs that have a tag, as indices; none for an unknown one.</summary>
    /// <param name="tag">The tag, without <c>@</c>.</param>
    public ImmutableArray<int> Tagged(string tag) => _index.Tagged(tag);

    /// <summary>Gives the jobs that a word of a command means, as indices; none if nothing is called that.</summary>
    /// <param name="word">The name of a job, or <c>@</c> and a tag.</param>
    public ImmutableArray<int> Select(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return IndexOf(word) is >= 0 and int job ? [job]
            : word.StartsWith('@') ? Tagged(word[1..])
            : [];
    }

    /// <summary>Gives the jobs that stand to a job in a way, as indices in ascending order.</summary>
    /// <param name="job">The job, as an index.</param>
    /// <param name="relation">In which way.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public ReadOnlySpan<int> Neighbours(int job, JobRelation relation)
    {
        ThrowIfNoJob(job);
        return Links[relation][job];
    }

    /// <summary>
    /// Gives the order in which some jobs start: groups, each of which may start once those before it are up. Only
    /// order among these jobs counts. Jobs that wait for each other in a cycle are in one group.
    /// </summary>
    /// <param name="jobs">The jobs, as indices in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is no job's.</exception>
    public ImmutableArray<ImmutableArray<int>> StartOrder(IEnumerable<int> jobs) =>
        OrderLayers.Of(Sorted(jobs), Links[JobRelation.ComesAfter]);

    /// <summary>Gives the order in which some jobs stop: that of their start, backwards.</summary>
    /// <param name="jobs">The jobs, as indices in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is no job's.</exception>
    public ImmutableArray<ImmutableArray<int>> StopOrder(IEnumerable<int> jobs)
    {
        ImmutableArray<int>[] order = [.. StartOrder(jobs)];
        Array.Reverse(order);
        return ImmutableArray.Create(order);
    }

    /// <summary>Gives all that a start brings up: the job, what it requires and wants, and so on.</summary>
    /// <param name="job">The job, as an index.</param>
    /// <returns>Indices in ascending order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public ImmutableArray<int> StartClosure(int job)
    {
        ThrowIfNoJob(job);
        return Closure.Of([job], Links[JobRelation.Requires], Links[JobRelation.Wants]);
    }

    /// <summary>Gives all that must stop with a job: itself, what requires it, its parts, and so on.</summary>
    /// <param name="job">The job, as an index.</param>
    /// <returns>Indices in ascending order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public ImmutableArray<int> StopClosure(int job)
    {
        ThrowIfNoJob(job);
        return Closure.Of([job], Links[JobRelation.RequiredBy], Links[JobRelation.Parts]);
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

    /// <summary>Gives jobs in ascending order, each once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is no job's.</exception>
    internal int[] Sorted(IEnumerable<int> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        HashSet<int> distinct = [];
        foreach (int job in jobs)
        {
            ThrowIfNoJob(job);
            distinct.Add(job);
        }

        int[] sorted = new int[distinct.Count];
        distinct.CopyTo(sorted);
        sorted.AsSpan().Sort();
        return sorted;
    }

    private void ThrowIfNoJob(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Jobs.Length);
    }
}
