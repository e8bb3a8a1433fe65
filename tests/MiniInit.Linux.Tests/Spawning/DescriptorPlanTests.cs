using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Tests.Spawning;

public sealed class DescriptorPlanTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("1:10 2:11", "1=10 2=11")]
    [InlineData("3:4 4:5 5:6", "3=4 4=5 5=6")] // a chain, in its order
    [InlineData("5:4 4:3 3:9", "5=4 4=3 3=9")]
    [InlineData("3:9 4:3 5:4", "5=4 4=3 3=9")] // and backwards: 3 and 4 are needed first
    [InlineData("3:4 4:3", "hold 3 3=4 4=held")]
    [InlineData("3:4 4:5 5:3", "hold 3 3=4 4=5 5=held")]
    [InlineData("3:4 4:3 6:7 7:6", "hold 3 3=4 4=held hold 6 6=7 7=held")]
    [InlineData("3:4 4:3 5:3", "5=3 hold 3 3=4 4=held")] // one of two copies leads out of the circle
    [InlineData("3:3", "keep 3")]
    [InlineData("3:3 4:3 5:3", "4=3 5=3 keep 3")]
    [InlineData("0:null 1:null 2:7", "2=7 null 0=held 1=held")]
    [InlineData("0:null 3:0", "3=0 null 0=held")] // what was 0 is needed first
    public void What_is_needed_is_copied_before_it_is_overwritten(string descriptors, string steps) =>
        Assert.Equal(steps, string.Join(' ', DescriptorPlan.Make(Parse(descriptors)).Select(Written)));

    [Fact]
    public void Whatever_is_asked_for_each_target_gets_its_source_and_survives_the_exec()
    {
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++)
        {
            int count = random.Next(0, 12);
            int[] targets = [.. Enumerable.Range(0, 14)];
            random.Shuffle(targets);
            var asked = Enumerable.Range(0, count)
                .Select(i => new SpawnDescriptor(targets[i], random.Next(-1, 16))).ToList();
            Check(asked);
        }
    }

    [Fact]
    public void The_longest_plan_fits()
    {
        var pairs = new List<SpawnDescriptor>();
        for (int i = 0; i < SpawnRequest.MaxDescriptors; i += 2)
        {
            pairs.Add(new SpawnDescriptor(i, i + 1));
            pairs.Add(new SpawnDescriptor(i + 1, i));
        }

        Assert.InRange(DescriptorPlan.Make(pairs).Count, SpawnRequest.MaxDescriptors + 1, DescriptorPlan.MaxSteps);
        Check(pairs);
        pairs[^1] = new SpawnDescriptor(pairs.Count - 1, SpawnDescriptor.Null);
        Assert.InRange(DescriptorPlan.Make(pairs).Count, SpawnRequest.MaxDescriptors + 1, DescriptorPlan.MaxSteps);
        Check(pairs);
    }

    [Theory]
    [InlineData("-1:3")]
    [InlineData("3:-2")]
    [InlineData("3:4 3:5")]
    public void What_cannot_be_is_refused(string descriptors) =>
        Assert.ThrowsAny<ArgumentException>(() => DescriptorPlan.Make(Parse(descriptors)));

    [Fact]
    public void Too_many_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => DescriptorPlan.Make([.. Enumerable.Range(0, 65).Select(i => new SpawnDescriptor(i, 100))]));

    /// <summary>
    /// Follows the plan with numbers for files, 100 + n for what was open as n, and their close-on-exec flags.
    /// </summary>
    private static void Check(List<SpawnDescriptor> asked)
    {
        const int Null = 99, First = 100, Open = 80;
        int[] files = [.. Enumerable.Range(First, Open)];
        bool[] inherited = new bool[Open + 1];
        int held = -1;
        foreach (DescriptorStep step in DescriptorPlan.Make(asked))
        {
            switch (step.Action)
            {
                case DescriptorAction.Copy:
                    Assert.NotEqual(step.Source, step.Target);
                    (files[step.Target], inherited[step.Target]) = (files[step.Source], true);
                    break;
                case DescriptorAction.Keep:
                    inherited[step.Target] = true;
                    break;
                case DescriptorAction.Hold:
                    Assert.True(asked.TrueForAll(d => d.Target < step.Target));
                    held = files[step.Source];
                    break;
                case DescriptorAction.HoldNull:
                    held = Null;
                    break;
                default:
                    (files[step.Target], inherited[step.Target]) = (held, true);
                    break;
            }
        }

        foreach (SpawnDescriptor descriptor in asked)
        {
            int expected = descriptor.Source == SpawnDescriptor.Null ? Null : First + descriptor.Source;
            Assert.Equal((expected, true), (files[descriptor.Target], inherited[descriptor.Target]));
        }
    }

    private static List<SpawnDescriptor> Parse(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':'))
            .Select(p => new SpawnDescriptor(
                int.Parse(p[0]), p[1] == "null" ? SpawnDescriptor.Null : int.Parse(p[1])))];

    private static string Written(DescriptorStep step) => step.Action switch
    {
        DescriptorAction.Copy => $"{step.Target}={step.Source}",
        DescriptorAction.Keep => $"keep {step.Target}",
        DescriptorAction.Hold => $"hold {step.Source}",
        DescriptorAction.HoldNull => "null",
        _ => $"{step.Target}=held",
    };
}
