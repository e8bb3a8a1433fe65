using System;

namespace MiniInit.Bench;

internal static class Program
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static int Main(string[] arguments)
    {
        try
        {
            return arguments is [string first, ..] && RunPart(first, arguments.AsSpan(1)) is int code
                ? code
                : RunGuarded(arguments);
        }
        catch (UsageException exception)
        {
            Terminal.WriteErrorLine($"miniinit-bench: {exception.Message}");
            return WrongUsage;
        }
        catch (BenchException exception)
        {
            Terminal.WriteErrorLine($"miniinit-bench: {exception.Message}");
            return Failed;
        }
    }

    private static int RunGuarded(string[] arguments)
    {
        var options = Options.Parse(arguments);
        if (options.Help)
        {
            Terminal.WriteLine(Help.Text());
            return 0;
        }

        return Guard.Run(arguments);
    }

    /// <summary>The processes that the program starts from itself; null: the name is not one of them.</summary>
    private static int? RunPart(string name, ReadOnlySpan<string> arguments)
    {
        return name switch
        {
            Guard.WorkerName => Benchmark.Run(arguments[0], arguments[1], Options.Parse(arguments[2..])),
            SignalEcho.Name => SignalEcho.Run(arguments),
            OrphanMaker.Name => OrphanMaker.Run(arguments),
            ZombieMaker.Name => ZombieMaker.Run(arguments),
            LineWriter.Name => LineWriter.Run(arguments),
            LineWriter.ReaderName => LineWriter.Read(),
            Flood.Name => Flood.Run(arguments),
            SessionLeader.Name => SessionLeader.Run(arguments),
            _ => null,
        };
    }
}
