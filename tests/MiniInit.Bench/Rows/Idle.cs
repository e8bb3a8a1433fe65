using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What an init costs while its command sleeps.</summary>
internal sealed class Idle : Row
{
    internal override string Name => RowNames.Idle;

    internal override string Summary => "memory, threads and wake-ups while the command sleeps";

    internal override int Runs => 10;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        string command = SearchPath.Require("sleep");
        IReadOnlyList<Init> inits = conditions.Inits;
        int runs = conditions.Runs;
        var resident = new Measurement(
            RowNames.IdleResident,
            "resident memory of the idle init",
            Unit.KiB,
            "VmRSS, shared pages counted in full.");
        var proportional = new Measurement(
            RowNames.IdleProportional,
            "proportional memory of the idle init",
            Unit.KiB,
            "Pss of smaps_rollup: a page is divided among its users. Dynamic programs share libc with everything that "
            + "runs here; alone in a container the resident memory counts.");
        var threads = new Measurement(RowNames.IdleThreads, "threads of the idle init", Unit.Count, "");
        Interleave(resident, inits, runs, init => Settled(init, command, process => process.Resident));
        Interleave(proportional, inits, runs, init => Settled(init, command, process => process.Proportional));
        Interleave(threads, inits, 1, init => Settled(init, command, process => process.Threads));
        return [resident, proportional, threads, WakeUps(inits, command)];
    }

    private static double? Settled(Init init, string command, Func<ProcessView, double> read)
    {
        using Child child = Start(init, command);
        _ = RunningCommand.Await(child, init, command);
        Clock.Sleep(Limits.Settle);
        return read(new ProcessView(child.Pid));
    }

    // All at once: what one does then does not wake another.
    private static Measurement WakeUps(IReadOnlyList<Init> inits, string command)
    {
        var measurement = new Measurement(
            RowNames.IdleWakeUps,
            $"wake-ups of the idle init in {Limits.IdleWindow / Clock.Second} s",
            Unit.Count,
            "Voluntary context switches of all its threads.");
        var children = new List<Child>();
        try
        {
            foreach (Init init in inits)
            {
                children.Add(Start(init, command));
                _ = RunningCommand.Await(children[^1], init, command);
            }

            Clock.Sleep(Limits.Settle);
            List<long> before = Switches(children);
            Clock.Sleep(Limits.IdleWindow);
            List<long> after = Switches(children);
            for (int i = 0; i < inits.Count; i++)
            {
                var line = new Measurement.Line(inits[i].Name, new Samples());
                line.Samples.Add(after[i] - before[i]);
                measurement.Lines.Add(line);
            }
        }
        finally
        {
            children.ForEach(child => child.Dispose());
            Descendants.EndAll();
        }

        return measurement;
    }

    private static Child Start(Init init, string command) =>
        Child.Start(new ChildStart(init.Command(init.Subreaper, command, "1000")));

    private static List<long> Switches(List<Child> children) =>
        children.ConvertAll(child => new ProcessView(child.Pid).VoluntarySwitches);
}
