using System;
using System.Collections.Generic;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

public sealed class DeadlinesTests
{
    [Fact]
    public void Of_two_at_the_same_instant_the_one_that_was_set_first_comes_first() =>
        Assert.Equal(["a", "b"], Order(("a", 10), ("b", 10)));

    [Fact]
    public void One_that_was_set_to_another_instant_and_back_comes_after_those_that_stayed() =>
        Assert.Equal(["b", "a"], Order(("a", 10), ("b", 10), ("a", 20), ("a", 10)));

    [Fact]
    public void Each_comes_once_however_often_it_was_set_to_the_same_instant()
    {
        List<(string, int)> times = [("b", 10)];
        for (int time = 0; time < 1_000; time++)
        {
            times.Add(("a", 10));
        }

        Assert.Equal(["b", "a"], Order([.. times]));
    }

    private static List<string> Order(params ReadOnlySpan<(string Name, int Seconds)> times)
    {
        Deadlines deadlines = new();
        Dictionary<string, JobInstance> instances = [];
        foreach ((string name, int seconds) in times)
        {
            if (!instances.TryGetValue(name, out JobInstance? instance))
            {
                SupervisedJob job = new(Rig.Service(name));
                instances.Add(name, instance = new JobInstance(job, "", job.Definition, new Census(), new Observation()));
            }

            instance.Deadline = TimeSpan.FromSeconds(seconds);
            deadlines.Add(instance, instance.Deadline.Value);
        }

        List<string> order = [];
        while (deadlines.TryTake(TimeSpan.FromSeconds(1_000), out JobInstance? next))
        {
            order.Add(next.Title);
            next.Deadline = null;
        }

        return order;
    }
}
