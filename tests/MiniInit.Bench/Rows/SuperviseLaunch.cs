using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>How long a supervisor takes to start all its jobs, and to stop them.</summary>
internal sealed class SuperviseLaunch : SuperviseRow
{
    internal override string Name => RowNames.SuperviseLaunch;

    internal override string Summary => "supervisors: launch until all jobs run; stop of all";

    internal override int Runs => 5;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        List<Supervisor> supervisors = SupervisorCatalog.Installed(conditions.Inits);
        string otherStops = string.Join(
            ", ", supervisors.Where(one => one.StopWay != "SIGTERM").Select(one => $"{one.Name}: {one.StopWay}"));
        var all = new List<Measurement>();
        foreach (int jobs in conditions.Sleepers)
        {
            Measurement launch = Table(
                $"{Name}-{jobs}",
                $"launch until all run, {Count(jobs)}",
                Unit.Nanoseconds,
                "From just before execve of the supervisor to the first instruction of the last job, a small static "
                + "program. s6, runit, daemontools and finit start it by `sh` and `exec`, monit by `sh` and `&`, the "
                + "others directly. For systemd and finit it begins when their namespaces are made. All files are "
                + $"below {conditions.Directory}; on a disk, s6, runit and daemontools are slower by far.",
                supervisors);
            Measurement stop = Table(
                $"{RowNames.SuperviseStop}-{jobs}",
                $"stop of all, {Count(jobs)}",
                Unit.Nanoseconds,
                "Until the supervisor, all its processes and all jobs are gone. The jobs have run for a second and end at "
                + "once by SIGTERM. "
                + $"{otherStops}; the others: SIGTERM.",
                supervisors);
            InTurn(supervisors.Count, conditions.Runs, (index, warmUp) =>
            {
                Measurement.Line launchLine = launch.Lines[index];
                Measurement.Line stopLine = stop.Lines[index];
                Supervisor one = supervisors[index];
                Try(() => Once(one, conditions.Directory, jobs, warmUp, launchLine, stopLine), launchLine, stopLine);
                Workplace.Clear(conditions.Directory);
            });
            all.AddRange([launch, stop]);
        }

        return all;
    }

    private static void Once(
        Supervisor supervisor, string directory, int jobs, bool warmUp, Measurement.Line launch, Measurement.Line stop)
    {
        using var crew = Crew.Start(supervisor, directory, jobs);
        if (!warmUp)
        {
            launch.Samples.Add(crew.LaunchTime);
        }

        Clock.Sleep(Limits.BeforeStop);
        Try(
            () =>
            {
                long time = crew.Stop();
                if (!warmUp)
                {
                    stop.Samples.Add(time);
                }
            },
            stop);
    }
}
