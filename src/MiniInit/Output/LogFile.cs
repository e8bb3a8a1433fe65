using System;
using MiniInit.Core.Jobs;
using MiniInit.Reexecution;

namespace MiniInit.Output;

/// <summary>The log file of a job: its output byte for byte, or with the time before each line.</summary>
/// <param name="path">Where it is, absolute.</param>
/// <param name="name">Whose it is.</param>
/// <param name="settings">How large it gets, and whether there are times.</param>
/// <param name="shared">What all streams share.</param>
internal sealed class LogFile(string path, OutputName name, LogSettings settings, OutputShared shared) : IDisposable
{
    private readonly RotatedFile _file =
        new(path, name.Text, settings.MaxSize?.Bytes, settings.Keep, shared.Troubles);

    private bool _midLine;

    /// <summary>Appends output.</summary>
    /// <param name="bytes">They go on where the last ones ended.</param>
    /// <param name="now">When they came.</param>
    public void Append(ReadOnlySpan<byte> bytes, OutputTime now)
    {
        if (settings.Timestamps)
        {
            AppendStamped(bytes, now);
        }
        else
        {
            _file.Append(bytes, now);
        }
    }

    /// <summary>Leaves the file for the one that has its name now, or makes it: somebody has rotated it.</summary>
    public void Reopen(OutputTime now) => _file.Reopen(now);

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(OutputState state)
    {
        (state.Path, state.IsStampedMidLine) = (path, _midLine);
        _file.Save(state);
    }

    /// <summary>Goes on where our predecessor was.</summary>
    public void Resume(OutputState state)
    {
        _midLine = state.IsStampedMidLine;
        _file.Resume(state);
    }

    public void Dispose() => _file.Dispose();

    private void AppendStamped(ReadOnlySpan<byte> bytes, OutputTime now)
    {
        ReadOnlySpan<byte> time = shared.Time.Of(now.UnixNanoseconds);
        Span<byte> stamped = shared.Stamped;
        int at = 0;
        while (!bytes.IsEmpty)
        {
            int newline = bytes.IndexOf((byte)'\n');
            int length = newline < 0 ? bytes.Length : newline + 1;

            // Lines stay whole, so that a file is not rotated within one. One that is longer than the buffer cannot.
            if (at > 0 && at + time.Length + 1 + length > stamped.Length)
            {
                _file.Append(stamped[..at], now);
                at = 0;
            }

            if (!_midLine)
            {
                time.CopyTo(stamped[at..]);
                at += time.Length;
                stamped[at++] = (byte)' ';
            }

            length = Math.Min(length, stamped.Length - at);
            bytes[..length].CopyTo(stamped[at..]);
            at += length;
            _midLine = bytes[length - 1] != (byte)'\n';
            bytes = bytes[length..];
        }

        _file.Append(stamped[..at], now);
    }
}
