using System.Collections.Generic;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Supervision;

/// <content>
/// The order of stops. In a shutdown it goes across jobs that are down already: a proxy before an application before a
/// database ends before the database also where the application has ended by itself, since it started in that order.
/// </content>
public sealed partial class Supervisor
{
    /// <summary>Whether a job that comes later is still on its way down.</summary>
    private bool MustWaitToStop(JobInstance instance) =>
        IsAnyAhead(instance, JobRelation.ComesBefore, IsGoingDown) || (IsShuttingDown && IsAnyGoingDownAcross(instance));

    private bool IsAnyGoingDownAcross(JobInstance instance)
    {
        List<SupervisedJob> down = [];
        HashSet<SupervisedJob> seen = [];
        AddDown(instance.Job, JobRelation.ComesBefore, seen, down);
        for (int at = 0; at < down.Count; at++)
        {
            foreach (SupervisedJob next in down[at].Neighbours[JobRelation.ComesBefore])
            {
                Work++;
                foreach (JobInstance other in next.Instances)
                {
                    if (IsGoingDown(other) && other != instance && instance.Released?.Contains(other) != true)
                    {
                        return true;
                    }
                }
            }

            AddDown(down[at], JobRelation.ComesBefore, seen, down);
        }

        // Nothing goes up any more, so this stays so, and nobody has to look there again.
        down.ForEach(job => job.IsLastOfAll = true);
        return false;
    }

    /// <summary>Tells those who wait for an instance across jobs that are down.</summary>
    private void TellAcross(JobInstance instance)
    {
        if (!IsShuttingDown)
        {
            return;
        }

        List<SupervisedJob> down = [];
        HashSet<SupervisedJob> seen = [];
        AddDown(instance.Job, JobRelation.ComesAfter, seen, down);
        for (int at = 0; at < down.Count; at++)
        {
            foreach (SupervisedJob next in down[at].Neighbours[JobRelation.ComesAfter])
            {
                Work++;
                foreach (JobInstance other in next.Instances)
                {
                    if (other.State == JobState.Running && !other.WantsUp)
                    {
                        Stimulate(other, JobStimulus.NeighbourChanged);
                    }
                }
            }

            AddDown(down[at], JobRelation.ComesAfter, seen, down);
        }
    }

    private void AddDown(SupervisedJob job, JobRelation relation, HashSet<SupervisedJob> seen, List<SupervisedJob> down)
    {
        foreach (SupervisedJob next in job.Neighbours[relation])
        {
            Work++;
            bool isSettled = relation == JobRelation.ComesBefore && next.IsLastOfAll;
            if (!isSettled && IsDown(next) && seen.Add(next))
            {
                down.Add(next);
            }
        }
    }

    private static bool IsDown(SupervisedJob job)
    {
        foreach (JobInstance instance in job.Instances)
        {
            if (IsInTheWay(instance))
            {
                return false;
            }
        }

        return true;
    }
}
