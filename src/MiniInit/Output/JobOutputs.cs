using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Output;

// The model
//
//   job ──pipe──> OutputStream ──lines──> JobOutput: ring, log file        always
//                       └──────lines──> LineForm ──> Mirror ──> fd 1, 2    as far as our reader reads
//
// The scheme
//
//   The event loop tells of each ready descriptor that is ours (OnReady), and calls EndTurn at the end of each of its
//   turns, also of one that nothing but NextDeadline has woken. All pipes are read by this one thread, each only its share
//   in a turn. A pipe that is not read now (the mirror has no room) is muted in epoll, never taken out: to put it back could fail.
//
// The bounds
//
//   Mirrors: two queues of fixed size. Rings and unfinished lines: one account. Pipes: a number for each job. Whatever a
//   job writes, nothing else grows.

/// <summary>The output of all jobs whose console is <c>log</c>.</summary>
internal sealed partial class JobOutputs : IDisposable
{
    private readonly OutputShared _shared = new();
    private readonly OutputMode _mode;
    private readonly MirrorWatch _out, _error;
    private readonly Epoll _epoll;
    private readonly ulong _firstToken;
    private readonly HashSet<JobOutput> _jobs = [];
    private readonly Dictionary<ulong, OutputStream> _streams = [];
    private ulong _lastToken;

    /// <summary>Begins with no job.</summary>
    /// <param name="epoll">What the loop waits on; borrowed.</param>
    /// <param name="firstToken">From here up to twice that, tokens are ours. A power of two, 2^32 or more.</param>
    /// <param name="mode">How output is mirrored.</param>
    /// <param name="output">Our standard output; owned from now on.</param>
    /// <param name="error">Our standard error; owned from now on.</param>
    public JobOutputs(Epoll epoll, ulong firstToken, OutputMode mode, NonBlockingWriter output, NonBlockingWriter error)
    {
        _epoll = epoll;
        _mode = mode;
        _firstToken = firstToken;
        _out = new MirrorWatch(new Mirror(output), epoll, firstToken);

        // Two queues for one terminal or pipe would mix their lines there.
        _error = error.IsSameFileAs(output) ? _out : new MirrorWatch(new Mirror(error), epoll, firstToken + 1);
        _lastToken = firstToken + 1;
    }

    /// <summary>Our standard output.</summary>
    public Mirror Output => _out.Mirror;

    /// <summary>Our standard error: our own messages go through it too, so that no line is torn.</summary>
    public Mirror Error => _error.Mirror;

    /// <summary>Memory in use for rings and unfinished lines, in bytes.</summary>
    public int Memory => _shared.Memory.Used;

    /// <summary>Whether something waits for a reader of ours that is still there.</summary>
    public bool HasPending => HasPendingIn(_out.Mirror) || HasPendingIn(_error.Mirror);

    /// <summary>When a turn is wanted although nothing is ready; null for never. An instant in the past is at once.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            TimeSpan? next = MonotonicClock.Earlier(_out.NextDeadline, _error.NextDeadline);
            return MonotonicClock.Earlier(next, _shared.Unfinished.First?.Value.LineIsDue);
        }
    }

    /// <summary>Takes on the output of a job.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="settings">How much of it is kept.</param>
    /// <param name="logFolder">The folder for log files that have no path of their own; null for none.</param>
    public JobOutput Add(OutputName name, LogSettings settings, string? logFolder) =>
        Add(name, settings.File ?? LogFilePath.Of(name, logFolder), settings);

    private JobOutput Add(OutputName name, string? path, LogSettings settings)
    {
        LogFile? file = path is null ? null : new LogFile(path, name, settings, _shared);
        var job = new JobOutput(name, new OutputRing(_shared.Memory, (int)settings.Ring.Bytes), file);
        _ = _jobs.Add(job);
        return job;
    }

    /// <summary>Makes the pipes for one process of a job.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="owner">The user it runs as; null for our own.</param>
    /// <param name="joined">Whether both ways are one.</param>
    /// <returns>What it gets; to be closed here as soon as it has them.</returns>
    /// <exception cref="SyscallException">There are no descriptors left.</exception>
    public JobPipes Open(JobOutput job, uint? owner, bool joined)
    {
        OwnedFd output = Open(job, owner, _out.Mirror, isError: false);
        try
        {
            return new JobPipes(output, joined ? output : Open(job, owner, _error.Mirror, isError: true));
        }
        catch (SyscallException)
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Whether a token is one of ours.</summary>
    public bool Owns(ulong token) => token >= _firstToken && token < 2 * _firstToken;

    /// <summary>Something of ours is ready.</summary>
    /// <param name="token">What was ready; one that is closed meanwhile is passed over.</param>
    /// <param name="now">The time.</param>
    public void OnReady(ulong token, OutputTime now)
    {
        // A mirror has room again: the end of this turn writes. A pipe that waits tells of its hang-up once: it is read in time.
        if (!_streams.TryGetValue(token, out OutputStream? stream) || stream.IsWaiting)
        {
            return;
        }

        if (stream.Mirror is { IsGone: false, Waiting.Count: > 0 } && !stream.IsDropping)
        {
            Pause(stream, now); // behind those that wait already
            return;
        }

        Read(stream, now);
    }

    /// <summary>Writes what there is, does what is due, and lets those read who had to wait.</summary>
    /// <param name="now">The time.</param>
    public void EndTurn(OutputTime now)
    {
        while (_shared.Unfinished.First is { Value: { } stream } && stream.LineIsDue <= now.Monotonic)
        {
            // While its pipe waits, the rest of the line may be in there.
            if (stream.IsWaiting || !stream.TryPassCarry(now))
            {
                stream.PostponeLine(now);
            }
        }

        EndTurn(_out, now);
        if (_error != _out)
        {
            EndTurn(_error, now);
        }
    }

    /// <summary>Reads what a process that ended has left in its pipes, so that its last lines are known.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="now">The time.</param>
    public void Drain(JobOutput job, OutputTime now)
    {
        for (int i = job.Streams.Count - 1; i >= 0; i--)
        {
            Drain(job.Streams[i], now);
        }
    }

    /// <summary>Reads what is left and forgets the job; its ring is empty then.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="now">The time.</param>
    public void Remove(JobOutput job, OutputTime now)
    {
        Drain(job, now);
        while (job.Streams.Count > 0)
        {
            Close(job.Streams[^1]);
        }

        job.Ring.Clear();
        job.File?.Dispose();
        _ = _jobs.Remove(job);
    }

    /// <summary>Reads what is left of everything, without waiting for room, and writes what can be written.</summary>
    /// <param name="now">The time.</param>
    public void Finish(OutputTime now)
    {
        foreach (JobOutput job in _jobs)
        {
            Drain(job, now);
            foreach (OutputStream stream in job.Streams)
            {
                if (stream.IsWaiting)
                {
                    stream.BeginDropping();
                }
            }

            Drain(job, now);
        }

        EndTurn(now);
    }

    /// <summary>Opens all log files anew: somebody has rotated them.</summary>
    /// <param name="now">The time.</param>
    public void ReopenFiles(OutputTime now)
    {
        foreach (JobOutput job in _jobs)
        {
            job.File?.Reopen(now);
        }
    }

    /// <summary>Takes the oldest sentence that is to be said in our own log; null for none.</summary>
    public string? TakeTrouble() => _shared.Troubles.Take();

    /// <summary>Closes everything.</summary>
    public void Dispose()
    {
        foreach (JobOutput job in _jobs)
        {
            while (job.Streams.Count > 0)
            {
                Close(job.Streams[^1]);
            }

            job.File?.Dispose();
        }

        _jobs.Clear();
        _out.Dispose();
        if (_error != _out)
        {
            _error.Dispose();
        }
    }

    private static bool HasPendingIn(Mirror mirror) => mirror is { Pending: > 0, IsGone: false };

    private OwnedFd Open(JobOutput job, uint? owner, Mirror mirror, bool isError)
    {
        OutputPipe pipe = OutputPipe.Open(owner, out OwnedFd theirs);
        try
        {
            Add(job, pipe, mirror, isError);
        }
        catch (SyscallException)
        {
            pipe.Dispose();
            theirs.Dispose();
            throw;
        }

        return theirs;
    }

    private OutputStream Add(JobOutput job, OutputPipe pipe, Mirror mirror, bool isError)
    {
        _epoll.Add(pipe.Fd, Readiness.Readable, ++_lastToken);
        LineForm form = _mode switch
        {
            OutputMode.Json => new JsonForm(job.Name, isError ? "stderr" : "stdout", _shared.Time),
            OutputMode.Raw => new RawForm(job.Name),
            OutputMode.Prefix or OutputMode.None => new PrefixForm(job.Name),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var stream = new OutputStream(job, pipe, _mode == OutputMode.None ? null : mirror, form, _shared)
        {
            Token = _lastToken,
            IsError = isError,
        };
        if (job.Streams.Count >= OutputLimits.PipesPerJob)
        {
            Close(job.Streams[0]);
        }

        job.Streams.Add(stream);
        _streams.Add(stream.Token, stream);
        return stream;
    }

    private void EndTurn(MirrorWatch watch, OutputTime now)
    {
        Mirror mirror = watch.Mirror;
        mirror.Flush();

        // Not when there is room by now: if it is we who are late, nothing has to be lost.
        while (!watch.MayServe && mirror.Waiting.First is { Value: { } waiting } && waiting.WaitsUntil <= now.Monotonic)
        {
            waiting.BeginDropping();
            Watch(waiting, Readiness.Readable);
        }

        while (mirror.Dropping.First is { Value: { } dropping } && (mirror.IsGone || mirror.HasRoomForNotes)
            && dropping.TryEndDropping(now))
        {
        }

        for (int i = 0; i < OutputLimits.ServedPerTurn && watch.MayServe; i++)
        {
            OutputStream stream = mirror.Waiting.First!.Value;
            stream.StopWaiting();
            Watch(stream, Readiness.Readable);
            Read(stream, now);
        }

        mirror.Flush();
        watch.Update(now);
    }

    private void Read(OutputStream stream, OutputTime now)
    {
        switch (stream.Read(now))
        {
            case ReadResult.Ended:
                Close(stream);
                break;
            case ReadResult.NoRoom:
                Pause(stream, now);
                break;
            case ReadResult.Emptied or ReadResult.More:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Drain(OutputStream stream, OutputTime now)
    {
        ReadResult result = ReadResult.More;
        for (int read = 0; read < OutputLimits.DrainBytes && result == ReadResult.More; read += OutputLimits.TurnBytes)
        {
            result = stream.Read(now);
        }

        if (result == ReadResult.Ended)
        {
            Close(stream);
        }
        else if (result == ReadResult.NoRoom && !stream.IsWaiting)
        {
            Pause(stream, now);
        }
        else if (result == ReadResult.Emptied)
        {
            _ = stream.TryPassCarry(now);
        }
    }

    private void Pause(OutputStream stream, OutputTime now)
    {
        stream.Wait(now);
        Watch(stream, Readiness.None);
    }

    private void Watch(OutputStream stream, Readiness readiness) =>
        _epoll.Change(stream.Pipe.Fd, readiness, stream.Token);

    private void Close(OutputStream stream)
    {
        _ = _streams.Remove(stream.Token);

        // A child that was just cloned may still hold a copy: closing ours alone would not take it out.
        _epoll.Remove(stream.Pipe.Fd);
        stream.Dispose();
        _ = stream.Job.Streams.Remove(stream);
    }
}
