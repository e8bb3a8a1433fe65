using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>How long it takes to stop a job of whose processes none is found by its parents, its session or its group.</summary>
internal sealed class StopTree : SuperviseRow
{
    private const int Storm = 2_000;
    private const int Forest = 10_000;

    /// <summary>How long each process of a storm lives, in microseconds: some four thousand forks a second.</summary>
    private const int Lifetime = 500_000;

    internal override string Name => RowNames.StopTree;

    internal override string Summary => "miniinit: stop of a job whose processes left it in every way";

    internal override int Runs => 5;

    protected override IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions)
    {
        if (conditions.Inits.FirstOrDefault(init => init.Name == Init.Own) is not Init { Controller: not "" } own)
        {
            return [];
        }

        var measurement = new Measurement(
            Name,
            "stop of a job whose processes left it in every way",
            Unit.Nanoseconds,
            "`miniinitctl stop JOB`, the whole process, until all are gone. Each process of the job is an orphan in a session of "
            + "its own; kill-timeout is 0, so that all are killed at once. In the storm each forks a successor after 500 ms and ends. "
            + "`tree` is the look at all of them alone. No other supervisor that is measured here finds such processes.");
        Measurement.Line storm = measurement.Add($"{Storm:N0} processes that fork on and on");
        Measurement.Line forest = measurement.Add($"{Forest:N0} processes that sleep");
        Measurement.Line beside = measurement.Add($"one process, beside {Forest:N0} of another job");
        Measurement.Line look = measurement.Add($"tree --json of {Forest:N0} processes");
        InTurn(2, conditions.Runs, (index, warmUp) =>
        {
            if (index == 0)
            {
                Try(() => Once(own, conditions.Directory, Storm, Lifetime, (ask, _) => Add(storm, warmUp, ask("stop", "forest"))), storm);
            }
            else
            {
                Try(() => Once(own, conditions.Directory, Forest, 0, (ask, _) =>
                {
                    Add(look, warmUp, ask("tree", "--json"));
                    Add(beside, warmUp, ask("stop", "one"));
                    Add(forest, warmUp, ask("stop", "forest"));
                }), forest, beside, look);
            }
        });
        return [measurement];
    }

    private delegate long Asking(string command, string argument);

    private static void Add(Measurement.Line line, bool isWarmUp, long time)
    {
        if (!isWarmUp)
        {
            line.Samples.Add(time);
        }
    }

    private static void Once(Init own, string directory, int count, int lifetime, System.Action<Asking, Workplace> measure)
    {
        var place = new Workplace(directory, NativePrograms.Compile(directory), 0);
        string ready = $"{place.Path}/ready";
        string file = place.Write("jobs.toml", $"""
            [job.forest]
            exec = ["{place.Programs.Forest}", "{count}", "{lifetime}", "{ready}"]
            kill-timeout = 0
            [job.one]
            exec = ["sleep", "100000"]
            kill-timeout = 0
            """);
        using var errors = new ErrorFile($"{place.Path}/errors");
        using var init = Child.Start(new ChildStart([own.Path, "--config", file])
        {
            Output = NullDevice.Descriptor,
            Error = errors.Descriptor,
            Variables = [place.SocketVariable],
        });
        try
        {
            Await(ready, errors);
            measure(
                (command, argument) => new Question(
                    [own.Controller, "--socket", place.Socket, command, argument],
                    command == "stop" ? "stop/waiting" : "\"processes\"")
                { IsLong = command == "tree" }.Ask(),
                place);
        }
        finally
        {
            Workplace.Clear(directory);
        }
    }

    private static void Await(string file, ErrorFile errors)
    {
        long deadline = Clock.Now() + Limits.Compile;
        while (!File.Exists(file))
        {
            if (Clock.Now() > deadline)
            {
                throw new BenchException($"the processes did not start in time: {errors.LastLines()}");
            }

            Clock.Sleep(Limits.Poll);
        }
    }
}
