using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Reexecution;

namespace MiniInit.Output;

/// <content>Goes on where a predecessor was.</content>
internal sealed partial class JobOutputs
{
    /// <summary>Goes on with the output of a job where our predecessor was.</summary>
    public JobOutput Resume(OutputName name, LogSettings settings, OutputState state, OutputTime now)
    {
        JobOutput job = Add(name, state.Path, settings);
        job.Resume(state);
        foreach (StreamState one in state.Streams)
        {
            OutputStream? stream = TryAdd(job, OutputPipe.Adopt(one.Descriptor), one.IsError ? _error.Mirror : _out.Mirror, one.IsError);
            if (stream is not null)
            {
                stream.Resume(one, now);
                job.Resume(one.IsLast, stream);
            }
        }

        return job;
    }

    /// <summary>Writes down what waits to be written.</summary>
    public void SaveMirrors(OutputsState state)
    {
        _out.Mirror.Save(state.Output);
        if (_error != _out)
        {
            _error.Mirror.Save(state.Error);
        }
    }

    /// <summary>Goes on to write what our predecessor could not.</summary>
    public void ResumeMirrors(OutputsState state)
    {
        _out.Mirror.Resume(state.Output);
        if (_error != _out)
        {
            _error.Mirror.Resume(state.Error);
        }
    }

    /// <summary>Reads a pipe that was there before us; null where it cannot be watched, which closes it.</summary>
    private OutputStream? TryAdd(JobOutput job, OutputPipe pipe, Mirror mirror, bool isError)
    {
        try
        {
            return Add(job, pipe, mirror, isError);
        }
        catch (SyscallException)
        {
            pipe.Dispose();
            return null;
        }
    }
}
