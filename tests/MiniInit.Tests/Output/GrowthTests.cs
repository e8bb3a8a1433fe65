using System;
using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>They take most of the descriptors that a process may have, so nothing runs beside them.</summary>
[CollectionDefinition(nameof(GrowthTests), DisableParallelization = true)]
[Collection(nameof(GrowthTests))]
public sealed class GrowthTests
{
    [Fact]
    public void A_hundred_megabytes_without_a_newline_take_no_memory()
    {
        const int All = 100 * 1024 * 1024;
        using var rig = new OutputRig();
        JobPipes web = rig.Open(rig.Add("web"));
        byte[] much = new byte[64 * 1024], taken = new byte[64 * 1024];
        much.AsSpan().Fill((byte)'x');
        using var writer = new NonBlockingWriter(web.Output.Number);
        long shown = 0, before = 0;
        for (int written = 0; written < All;)
        {
            written += writer.Write(much, out _);
            rig.Turns();
            for (int count; (count = rig.Take(taken)) > 0; shown += count)
            {
                rig.Turns();
            }

            before = written < All / 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
        }

        // Also no garbage: but for the memory of the unfinished line, now and then.
        Assert.InRange(shown, All, long.MaxValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, All / 100);
        const int Ring = 64 * 1024;
        Assert.InRange(rig.Outputs.Memory, 1, Ring + OutputMarks.BytesFor(Ring) + OutputLimits.LineBytes);
        web.Close();
    }

    [Fact]
    public void Ten_thousand_quiet_pipes_cost_next_to_nothing()
    {
        DescriptorLimit.LiftToHardLimit();
        using var rig = new OutputRig();
        var pipes = new List<JobPipes>(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            while (pipes.Count < 10_000)
            {
                pipes.Add(rig.Open(rig.Add($"job-{pipes.Count}"), joined: true));
            }
        }
        catch (SyscallException e) when (e.Errno == Errno.EMFILE && pipes.Count > 1000)
        {
            // As many as this machine allows: what one costs is the same.
            pipes[0].Close();
        }

        try
        {
            Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / pipes.Count, 0, 2000);
            Assert.Equal(0, rig.Outputs.Memory);
            Assert.Null(rig.Outputs.NextDeadline);
            rig.Turns();
            rig.Turns();
            Assert.Equal(0, rig.Events);
            rig.Write(pipes[^1].Output, "x\n");
            Assert.Equal($"job-{pipes.Count - 1} | x\n", rig.Shown());
        }
        finally
        {
            pipes.ForEach(pipe => pipe.Close());
        }
    }
}
