using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>A row about supervisors with many jobs; without a C compiler it says so.</summary>
internal abstract class SuperviseRow : Row
{
    internal sealed override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        try
        {
            _ = NativePrograms.Compile(conditions.Directory);
        }
        catch (BenchException exception)
        {
            var measurement = new Measurement(Name, Summary, Unit.Count, "");
            measurement.Add("all").Missing = exception.Message;
            return [measurement];
        }

        return MeasureSupervisors(conditions);
    }

    protected abstract IReadOnlyList<Measurement> MeasureSupervisors(Conditions conditions);

    /// <summary>An empty table with a line for each.</summary>
    protected static Measurement Table(
        string name, string title, Unit unit, string note, IReadOnlyList<Supervisor> supervisors)
    {
        var measurement = new Measurement(name, title, unit, note) { Reference = Supervisor.Reference };
        foreach (Supervisor supervisor in supervisors)
        {
            _ = measurement.Add(supervisor.Name);
        }

        return measurement;
    }

    /// <summary>Jobs of each supervisor where all run at once.</summary>
    protected static int MostTogether(Conditions conditions) =>
        conditions.Sleepers.Where(count => count <= Limits.JobsTogether).DefaultIfEmpty(Limits.JobsTogether).Max();

    protected static string Count(int jobs) => jobs == 1 ? "1 job" : $"{jobs:N0} jobs";

    /// <summary>Runs what fills the lines, unless it failed before; a failure becomes the text of the lines.</summary>
    protected static void Try(Action fill, params ReadOnlySpan<Measurement.Line> lines)
    {
        if (lines[0].Missing.Length > 0)
        {
            return;
        }

        try
        {
            fill();
        }
        catch (BenchException exception)
        {
            foreach (Measurement.Line line in lines)
            {
                line.Missing = exception.Message;
            }
        }
    }
}
