using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>How fast the output of a job goes through a supervisor, or through the logger that belongs to it.</summary>
internal sealed class SuperviseLog : SuperviseRow
{
    internal override string Name => RowNames.SuperviseLog;

    internal override string Summary => "supervisors: output of a job";

    internal override int Runs => 5;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        List<Supervisor> supervisors =
            [.. SupervisorCatalog.Installed(conditions.Inits).Where(supervisor => supervisor.LogWay.Length > 0)];
        string ways = string.Join("; ", supervisors.Select(supervisor => $"{supervisor.Name}: {supervisor.LogWay}"));
        string note = $"Lines of 100 bytes, written for {Limits.WritingMilliseconds / 1000} s as fast as they are "
            + $"taken; bytes of the job. Standard output is a pipe that is read at once. {ways}.";
        Measurement speed = Table(Name, "job output: bytes per second", Unit.PerSecond, note, supervisors)
            with
        { Judged = MiniInitSupervisor.LogName };
        Measurement lost = Table(
            RowNames.SuperviseLogLost, "lines of these that did not arrive", Unit.Count, "", supervisors);
        InTurn(supervisors.Count, conditions.Runs, (index, warmUp) =>
        {
            Measurement.Line line = speed.Lines[index];
            Measurement.Line lostLine = lost.Lines[index];
            Try(() => Once(supervisors[index], conditions.Directory, warmUp, line, lostLine), line, lostLine);
            Workplace.Clear(conditions.Directory);
        });
        return [speed, lost];
    }

    private static void Once(
        Supervisor supervisor, string directory, bool warmUp, Measurement.Line speed, Measurement.Line lost)
    {
        (double perSecond, long missing) = LogTrial.Run(supervisor, directory);
        if (warmUp)
        {
            return;
        }

        speed.Samples.Add(perSecond);
        if (supervisor.LogsToOutput)
        {
            lost.Samples.Add(missing);
        }
        else
        {
            lost.Missing = "not seen: goes to files";
        }
    }
}
