using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>The command line.</summary>
internal sealed class Options
{
    private const int MostRuns = 1_000_000;
    private const int MostSleepers = 10_000;

    internal bool Help { get; private set; }

    internal bool Behaviour { get; private set; } = true;

    internal bool PeersOnly { get; private set; }

    internal string? JsonFile { get; private set; }

    internal string? MiniInitPath { get; private set; }

    internal string? ControllerPath { get; private set; }

    /// <summary>Where the curves are drawn, in place of all rows; null: they are not.</summary>
    internal string? Curves { get; private set; }

    /// <summary>Runs of every row; null: each row's own number.</summary>
    internal int? Runs { get; private set; }

    /// <summary>How many jobs the supervisors run at once, one table each.</summary>
    internal IReadOnlyList<int> Sleepers { get; private set; } = [1, 10, 100];

    /// <summary>The rows and behaviours to measure; empty: all.</summary>
    internal List<string> Only { get; } = [];

    internal static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        while (!arguments.IsEmpty)
        {
            arguments = options.Take(arguments);
        }

        return options;
    }

    internal bool Wants(string row) => Only.Count == 0 || Only.Contains(row);

    internal bool Wants(Behaviour behaviour) =>
        Behaviour && (Wants(behaviour.Name) || Only.Contains(BehaviourCatalog.Together));

    private ReadOnlySpan<string> Take(ReadOnlySpan<string> arguments)
    {
        switch (arguments[0])
        {
            case "--help" or "-h":
                Help = true;
                return arguments[1..];
            case "--behaviour":
                Behaviour = true;
                return arguments[1..];
            case "--no-behaviour":
                Behaviour = false;
                return arguments[1..];
            case "--peers-only":
                PeersOnly = true;
                return arguments[1..];
            case "--json":
                JsonFile = Value(arguments);
                return arguments[2..];
            case "--miniinit":
                MiniInitPath = Value(arguments);
                return arguments[2..];
            case "--miniinitctl":
                ControllerPath = Value(arguments);
                return arguments[2..];
            case "--curves":
                Curves = Value(arguments);
                return arguments[2..];
            case "--runs":
                Runs = Number("--runs", Value(arguments), MostRuns);
                return arguments[2..];
            case "--sleepers":
                Sleepers = [.. Value(arguments).Split(',').Select(text => Number("--sleepers", text, MostSleepers))];
                return arguments[2..];
            case "--only":
                Only.Add(RowCatalog.Check(Value(arguments)));
                return arguments[2..];
            default:
                throw new UsageException($"cannot use \"{arguments[0]}\": no such option; see --help");
        }
    }

    private static string Value(ReadOnlySpan<string> arguments)
    {
        return arguments.Length > 1
            ? arguments[1]
            : throw new UsageException($"cannot use {arguments[0]}: it needs a value; see --help");
    }

    private static int Number(string option, string text, int most)
    {
        return int.TryParse(text, out int number) && number > 0 && number <= most
            ? number
            : throw new UsageException($"cannot use {option} \"{text}\": a number from 1 to {most} is needed");
    }
}
