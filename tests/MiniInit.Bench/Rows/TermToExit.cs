using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>How long a stop takes when the command does not mind.</summary>
internal sealed class TermToExit : Row
{
    internal override string Name => RowNames.TermToExit;

    internal override string Summary => "kill(INIT, SIGTERM) to the end of `INIT -- sleep`";

    internal override int Runs => 100;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        string command = SearchPath.Require("sleep");
        var measurement = new Measurement(
            Name,
            Summary,
            Unit.Nanoseconds,
            "From just before kill to the wake-up on the pidfd of init; the command sleeps and does not handle SIGTERM.");
        Init[] all = [Init.None, .. conditions.Inits];
        Interleave(measurement, all, conditions.Runs, init => Once(init, command));
        return [measurement];
    }

    private static double? Once(Init init, string command)
    {
        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, command, "1000")));
        _ = RunningCommand.Await(child, init, command);
        Clock.Sleep(Limits.ShortSettle);
        long begin = Clock.Now();
        child.Signal(LibC.SIGTERM);
        _ = child.MustExit($"the stop of {init.Name}");
        return Clock.Now() - begin;
    }
}
