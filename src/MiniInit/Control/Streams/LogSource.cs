using System;
using System.Collections.Generic;
using MiniInit.Control.Queries;
using MiniInit.Output;
using MiniInit.Protocol.Messages;
using MiniInit.Reexecution;

namespace MiniInit.Control.Streams;

/// <summary>
/// The replies to Logs. For a client that follows nothing is kept but where it has read to: if it is slower than a job
/// it loses what the job's ring does not hold any more, and is told how much.
/// </summary>
internal sealed class LogSource : ReplySource
{
    private readonly LogBook _logs;
    private readonly JobSelection _selection;
    private readonly Predicate<string> _may;
    private readonly Func<long> _rights;
    private readonly ControlCall.Logs _call;
    private readonly bool _isInPieces;
    private List<Place> _places = [];
    private long _version = -1;
    private int _turn;
    private bool _hasBegun;

    /// <summary>Begins to read.</summary>
    /// <param name="logs">What is kept.</param>
    /// <param name="selection">Of which jobs.</param>
    /// <param name="may">Which of them the client may read.</param>
    /// <param name="rights">Changes whenever that may have changed.</param>
    /// <param name="call">What it asks for.</param>
    /// <param name="isInPieces">Whether it takes several replies.</param>
    public LogSource(LogBook logs, JobSelection selection, Predicate<string> may, Func<long> rights, ControlCall.Logs call, bool isInPieces)
    {
        (_logs, _selection, _may, _rights, _call, _isInPieces) = (logs, selection, may, rights, call, isInPieces);

        // From where things are now, not from where they are once it is this call's turn.
        FindPlaces();
    }

    public override ReplyStep Next()
    {
        FindPlaces();
        if (!_isInPieces)
        {
            return AllAtOnce();
        }

        for (int i = 0; i < _places.Count; i++)
        {
            _turn = (_turn + 1) % _places.Count;
            List<LogLine> lines = [];
            long lost = Read(_places[_turn], lines);
            if (lines.Count > 0 || lost > 0)
            {
                return Told(lines, lost, continues: true);
            }
        }

        return _call.Follows ? ReplyStep.NotYet : Told([], 0, continues: false);
    }

    public override bool TrySave(CallState state)
    {
        if (!_call.Follows)
        {
            return false;
        }

        foreach (Place place in _places)
        {
            state.Places.Add(new PlaceState
            {
                Job = place.Job,
                Instance = place.Instance,
                Next = place.Next.Position,
                IsWithin = _logs.Of(place.Job, place.Instance) is OutputReader reader && place.Next.Ring == reader.End.Ring,
            });
        }

        return true;
    }

    public override void Resume(CallState state)
    {
        Dictionary<(string Job, string Instance), Place> places = ByInstance();
        foreach (PlaceState known in state.Places)
        {
            if (places.GetValueOrDefault((known.Job ?? "", known.Instance ?? "")) is Place place)
            {
                place.Next = known.IsWithin ? new LogCursor(place.End.Ring, known.Next) : default;
            }
        }
    }

    private ReplyStep AllAtOnce()
    {
        List<LogLine> lines = [];
        long lost = 0;
        int bytes = 0;
        foreach (Place place in _places)
        {
            for (int before = -1; before != lines.Count && bytes <= ControlLimits.LogBytesInOneReply;)
            {
                before = lines.Count;
                lost += Read(place, lines);
                for (int i = before; i < lines.Count; i++)
                {
                    bytes += lines[i].Text.Length + (lines[i].Raw?.Count ?? 0) + lines[i].Job.Length;
                }
            }
        }

        return bytes > ControlLimits.LogBytesInOneReply
            ? new ReplyStep.Failed(new ControlError.Busy("there is more output than one reply holds; ask for less, or with \"more\""))
            : Told(lines, lost, continues: false);
    }

    private long Read(Place place, List<LogLine> into)
    {
        if (_logs.Of(place.Job, place.Instance) is not OutputReader reader)
        {
            return 0;
        }

        LogCursor end = _call.Follows ? reader.End : place.End;
        if (place.Next.Ring == end.Ring && place.Next.Position >= end.Position)
        {
            return 0;
        }

        KeptLines read = reader.Read(place.Next, ControlLimits.LogBytesPerReply);
        foreach (KeptLine line in read.Lines)
        {
            into.Add(LogBook.LineOf(place.Job, place.Instance, line));
        }

        place.Next = read.Next;
        return read.Lost;
    }

    /// <summary>Instances come and go while a client follows them.</summary>
    private void FindPlaces()
    {
        long version = _logs.Version + _rights(); // both only grow
        if (_version == version || (_hasBegun && !_call.Follows))
        {
            return;
        }

        _version = version;
        Dictionary<(string Job, string Instance), Place> known = ByInstance();
        List<Place> places = [];
        foreach ((string job, string instance) in _logs.Instances)
        {
            if (_selection.Has(job) && _may(job) && _logs.Of(job, instance) is OutputReader reader)
            {
                places.Add(known.GetValueOrDefault((job, instance))
                    ?? new Place(job, instance, reader.End) { Next = _hasBegun ? default : FirstOf(reader) });
            }
        }

        places.Sort((one, other) => string.CompareOrdinal(one.Job, other.Job) is not 0 and int order
            ? order : string.CompareOrdinal(one.Instance, other.Instance));
        (_places, _hasBegun) = (places, true);
    }

    private Dictionary<(string Job, string Instance), Place> ByInstance()
    {
        Dictionary<(string Job, string Instance), Place> places = new(_places.Count);
        foreach (Place place in _places)
        {
            places.Add((place.Job, place.Instance), place);
        }

        return places;
    }

    private LogCursor FirstOf(OutputReader reader)
    {
        LogCursor last = _call.Lines is int lines ? reader.Last(Math.Max(0, lines)) : default;
        if (_call.Since is not long since)
        {
            return last;
        }

        LogCursor first = reader.Since(WallTime.ToNanoseconds(since));
        return _call.Lines is null || first.Position > last.Position ? first : last;
    }

    private static ReplyStep.Told Told(List<LogLine> lines, long lost, bool continues) =>
        new(new ControlReply.Lines(lines, lost > 0 ? lost : null), continues);

    /// <summary>How far the output of an instance was read.</summary>
    private sealed class Place(string job, string instance, LogCursor end)
    {
        public string Job => job;

        public string Instance => instance;

        /// <summary>Where it ended when the call came.</summary>
        public LogCursor End => end;

        public LogCursor Next { get; set; }
    }
}
