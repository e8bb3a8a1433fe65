using System;
using System.Collections.Generic;
using MiniInit.Core.Supervision.Snapshots;

namespace MiniInit.Reexecution;

/// <summary>Writes the fields of records, or reads them: what it does depends on how it was made.</summary>
internal sealed class StateFields
{
    private readonly SnapshotWriter? _writer;
    private readonly SnapshotReader? _reader;

    /// <summary>While reading: the field that is there, or 0 once somebody has taken it.</summary>
    private int _next;

    public StateFields(SnapshotWriter writer) => _writer = writer;

    public StateFields(SnapshotReader reader) => _reader = reader;

    /// <summary>Reads all fields of a record to the end of what it is within.</summary>
    /// <exception cref="SnapshotException">There is one that the record does not have, or a value that cannot be.</exception>
    public void ReadInto(StateRecord record)
    {
        while (_reader!.TryField(out int field))
        {
            _next = field;
            record.Pass(this);
            if (_next != 0)
            {
                throw _reader.Unknown(record.GetType().Name, field);
            }
        }
    }

    public void Number(int field, ref long value)
    {
        _writer?.Count(field, value);
        value = Takes(field) ? _reader!.Number() : value;
    }

    public void Number(int field, ref long? value)
    {
        _writer?.Number(field, value);
        value = Takes(field) ? _reader!.Number() : value;
    }

    public void Number(int field, ref int value)
    {
        _writer?.Count(field, value);
        value = Takes(field) ? _reader!.Small() : value;
    }

    public void Number(int field, ref ulong value)
    {
        _writer?.Count(field, (long)value);
        value = Takes(field) ? (ulong)_reader!.Number() : value;
    }

    /// <summary>A descriptor, or the place of something in a list; −1 is none.</summary>
    public void Place(int field, ref int value)
    {
        _writer?.Number(field, value < 0 ? null : value);
        value = Takes(field) ? _reader!.Small(0) : value;
    }

    public void Flag(int field, ref bool value)
    {
        _writer?.Flag(field, value);
        value |= Takes(field);
    }

    public void Text(int field, ref string? value)
    {
        _writer?.Text(field, value);
        value = Takes(field) ? _reader!.Text() : value;
    }

    public void Time(int field, ref TimeSpan? value)
    {
        _writer?.Time(field, value);
        value = Takes(field) ? _reader!.Time() : value;
    }

    public void Bytes(int field, ref ReadOnlyMemory<byte> value)
    {
        if (!value.IsEmpty)
        {
            _writer?.Blob(field, value.Span);
        }

        value = Takes(field) ? _reader!.Blob() : value;
    }

    public void Numbers(int field, List<long> values)
    {
        if (_writer is not null)
        {
            foreach (long value in values)
            {
                _writer.Number(field, value);
            }
        }
        else if (Takes(field))
        {
            values.Add(_reader!.Number());
        }
    }

    public void Texts(int field, List<string> values)
    {
        if (_writer is not null)
        {
            foreach (string value in values)
            {
                _writer.Text(field, value);
            }
        }
        else if (Takes(field))
        {
            values.Add(_reader!.Text());
        }
    }

    /// <summary>Records of one kind.</summary>
    /// <remarks>Not generic: a list for each kind costs process 1 more than all that is written with them.</remarks>
    public void Records(int field, List<StateRecord> records, Func<StateRecord> make)
    {
        if (_writer is not null)
        {
            foreach (StateRecord record in records)
            {
                int mark = _writer.Begin(field);
                record.Pass(this);
                _writer.End(mark);
            }
        }
        else if (Takes(field))
        {
            StateRecord record = make();
            int outer = _reader!.Enter();
            ReadInto(record);
            _reader.Leave(outer);
            records.Add(record);
            _next = 0;
        }
    }

    /// <summary>A record that is there once.</summary>
    public void Record(int field, StateRecord record)
    {
        if (_writer is not null)
        {
            int mark = _writer.Begin(field);
            record.Pass(this);
            _writer.End(mark);
        }
        else if (Takes(field))
        {
            int outer = _reader!.Enter();
            ReadInto(record);
            _reader.Leave(outer);
            _next = 0;
        }
    }

    private bool Takes(int field)
    {
        bool isIt = _reader is not null && _next == field;
        _next = isIt ? 0 : _next;
        return isIt;
    }
}
