using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What is told of init under load.</summary>
internal sealed class LoadTables
{
    private const string QuietName = Init.Own;
    private const string FloodedName = $"{Init.Own}, flooded";
    private const string Listing = "list of all jobs";

    private readonly Measurement _speed = Table(
        RowNames.ControlLoad,
        $"calls answered per second, {Limits.LoadClients} clients, {Limits.LoadJobs} jobs",
        Unit.PerSecond,
        $"{Limits.LoadCalls:N0} calls in each run, on connections that stay; a client calls again once it is answered. "
        + $"One of {Limits.CallsPerList} lists all jobs, the others are for the status of one; every reply is looked "
        + "at. Flooded: another process of the same user connects, sends nothing, a little or too much junk, and goes, "
        + $"as fast as it can, and writes single bytes to {Limits.SlowWriters} connections more. All share the "
        + "processors.");

    private readonly Measurement _median = Table(
        RowNames.ControlLoadMedian,
        "time of a call, median of each run",
        Unit.Nanoseconds,
        "From just before it is sent until its reply is read; most of it behind the calls of the other clients.");

    private readonly Measurement _high = Table(
        RowNames.ControlLoadP99, "time of a call, 99th percentile of each run", Unit.Nanoseconds, "");

    private readonly Measurement _wrong = Table(
        RowNames.ControlLoadWrong, $"replies that are not right, of {Limits.LoadCalls:N0}", Unit.Count, "");

    private readonly Measurement _growth = Table(
        RowNames.ControlLoadGrowth,
        "memory that init has taken for it",
        Unit.KiB,
        "RssAnon, so without pages of the program's file: after the last reply, with all connections open, less that "
        + "before the first connection.");

    private readonly Measurement _flood = Table(
        RowNames.ControlLoadFlood, "what the unfriendly client does in a second", Unit.PerSecond, "");

    private readonly Measurement.Line _connections;
    private readonly Measurement.Line _bytes;

    internal LoadTables()
    {
        Quiet = Lines(QuietName, Listing);
        Flooded = Lines(FloodedName, $"{Listing}, flooded");
        _connections = _flood.Add("connections with junk, or with nothing");
        _bytes = _flood.Add("single bytes");
    }

    internal IReadOnlyList<Measurement> All => [_speed, _median, _high, _wrong, _growth, _flood];

    internal LoadLines Quiet { get; }

    internal LoadLines Flooded { get; }

    internal void Take(Flood.Message message)
    {
        _connections.Samples.Add(message.Connections * (double)Clock.Second / message.Spent);
        _bytes.Samples.Add(message.Bytes * (double)Clock.Second / message.Spent);
    }

    private static Measurement Table(string name, string title, Unit unit, string note) =>
        new(name, title, unit, note) { Reference = QuietName, Judged = FloodedName };

    private LoadLines Lines(string name, string listing)
    {
        return new LoadLines(
            _speed.Add(name),
            _median.Add(name),
            _median.Add(listing),
            _high.Add(name),
            _high.Add(listing),
            _wrong.Add(name),
            _growth.Add(name));
    }
}
