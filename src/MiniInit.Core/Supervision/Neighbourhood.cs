using System;
using System.Collections.Generic;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Supervision;

/// <summary>The jobs that stand to a job in each way. They are looked at with every step, and found once.</summary>
internal sealed class Neighbourhood
{
    private static readonly JobRelation[] s_relations =
    [
        JobRelation.Requires, JobRelation.RequiredBy, JobRelation.Wants, JobRelation.WantedBy, JobRelation.ComesAfter, JobRelation.ComesBefore,
        JobRelation.Conflicts, JobRelation.PartOf, JobRelation.Parts,
    ];

    private readonly SupervisedJob[][] _jobs;

    private Neighbourhood(SupervisedJob[][] jobs) => _jobs = jobs;

    public static Neighbourhood None { get; } = new(Array.ConvertAll(s_relations, _ => Array.Empty<SupervisedJob>()));

    /// <summary>The jobs that stand to this one in a way, sorted by name.</summary>
    public SupervisedJob[] this[JobRelation relation] => _jobs[(int)relation];

    /// <summary>Finds the neighbours of all jobs. Jobs that wait for each other in a circle have no order among themselves.</summary>
    /// <param name="jobs">The jobs, sorted by name.</param>
    public static void Find(SupervisedJob[] jobs)
    {
        JobLinks links = new(new JobIndex(Array.ConvertAll(jobs, job => job.Definition)));
        Components order = Components.In(links[JobRelation.ComesAfter]);
        bool hasCircles = order.Count < jobs.Length;
        List<SupervisedJob> found = [];
        for (int at = 0; at < jobs.Length; at++)
        {
            SupervisedJob[][]? rows = null;
            foreach (JobRelation relation in s_relations)
            {
                bool isOrder = relation is JobRelation.ComesAfter or JobRelation.ComesBefore;
                found.Clear();
                foreach (int other in links[relation][at])
                {
                    if (!isOrder || !hasCircles || order.Of(other) != order.Of(at))
                    {
                        found.Add(jobs[other]);
                    }
                }

                if (found.Count > 0)
                {
                    rows ??= [.. None._jobs];
                    rows[(int)relation] = [.. found];
                }
            }

            jobs[at].Neighbours = rows is null ? None : new Neighbourhood(rows);
        }
    }
}
