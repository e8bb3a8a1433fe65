using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What an init adds to a command that does nothing.</summary>
internal sealed class ExecToExit : Row
{
    internal override string Name => RowNames.ExecToExit;

    internal override string Summary => "start of `INIT -- true` to its end";

    internal override int Runs => 300;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        string command = SearchPath.Require("true");
        var measurement = new Measurement(
            Name,
            Summary,
            Unit.Nanoseconds,
            "From just before clone (CLONE_VFORK, as posix_spawn) to the wake-up on its pidfd. Not PID 1; tini with -s, "
            + "so that it does not warn. Descriptors 0 to 2 are /dev/null.");
        Init[] all = [Init.None, .. conditions.Inits];
        Interleave(measurement, all, conditions.Runs, init => Once(init, command));
        return [measurement];
    }

    private static double? Once(Init init, string command)
    {
        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, command)));
        ExitStatus status = child.MustExit($"{init.Name} -- {command}");
        long end = Clock.Now();
        return status.Code == 0
            ? end - child.StartTime
            : throw new BenchException($"cannot measure {init.Name} -- {command}: {status}");
    }
}
