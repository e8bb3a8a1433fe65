using System;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Output;
using Serilog.Events;

namespace MiniInit.Supervision.Journals;

/// <summary>What supervise mode says on standard error. It never waits, and loses messages rather than that.</summary>
/// <remarks>
/// Of Serilog it takes the event and the sink. A Logger in between would bring what turns objects into properties, by
/// reflection: 460 kB more of binary, which exec mode's start pays for with a fifteenth of its time, and there is nothing
/// for it to do, since our messages are sentences. Serilog's six levels and ours are the same ones by other names, in
/// the same order.
/// </remarks>
internal sealed class SupervisorJournal
{
    /// <summary>From the year 1 to 1970, in the ticks of 100 ns of <see cref="DateTimeOffset"/>.</summary>
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    private readonly MirrorSink _sink;
    private readonly Func<long> _clock;

    /// <summary>A journal.</summary>
    /// <param name="least">What matters less is not said.</param>
    /// <param name="format">The form of the messages.</param>
    /// <param name="mirror">Where they go; borrowed.</param>
    /// <param name="clock">Tells the time, in nanoseconds since 1970; null for the system's clock.</param>
    public SupervisorJournal(LogLevel least, LogFormat format, Mirror mirror, Func<long>? clock = null)
    {
        Least = least;
        _sink = new MirrorSink(mirror, format);
        _clock = clock ?? (() => WallClock.NowNanoseconds);
    }

    /// <summary>What matters less is not said.</summary>
    public LogLevel Least { get; set; }

    /// <summary>The form of the messages from now on.</summary>
    public LogFormat Format
    {
        get => _sink.Format;
        set => _sink.Format = value;
    }

    /// <summary>Whether messages were lost and it was not said yet.</summary>
    public bool HasLost => _sink.HasLost;

    /// <summary>Whether messages of a level are said: to be asked before one is put together that costs something.</summary>
    public bool IsOn(LogLevel level) => level >= Least;

    /// <summary>Says something.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="job">The title of the job or instance that it is about; empty: init itself.</param>
    /// <param name="message">One sentence.</param>
    public void Say(LogLevel level, string job, string message) => SayFailure(level, job, message, default);

    /// <summary>Says that something failed, and what was written before that.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="job">The title of the job or instance.</param>
    /// <param name="message">One sentence.</param>
    /// <param name="lastLines">The job's last lines, as they were; empty: there are none.</param>
    public void SayFailure(LogLevel level, string job, string message, ReadOnlyMemory<byte> lastLines)
    {
        if (!IsOn(level))
        {
            return;
        }

        LogEventProperty[] properties =
        [
            new(EventProperties.Job, new ScalarValue(job)),
            new(EventProperties.Message, new ScalarValue(message)),
            new(EventProperties.LastLines, new ScalarValue(lastLines.ToArray())),
        ];

        // Not UnixEpoch.AddTicks: that would bring the time zones, 60 KB of them.
        DateTimeOffset time = new(UnixEpochTicks + (_clock() / TimeSpan.NanosecondsPerTick), TimeSpan.Zero);
        _sink.Emit(new LogEvent(time, (LogEventLevel)level, null, EventProperties.Template, properties));
    }

    /// <summary>Says how many messages were lost, if any were and there is room: to be called when there may be.</summary>
    public void SayLost()
    {
        if (HasLost)
        {
            _ = _sink.SayLost(_clock());
        }
    }
}
