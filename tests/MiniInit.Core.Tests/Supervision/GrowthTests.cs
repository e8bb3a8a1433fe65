using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Ten thousand jobs cost no more each than a thousand: counted in steps and bytes, which no other load changes.</summary>
public sealed class GrowthTests
{
    private const int Few = 1_000;
    private const int Many = 10_000;
    private const double Most = 1.5;

    public static TheoryData<string> Shapes => ["states", "apart", "all need one", "one after all", "chain", "hooks"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_start_and_stop_of_all_grows_with_their_number_only(string shape)
    {
        Life(Few, shape);
        (double fewSteps, double fewBytes) = Life(Few, shape);
        (double manySteps, double manyBytes) = Life(Many, shape);
        Assert.True(manySteps <= fewSteps * Most, $"{fewSteps} steps each became {manySteps}");
        Assert.True(manyBytes <= fewBytes * Most, $"{fewBytes} bytes each became {manyBytes}");
    }

    private static (double Steps, double Bytes) Life(int count, string shape)
    {
        JobDefinition[] jobs = [.. Enumerable.Range(0, count).Select(at => Job(at, count, shape))];
        InitDefinition init = new() { ShutdownTimeout = TimeSpan.FromDays(1) };
        Supervisor supervisor = new(seed: 1) { Level = LogLevel.Warn };
        Queue<SupervisorInput> inputs = new(
            [new SupervisorInput.Configured(init, jobs, []), new SupervisorInput.ShutdownAsked(null)]);
        bool hasEnded = false;
        int pid = 100;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        while (inputs.TryDequeue(out SupervisorInput? input))
        {
            // The shutdown comes when all is up.
            if (input is SupervisorInput.ShutdownAsked && inputs.Count > 0)
            {
                inputs.Enqueue(input);
                continue;
            }

            foreach (SupervisorEffect effect in supervisor.Handle(input, TimeSpan.FromSeconds(1)))
            {
                if (effect is SupervisorEffect.Spawn spawn)
                {
                    inputs.Enqueue(new SupervisorInput.ChildStarted(spawn.Process, ++pid));
                }
                else if (effect is SupervisorEffect.Send send)
                {
                    inputs.Enqueue(new SupervisorInput.ChildExited(send.Pid, new ProcessEnd.Killed(send.Signal)));
                }
                else if (effect is SupervisorEffect.EndRemains end)
                {
                    inputs.Enqueue(new SupervisorInput.ProcessesGone(end.Job, end.Instance, end.Pid));
                }

                hasEnded |= effect is SupervisorEffect.Exit;
            }

            _ = supervisor.NextDeadline;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Assert.True(hasEnded);
        Assert.Equal(shape == "states" ? 100 : 100 + count, pid);
        return (supervisor.Work / (double)count, bytes / (double)count);
    }

    private static JobDefinition Job(int at, int count, string shape)
    {
        JobDefinition job = Rig.Service(Name(at));
        return shape switch
        {
            "states" => job with { Type = JobType.State, Command = null },
            "all need one" when at > 0 => job with { Requires = [Name(0)] },
            "one after all" when at == count - 1 => job with { After = [.. Enumerable.Range(0, count - 1).Select(Name)] },
            "chain" when at > 0 => job with { Requires = [Name(at - 1)] },
            "hooks" when at % 2 == 1 => job with { StartOn = Rig.On($"starting {Name(at - 1)}") },
            _ => job,
        };
    }

    private static string Name(int at) => $"j{at:D6}";
}
