using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>What one job costs a supervisor among few and among many: its launch, its stop, its memory.</summary>
internal static class JobCurves
{
    private static readonly int[] s_counts = [1, 10, 100, 1_000, 10_000];

    internal static IReadOnlyList<Chart> Measure(Conditions conditions)
    {
        string runs = $"Medians of {conditions.Runs} runs. The jobs are a small static program that sleeps.";
        var launch = new Chart("growth-launch", "Launch: time per job", "jobs", "µs per job",
            $"From execve of the supervisor to the first instruction of the last job, divided by their number. {runs}");
        var stop = new Chart("growth-stop", "Stop: time per job", "jobs", "µs per job",
            $"Until the supervisor, all its processes and all jobs are gone, divided by their number. {runs}");
        var memory = new Chart("growth-memory", "Memory of the supervisor per job", "jobs", "KiB per job",
            $"PSS of all processes of the supervisor without the jobs, {Limits.Maturity / Clock.Second} s after the launch, divided by their number. {runs}");
        Chart[] charts = [launch, stop, memory];
        List<Supervisor> supervisors = Supervisors(conditions.Inits);
        foreach (Supervisor supervisor in supervisors)
        {
            foreach (Chart chart in charts)
            {
                _ = chart.Add(supervisor is Floor ? "a vfork loop in C" : supervisor.Name);
            }
        }

        foreach (int jobs in s_counts)
        {
            for (int run = 0; run < conditions.Runs; run++)
            {
                for (int i = 0; i < supervisors.Count; i++)
                {
                    int at = (i + run) % supervisors.Count; // each begins once
                    Once(supervisors[at], conditions.Directory, jobs, [.. charts.Select(chart => chart.Curves[at])]);
                    Workplace.Clear(conditions.Directory);
                }
            }
        }

        return charts;
    }

    /// <summary>Ours, s6 as it is set up by most, and nothing but the loop.</summary>
    private static List<Supervisor> Supervisors(IReadOnlyList<Init> inits)
    {
        List<Supervisor> all = SupervisorCatalog.Installed(inits);
        return [.. ((string[])[Init.Own, Supervisor.Reference]).SelectMany(name => all.Where(one => one.Name == name)), new Floor()];
    }

    private static void Once(Supervisor supervisor, string directory, int jobs, Curve[] curves)
    {
        if (curves[0].Missing.Length > 0)
        {
            return;
        }

        try
        {
            long free = ProcFile.Number(ProcFile.Read("/proc/meminfo"), "MemAvailable");
            if (2 * jobs * Limits.SleeperMemory > free)
            {
                throw new BenchException($"there is too little memory for {jobs:N0} jobs");
            }

            using var crew = Crew.Start(supervisor, directory, jobs);
            Clock.Sleep(Limits.Maturity);
            long memory = crew.Supervisors().Sum(process => process.Proportional);
            long stop = crew.Stop();
            curves[0].Add(jobs, (double)crew.LaunchTime / Clock.Microsecond / jobs);
            curves[1].Add(jobs, (double)stop / Clock.Microsecond / jobs);
            curves[2].Add(jobs, (double)memory / jobs);
        }
        catch (BenchException exception)
        {
            foreach (Curve curve in curves)
            {
                curve.Missing = exception.Message;
            }
        }
    }
}
