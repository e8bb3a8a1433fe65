using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>One supervisor with its jobs, all running; disposing it kills the supervisor.</summary>
internal sealed unsafe class Crew : IDisposable
{
    private readonly Supervisor _supervisor;
    private readonly Workplace _place;
    private readonly ErrorFile _errors;
    private readonly Child _child;

    // The pid of each job, by its number, as the job itself knows it.
    private readonly Dictionary<long, int> _pids = [];

    private long _begin;

    private Crew(Supervisor supervisor, Workplace place, IReadOnlyList<string> command, int output)
    {
        _supervisor = supervisor;
        _place = place;
        Reports = new Reports(place.Fifo);
        _errors = new ErrorFile($"{place.Path}/errors");
        _child = Child.Start(new ChildStart(command)
        {
            Output = output,
            Error = _errors.Descriptor,
            Variables = [place.SocketVariable, .. supervisor.Variables(place)],
            NewNamespace = supervisor.IsPidOne,
        });
        _begin = _child.ExecTime;
    }

    /// <summary>From execve of the supervisor until the last job runs.</summary>
    internal long LaunchTime { get; private set; }

    internal Reports Reports { get; }

    private long StopLimit => Limits.Answer + (_place.Jobs * _supervisor.StopTime);

    /// <summary>Starts a supervisor and returns when all jobs run.</summary>
    internal static Crew Start(Supervisor supervisor, string directory, int jobs)
    {
        if (jobs > supervisor.MostJobs)
        {
            throw TooMany(supervisor);
        }

        var place = new Workplace(directory, NativePrograms.Compile(directory), jobs);
        return Start(supervisor, place, supervisor.Prepare(place), NullDevice.Descriptor);
    }

    /// <summary>As the other, with a command line made for the place, and its standard output.</summary>
    internal static Crew Start(Supervisor supervisor, Workplace place, IReadOnlyList<string> command, int output)
    {
        var crew = new Crew(supervisor, place, command, output);
        try
        {
            crew.AwaitAll();
            return crew;
        }
        catch (BenchException)
        {
            crew.Dispose();
            throw;
        }
    }

    /// <summary>Why a supervisor is not measured with so many jobs.</summary>
    internal static BenchException TooMany(Supervisor supervisor) =>
        new($"left out: it would take minutes; `--sleepers {supervisor.MostJobs}` measures it");

    /// <summary>The jobs are ended by <see cref="Workplace.Clear"/>: their pids are not ours.</summary>
    public void Dispose()
    {
        _child.Dispose();
        Reports.Dispose();
        _errors.Dispose();
    }

    /// <summary>The process of the job of that number, as its supervisor knows it.</summary>
    internal int PidOf(int number) => _pids[number];

    /// <summary>The processes of the supervisor itself: all below it but the jobs.</summary>
    internal List<ProcessView> Supervisors()
    {
        HashSet<int> jobs = [.. _pids.Values];
        return Below(process => !jobs.Contains(process.InnermostPid));
    }

    /// <summary>Kills a job; the time until it runs again.</summary>
    internal long Restart(int number)
    {
        int old = Outside(_pids[number]);
        long begin = Clock.Now();
        _ = LibC.kill(old, LibC.SIGKILL);
        long deadline = begin + Limits.Answer;
        while (Clock.Now() < deadline)
        {
            if (Reports.Read() is not Reports.Message message)
            {
                // As in EndsBefore.
                _ = LibC.wait4(old, null, LibC.WNOHANG, null);
                Clock.Sleep(Limits.Poll);
            }
            else if (Take(message).Number == number)
            {
                return message.Time - begin;
            }
        }

        throw new BenchException($"{_supervisor.Name} did not start a killed job again in time");
    }

    /// <summary>Stops all; the time until the supervisor, all its processes and all jobs are gone.</summary>
    internal long Stop()
    {
        long begin = Clock.Now();
        _supervisor.Stop(_child, _place);
        long deadline = begin + StopLimit;
        bool gone = EndsBefore(deadline);
        while (gone && !IsEmpty())
        {
            gone = Clock.Now() < deadline;
            Clock.Sleep(Limits.FinePoll);
        }

        return gone
            ? Clock.Now() - begin
            : throw new BenchException($"{_supervisor.Name} did not stop in time: {_errors.LastLines()}");
    }

    /// <summary>Stops all; how many processes there still are when the supervisor has ended.</summary>
    internal int StopAndCount()
    {
        _supervisor.Stop(_child, _place);
        if (!EndsBefore(Clock.Now() + StopLimit))
        {
            throw new BenchException($"{_supervisor.Name} did not stop in time: {_errors.LastLines()}");
        }

        // What was killed last is given the time to be gone.
        Clock.Sleep(Limits.BeforeStop);
        _ = IsEmpty();
        return new ProcessView(LibC.getpid()).Children().Count;
    }

    /// <summary>Waits for the end of the supervisor.</summary>
    private bool EndsBefore(long deadline)
    {
        if (!_supervisor.MakesDaemons)
        {
            return _child.WaitForExit(deadline - Clock.Now()) is not null;
        }

        while (_child.WaitForExit(Clock.Millisecond) is null)
        {
            if (Clock.Now() > deadline)
            {
                return false;
            }

            // A daemon is our child, and not gone for its supervisor before it is reaped.
            foreach (int pid in _pids.Values)
            {
                _ = LibC.wait4(pid, null, LibC.WNOHANG, null);
            }
        }

        return true;
    }

    // What outlived the supervisor is our child now.
    private bool IsEmpty()
    {
        int status;
        int pid;
        while ((pid = LibC.wait4(-1, &status, LibC.WNOHANG, null)) > 0)
        {
        }

        return pid < 0 && Reports.NobodyLives();
    }

    private void AwaitAll()
    {
        // Each report is a proof of life: how many jobs there are says nothing about the time for one.
        long deadline = Clock.Now() + Limits.Answer;
        while (_pids.Count < _place.Jobs)
        {
            if (Reports.Read() is Reports.Message message)
            {
                LaunchTime = Math.Max(LaunchTime, Take(message).Time - _begin);
                deadline = Clock.Now() + Limits.Answer;
            }
            else if (_child.WaitForExit(0) is ExitStatus status)
            {
                throw new BenchException($"failed: ended at once, {status}: {_errors.LastLines()}");
            }
            else if (Clock.Now() > deadline)
            {
                throw new BenchException(
                    $"failed: {_pids.Count} of {_place.Jobs} jobs ran in time: {_errors.LastLines()}");
            }
            else
            {
                Clock.Sleep(Limits.ReportPause);
            }
        }
    }

    private Reports.Message Take(Reports.Message message)
    {
        if (message.Number == Reports.Enclosed)
        {
            _begin = message.Time;
        }
        else
        {
            _pids[message.Number] = (int)message.Pid;
        }

        return message;
    }

    /// <summary>The pid that a job has for us.</summary>
    private int Outside(int pid)
    {
        if (!_supervisor.IsPidOne)
        {
            return pid;
        }

        // Nothing found must not become pid 0: a signal to that goes to ourselves.
        List<ProcessView> found = Below(_ => true).FindAll(process => process.InnermostPid == pid);
        return found.Count == 1
            ? found[0].Pid
            : throw new BenchException($"cannot find the job that is process {pid} for {_supervisor.Name}");
    }

    /// <summary>The supervisor and what is below it, without what is not wanted and all below that.</summary>
    private List<ProcessView> Below(Func<ProcessView, bool> isWanted)
    {
        List<ProcessView> found = [new(_child.Pid)];
        for (int i = 0; i < found.Count; i++)
        {
            found.AddRange(found[i].Children().Select(pid => new ProcessView(pid)).Where(isWanted));
        }

        return found;
    }
}
