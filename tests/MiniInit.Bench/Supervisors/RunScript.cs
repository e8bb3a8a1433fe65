namespace MiniInit.Bench;

/// <summary>The run file that s6, runit and daemontools start, as their manuals write it.</summary>
internal static class RunScript
{
    internal static string Text(Workplace place, int number) =>
        $"#!/bin/sh\nexec {place.Programs.Job} '{place.Argument(number)}'\n";
}
