using System;
using System.Collections.Generic;
using MiniInit.Reexecution;

namespace MiniInit.Output;

/// <summary>The output of one job, or of one instance: kept here and in its file, whichever pipe and process it came from.</summary>
/// <param name="name">Whose it is.</param>
/// <param name="ring">Where the latest is kept.</param>
/// <param name="file">Where all is appended; null for nowhere.</param>
internal sealed class JobOutput(OutputName name, OutputRing ring, LogFile? file)
{
    private OutputStream? _last;
    private bool _midLine;

    public OutputName Name => name;

    public OutputRing Ring => ring;

    public LogFile? File => file;

    /// <summary>How many bytes were kept so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Its open pipes, the oldest first.</summary>
    public List<OutputStream> Streams { get; } = [];

    /// <summary>The last lines, for a message about a failure. Bytes as the job wrote them: escape them for a terminal.</summary>
    public byte[] LastLines() => ring.LastLines(OutputLimits.FailureLines, OutputLimits.FailureBytes);

    /// <summary>Reads what is kept.</summary>
    public OutputReader Kept => new(ring);

    /// <summary>Keeps bytes of one of its streams. A line that another stream left unfinished is ended first.</summary>
    public void Keep(OutputStream from, ReadOnlySpan<byte> bytes, OutputTime now)
    {
        if (_midLine && _last != from)
        {
            ring.Append("\n"u8, now.UnixNanoseconds);
            file?.Append("\n"u8, now);
        }

        ring.Append(bytes, now.UnixNanoseconds);
        file?.Append(bytes, now);
        Bytes += bytes.Length;
        _last = from;
        _midLine = bytes[^1] != (byte)'\n';
    }

    /// <summary>Writes down what a successor needs.</summary>
    public OutputState Save(KeptDescriptors kept)
    {
        OutputState state = new() { Bytes = Bytes, IsMidLine = _midLine };
        ring.Save(state);
        file?.Save(state);
        foreach (OutputStream stream in Streams)
        {
            StreamState one = stream.Save(kept);
            one.IsLast = stream == _last;
            state.Streams.Add(one);
        }

        return state;
    }

    /// <summary>Goes on where our predecessor was; its pipes come later.</summary>
    public void Resume(OutputState state)
    {
        (Bytes, _midLine) = (state.Bytes, state.IsMidLine);
        ring.Resume(state);
        file?.Resume(state);
    }

    /// <summary>Takes a pipe of our predecessor for the one that wrote last, if it is.</summary>
    public void Resume(bool isLast, OutputStream stream) => _last = isLast ? stream : _last;
}
