using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>How often a supervisor wakes up while its jobs sleep.</summary>
internal sealed class SuperviseIdle : SuperviseRow
{
    internal override string Name => RowNames.SuperviseIdle;

    internal override string Summary => "supervisors: wake-ups while all jobs sleep";

    internal override int Runs => 1;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        List<Supervisor> supervisors = SupervisorCatalog.Installed(conditions.Inits);
        int jobs = MostTogether(conditions);
        Measurement measurement = Table(
            Name,
            $"wake-ups in {Limits.SupervisorIdleWindow / Clock.Second} s, {Count(jobs)}",
            Unit.Count,
            "Voluntary context switches of all processes of the supervisor, without the jobs.",
            supervisors);

        // All at once: what one does then does not wake another.
        var crews = new List<(Crew Crew, Measurement.Line Line)>();
        try
        {
            for (int i = 0; i < supervisors.Count; i++)
            {
                Measurement.Line line = measurement.Lines[i];
                Supervisor supervisor = supervisors[i];
                Try(() => crews.Add((Crew.Start(supervisor, conditions.Directory, jobs), line)), line);
            }

            Clock.Sleep(Limits.Maturity);
            List<List<ProcessView>> processes = crews.ConvertAll(one => one.Crew.Supervisors());
            List<long> before = processes.ConvertAll(Switches);
            Clock.Sleep(Limits.SupervisorIdleWindow);
            List<long> after = processes.ConvertAll(Switches);
            for (int i = 0; i < crews.Count; i++)
            {
                crews[i].Line.Samples.Add(after[i] - before[i]);
            }
        }
        finally
        {
            crews.ForEach(one => one.Crew.Dispose());
            Workplace.Clear(conditions.Directory);
        }

        return [measurement];
    }

    private static long Switches(List<ProcessView> processes) => processes.Sum(process => process.VoluntarySwitches);
}
