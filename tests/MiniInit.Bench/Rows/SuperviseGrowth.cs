using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>Whether a job costs as much among many as among few.</summary>
internal sealed class SuperviseGrowth : SuperviseRow
{
    private const double Thousand = 1000;
    private const string FloorName = "floor";

    private static readonly int[] s_counts = [Limits.FewJobs, Limits.ManyJobs];

    internal override string Name => RowNames.SuperviseGrowth;

    internal override string Summary => "miniinit: cost of a job among few and among many";

    internal override int Runs => 3;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        string once = "The time for one job alone is taken off first.";
        string note = $"{once} The floor shows by how much the kernel's own part grows.";
        string states = $"{once} A job with a process is started by the last one without.";
        Measurement launch = Table(RowNames.GrowthLaunch, "growth: launch of 1,000 sleepers", note);
        Measurement stop = Table(RowNames.GrowthStop, "growth: stop of 1,000 sleepers", note);
        Measurement stateLaunch = Table(RowNames.GrowthStateLaunch, "growth: launch of 1,000 state jobs", states);
        Measurement stateStop = Table(RowNames.GrowthStateStop, "growth: stop of 1,000 state jobs", states);
        if (SupervisorCatalog.Own(conditions.Inits) is string own)
        {
            var miniinit = new MiniInitSupervisor(Init.Own, own, "null");
            Fill(Init.Own, conditions, launch, stop, jobs => Sample(miniinit, conditions.Directory, jobs));
            Fill(
                Init.Own,
                conditions,
                stateLaunch,
                stateStop,
                jobs => Sample(new StateJobs(own, jobs), conditions.Directory, 1));
        }

        Fill(FloorName, conditions, launch, stop, jobs => Sample(new Floor(), conditions.Directory, jobs));
        return stateLaunch.Lines.Count > 0 ? [launch, stop, stateLaunch, stateStop] : [launch, stop];
    }

    private static Measurement Table(string name, string title, string note)
    {
        return new Measurement(name, title, Unit.Nanoseconds, note)
        {
            Reference = LineName(Init.Own, Limits.FewJobs),
            Judged = LineName(Init.Own, Limits.ManyJobs),
        };
    }

    private static string LineName(string name, int jobs) => $"{name}, {Count(jobs)}";

    private static void Fill(
        string name,
        Conditions conditions,
        Measurement launch,
        Measurement stop,
        Func<int, (long Launch, long Stop)> sample)
    {
        foreach (int jobs in s_counts)
        {
            Measurement.Line launchLine = launch.Add(LineName(name, jobs));
            Measurement.Line stopLine = stop.Add(LineName(name, jobs));
            for (int run = 0; run < conditions.Runs; run++)
            {
                Try(
                    () =>
                    {
                        (long oneLaunch, long oneStop) = sample(1);
                        (long allLaunch, long allStop) = sample(jobs);
                        launchLine.Samples.Add((allLaunch - oneLaunch) * Thousand / jobs);
                        stopLine.Samples.Add((allStop - oneStop) * Thousand / jobs);
                    },
                    launchLine,
                    stopLine);
                Workplace.Clear(conditions.Directory);
            }
        }
    }

    private static (long Launch, long Stop) Sample(Supervisor supervisor, string directory, int jobs)
    {
        long free = ProcFile.Number(ProcFile.Read("/proc/meminfo"), "MemAvailable");
        if (jobs * Limits.SleeperMemory > free)
        {
            throw new BenchException(
                $"left out: {Count(jobs)} need {jobs * Limits.SleeperMemory:N0} KiB, free are {free:N0} KiB");
        }

        using var crew = Crew.Start(supervisor, directory, jobs);
        Clock.Sleep(Limits.BeforeStop);
        return (crew.LaunchTime, crew.Stop());
    }
}
