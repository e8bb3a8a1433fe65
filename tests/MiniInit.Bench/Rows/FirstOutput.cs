using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>How long an init keeps its command from working.</summary>
internal sealed class FirstOutput : Row
{
    internal override string Name => RowNames.FirstOutput;

    internal override string Summary => "start of `INIT -- echo` to the first byte of its output";

    internal override int Runs => 300;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        string command = SearchPath.Require("echo");
        var measurement = new Measurement(
            Name,
            Summary,
            Unit.Nanoseconds,
            "From just before clone until a byte is read from the pipe that is the command's standard output; what echo "
            + "itself needs to start is the line \"no init\".");
        Init[] all = [Init.None, .. conditions.Inits];
        Interleave(measurement, all, conditions.Runs, init => Once(init, command));
        return [measurement];
    }

    private static double? Once(Init init, string command)
    {
        using var pipe = new Pipe();
        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, command)) { Output = pipe.WriteEnd });
        pipe.CloseWriteEnd();
        int first = pipe.ReadByte(Limits.Answer);
        long end = Clock.Now();
        _ = child.MustExit($"{init.Name} -- {command}");
        return first >= 0
            ? end - child.StartTime
            : throw new BenchException($"cannot measure {init.Name} -- {command}: it printed nothing");
    }
}
