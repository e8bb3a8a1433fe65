using System;

namespace MiniInit.Bench;

/// <summary>One job that writes lines as fast as its supervisor takes them, with us as the reader at the end.</summary>
internal sealed class LogTrial : IDisposable
{
    private const int LineLength = 100;
    private const int BufferSize = 64 * 1024;

    private readonly Supervisor _supervisor;
    private readonly Pipe _pipe = new();
    private readonly Crew _crew;
    private readonly byte[] _buffer = new byte[BufferSize];
    private long _lines;

    private LogTrial(Supervisor supervisor, Workplace place)
    {
        _supervisor = supervisor;
        _crew = Crew.Start(supervisor, place, supervisor.PrepareLog(place), _pipe.WriteEnd);
        _pipe.CloseWriteEnd();
    }

    /// <summary>The bytes that the job wrote in a second, and how many of its lines did not arrive.</summary>
    internal static (double PerSecond, long Lost) Run(Supervisor supervisor, string directory)
    {
        var place = new Workplace(directory, NativePrograms.Compile(directory), 1)
        {
            Writing = Limits.WritingMilliseconds,
        };
        using var trial = new LogTrial(supervisor, place);
        Reports.Message message = trial.ReadUntilWritten();
        long written = message.Bytes / LineLength;
        while (supervisor.LogsToOutput && trial._lines < written && trial.ReadOutput(Limits.Absence))
        {
        }

        return (message.Bytes * 1e9 / message.Spent, Math.Max(0, written - trial._lines));
    }

    public void Dispose()
    {
        _crew.Dispose();
        _pipe.Dispose();
    }

    private Reports.Message ReadUntilWritten()
    {
        long deadline = Clock.Now() + Limits.Answer + (Limits.WritingMilliseconds * Clock.Millisecond);
        while (Clock.Now() < deadline)
        {
            // Looking is cheap beside the 64 KiB that a turn may read; the pause is a wait for output.
            if (_crew.Reports.Read() is Reports.Message message)
            {
                return message;
            }

            if (!ReadOutput(Limits.ReportPause))
            {
                Clock.Sleep(Limits.Poll);
            }
        }

        throw new BenchException($"{_supervisor.Name} did not take the lines of a job in time");
    }

    private bool ReadOutput(long timeout)
    {
        int size = _pipe.Read(_buffer, timeout);
        if (size > 0)
        {
            _lines += _buffer.AsSpan(0, size).Count((byte)'\n');
        }

        return size > 0;
    }
}
