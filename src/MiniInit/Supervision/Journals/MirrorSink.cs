using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Output;
using Serilog.Core;
using Serilog.Events;

namespace MiniInit.Supervision.Journals;

/// <summary>Serilog's events as lines of our standard error. It never waits: what finds no room is lost, and counted.</summary>
/// <param name="mirror">Borrowed.</param>
/// <param name="format">The form of the lines.</param>
internal sealed class MirrorSink(Mirror mirror, LogFormat format) : ILogEventSink
{
    private readonly RecordBuffer _record = new();
    private readonly JsonRecord _json = new(new TimeText());
    private long _lost;

    /// <summary>The form of the lines.</summary>
    public LogFormat Format { get; set; } = format;

    /// <summary>Whether messages were lost and it was not said yet.</summary>
    public bool HasLost => _lost > 0;

    public void Emit(LogEvent logEvent)
    {
        long time = (logEvent.Timestamp - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        if (!SayLost(time) || !TryAdd(Entry(logEvent, time)))
        {
            _lost++;
        }
    }

    /// <summary>Says how many messages were lost, if any were and there is room now.</summary>
    /// <param name="unixNanoseconds">The time.</param>
    /// <returns>False when that is still to be said.</returns>
    public bool SayLost(long unixNanoseconds)
    {
        if (_lost == 0)
        {
            return true;
        }

        string messages = _lost == 1 ? "1 message of miniinit was" : $"{_lost} messages of miniinit were";
        string text = $"{messages} lost: nobody read standard error";
        bool isSaid = TryAdd(new JournalEntry(unixNanoseconds, LogLevel.Warn, "", text, Dropped: _lost));
        _lost = isSaid ? 0 : _lost;
        return isSaid;
    }

    private static JournalEntry Entry(LogEvent logEvent, long time)
    {
        IReadOnlyDictionary<string, LogEventPropertyValue> properties = logEvent.Properties;
        return new JournalEntry(
            time,
            (LogLevel)logEvent.Level,
            Value<string>(properties, EventProperties.Job) ?? "",
            Value<string>(properties, EventProperties.Message) ?? "",
            Value<byte[]>(properties, EventProperties.LastLines));
    }

    private static T? Value<T>(IReadOnlyDictionary<string, LogEventPropertyValue> properties, string name)
        where T : class =>
        properties.TryGetValue(name, out LogEventPropertyValue? value) ? (value as ScalarValue)?.Value as T : null;

    private bool TryAdd(in JournalEntry entry)
    {
        _record.Clear();
        switch (Format)
        {
            case LogFormat.Text:
                TextRecord.Write(_record, entry);
                break;
            case LogFormat.Json:
                _json.Write(_record, entry);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        if (mirror.TryAdd(_record.Written))
        {
            return true;
        }

        // One turn may say more than there is room for, such as the starts of a thousand jobs: that is not the reader's fault.
        mirror.Flush();
        return mirror.TryAdd(_record.Written);
    }
}
