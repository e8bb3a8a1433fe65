using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What a supervisor needs while its jobs run, and how soon a job that was killed runs again.</summary>
internal sealed class SuperviseSteady : SuperviseRow
{
    internal override string Name => RowNames.Supervise;

    internal override string Summary => "supervisors: memory, restart of a killed job";

    internal override int Runs => 3;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        List<Supervisor> supervisors = SupervisorCatalog.Installed(conditions.Inits);
        var all = new List<Measurement>();
        foreach (int jobs in conditions.Sleepers)
        {
            Measurement memory = Table(
                $"{RowNames.SuperviseMemory}-{jobs}",
                $"proportional memory of the supervisor, {Count(jobs)}",
                Unit.KiB,
                "Pss of smaps_rollup, all processes of the supervisor together, without the jobs, "
                + $"{Limits.Maturity / Clock.Second} s after the launch.",
                supervisors);
            Measurement restart = Table(
                $"{RowNames.SuperviseRestart}-{jobs}",
                $"restart of a killed job, {Count(jobs)}",
                Unit.Nanoseconds,
                "From SIGKILL to the first instruction of the new process; the job has run for "
                + $"{Limits.Maturity / Clock.Second} s and not ended before. Up to {Limits.Victims} jobs, one "
                + $"after the other, in each of {conditions.Runs} launches.",
                supervisors);
            InTurn(supervisors.Count, conditions.Runs, (index, _) =>
            {
                Measurement.Line restartLine = restart.Lines[index];
                Measurement.Line memoryLine = memory.Lines[index];
                Try(() => Once(supervisors[index], conditions.Directory, jobs, memoryLine, restartLine), restartLine);
                memoryLine.Missing = memoryLine.Samples.Count > 0 ? "" : restartLine.Missing;
                Workplace.Clear(conditions.Directory);
            });
            all.AddRange([memory, restart]);
        }

        return all;
    }

    private static void Once(
        Supervisor supervisor, string directory, int jobs, Measurement.Line memory, Measurement.Line restart)
    {
        using var crew = Crew.Start(supervisor, directory, jobs);
        Clock.Sleep(Limits.Maturity);
        long proportional = 0;
        foreach (ProcessView process in crew.Supervisors())
        {
            proportional += process.Proportional;
        }

        memory.Samples.Add(proportional);
        int victims = Math.Min(jobs, Limits.Victims);
        for (int i = 0; i < victims; i++)
        {
            restart.Samples.Add(crew.Restart(1 + (i * jobs / victims)));
        }
    }
}
