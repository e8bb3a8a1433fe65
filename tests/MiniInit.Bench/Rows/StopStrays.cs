using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>Whether a stop ends what jobs have put into the background.</summary>
internal sealed class StopStrays : SuperviseRow
{
    private const int Jobs = 10;

    internal override string Name => RowNames.StopStrays;

    internal override string Summary => "supervisors: what jobs put into the background and a stop leaves";

    internal override int Runs => 1;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        List<Supervisor> supervisors = SupervisorCatalog.Installed(conditions.Inits);
        Measurement left = Table(
            Name,
            $"processes left by a stop of {Jobs} jobs",
            Unit.Count,
            "Each job has one process in the background, forked twice and in a session of its own, as daemons are. After the "
            + "supervisor was told to stop all and has ended, those that live are counted. Where the supervisor is PID 1 they "
            + "end with it; a stop of one job leaves them all the same.",
            supervisors);
        InTurn(supervisors.Count, conditions.Runs, (index, warmUp) =>
        {
            Try(() => Once(supervisors[index], conditions.Directory, warmUp, left.Lines[index]), left.Lines[index]);
            Workplace.Clear(conditions.Directory);
        });
        return [left];
    }

    private static void Once(Supervisor supervisor, string directory, bool warmUp, Measurement.Line left)
    {
        var place = new Workplace(directory, NativePrograms.Compile(directory), Jobs) { Writing = -1 };
        using var crew = Crew.Start(supervisor, place, supervisor.Prepare(place), NullDevice.Descriptor);
        int count = crew.StopAndCount();
        if (!warmUp)
        {
            left.Samples.Add(count);
        }
    }
}
