using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>A program that runs many jobs, and how it is set up for them; it keeps no state between two runs.</summary>
/// <param name="name">As the tables show it.</param>
/// <param name="path">The absolute path of the program.</param>
internal abstract class Supervisor(string name, string path)
{
    /// <summary>The measure of the ratios.</summary>
    internal const string Reference = "s6";

    internal string Name { get; } = name;

    internal string Path { get; } = path;

    /// <summary>The way of a job's output through it to what reads it; empty: it has none.</summary>
    internal virtual string LogWay => "";

    /// <summary>Whether that way leads to its own standard output: then it is seen whether all arrives.</summary>
    internal virtual bool LogsToOutput => true;

    /// <summary>More jobs than these are left out, for the time it would take.</summary>
    internal virtual int MostJobs => int.MaxValue;

    /// <summary>Longest time it may take to stop a job.</summary>
    internal virtual long StopTime => Limits.StopTime;

    /// <summary>Whether jobs are not its children, but daemons that it knows by their pid-files.</summary>
    internal virtual bool MakesDaemons => false;

    /// <summary>How it is told to stop all and end.</summary>
    internal virtual string StopWay => "SIGTERM";

    /// <summary>Whether it has to be PID 1, of a namespace then; needs root.</summary>
    internal virtual bool IsPidOne => false;

    /// <summary>What it and what asks it find in their environment.</summary>
    internal virtual IReadOnlyList<string> Variables(Workplace place) => [];

    /// <summary>Makes its configuration of all jobs of the place; returns its command line.</summary>
    internal abstract IReadOnlyList<string> Prepare(Workplace place);

    /// <summary>As <see cref="Prepare"/>, with the output of the jobs going the <see cref="LogWay"/>.</summary>
    internal virtual IReadOnlyList<string> PrepareLog(Workplace place) => Prepare(place);

    /// <summary>As <see cref="Prepare"/>, with all it needs to be asked.</summary>
    internal virtual IReadOnlyList<string> PrepareControl(Workplace place) => Prepare(place);

    /// <summary>The command that asks it how the job of that number is; empty: it is not asked.</summary>
    internal virtual IReadOnlyList<string> Status(Workplace place, int number) => [];

    /// <summary>Tells it to stop all and to end, and does not wait.</summary>
    internal virtual void Stop(Child supervisor, Workplace place) => supervisor.Signal(LibC.SIGTERM);
}
