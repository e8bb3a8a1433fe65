using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>How init answers many clients at once, and whether an unfriendly one keeps it from that.</summary>
internal sealed class ControlLoad : SuperviseRow
{
    internal override string Name => RowNames.ControlLoad;

    internal override string Summary => "miniinit: many clients at once, also beside an unfriendly one";

    internal override int Runs => 5;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        if (SupervisorCatalog.Own(conditions.Inits) is not string own)
        {
            return [];
        }

        var miniinit = new MiniInitSupervisor(Init.Own, own, "null");
        var tables = new LoadTables();
        InTurn(2, conditions.Runs, (index, warmUp) =>
        {
            bool isFlooded = index == 1;
            LoadLines lines = isFlooded ? tables.Flooded : tables.Quiet;
            Try(() => Once(miniinit, conditions.Directory, isFlooded, warmUp ? null : tables), lines.All);
            Workplace.Clear(conditions.Directory);
        });
        return tables.All;
    }

    private static void Once(Supervisor supervisor, string directory, bool isFlooded, LoadTables? tables)
    {
        var place = new Workplace(directory, NativePrograms.Compile(directory), Limits.LoadJobs);
        using var crew = Crew.Start(supervisor, place, supervisor.Prepare(place), NullDevice.Descriptor);
        Clock.Sleep(Limits.BeforeStop);
        using var trial = new LoadTrial(crew);
        trial.Connect(place.Socket);
        using FloodProcess? flood = isFlooded ? FloodProcess.Start(place.Socket) : null;
        LoadResult result = trial.Run();
        (isFlooded ? tables?.Flooded : tables?.Quiet)?.Take(result);
        if (flood?.End() is Flood.Message message)
        {
            tables?.Take(message);
        }
    }
}
