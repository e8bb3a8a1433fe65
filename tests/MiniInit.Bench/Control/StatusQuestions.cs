using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>Supervisors that run at once with the same jobs, and the processes that ask them; each has its line.</summary>
internal sealed class StatusQuestions(Measurement measurement, string directory, int jobs) : IDisposable
{
    private readonly List<Crew> _crews = [];
    private readonly List<(Question Question, Measurement.Line Line)> _questions = [];

    internal int Count => _questions.Count;

    public void Dispose()
    {
        _crews.ForEach(crew => crew.Dispose());
        Workplace.Clear(directory);
    }

    /// <summary>Starts a peer, if it is one that can be asked.</summary>
    internal void Add(Supervisor peer)
    {
        Workplace place = NewPlace();
        Try(peer.Name, () =>
        {
            if (jobs > peer.MostJobs)
            {
                throw Crew.TooMany(peer);
            }

            IReadOnlyList<string> command = peer.Status(place, jobs);
            if (command.Count > 0)
            {
                Add(peer.Name, new Question(command, $"{Start(peer, place)}") { Variables = peer.Variables(place) });
            }
        });
    }

    /// <summary>Starts ours, which is asked in several ways.</summary>
    internal void Add(Init own) => Try(own.Name, () => AddWays(own));

    /// <summary>Adds the process that asks nobody.</summary>
    internal void AddFloor() =>
        Add("floor: a static C program that ends at once", new Question([NewPlace().Programs.Ask], ""));

    /// <summary>Asks once; the time counts unless it is for warm-up.</summary>
    internal void Ask(int index, bool isWarmUp)
    {
        (Question question, Measurement.Line line) = _questions[index];
        if (line.Missing.Length > 0)
        {
            return;
        }

        try
        {
            long time = question.Ask();
            if (!isWarmUp)
            {
                line.Samples.Add(time);
            }
        }
        catch (BenchException exception)
        {
            line.Missing = exception.Message;
        }
    }

    private void AddWays(Init own)
    {
        Workplace place = NewPlace();
        string pid = $"{Start(new MiniInitSupervisor(own.Name, own.Path, "null"), place)}";
        string job = $"s{jobs}";
        if (own.Controller is "")
        {
            measurement.Add(own.Name).Missing =
                "miniinitctl is not built: run `dotnet publish src/MiniInitCtl -c Release`, or give --miniinitctl PATH";
        }
        else
        {
            string tool = own.Controller;
            Add(own.Name, place, pid, tool, "status", job);
            Add("miniinitctl --socket PATH status JOB", place, pid, tool, "--socket", place.Socket, "status", job);
            Add("miniinitctl version, which asks too", place, Init.Own, tool, "version");
            Add("miniinitctl --version, which asks nobody", place, Init.Own, tool, "--version");
        }

        string[] floor = [place.Programs.Ask, place.Socket, CallText.Status(jobs)];
        Add("floor: the same call by a static C program", place, pid, floor);
    }

    private void Add(string name, Workplace place, string expected, params IReadOnlyList<string> command) =>
        Add(name, new Question(command, expected) { Variables = [place.SocketVariable] });

    private Workplace NewPlace() => new(directory, NativePrograms.Compile(directory), jobs);

    /// <summary>Starts one with all its jobs; the pid of the last.</summary>
    private int Start(Supervisor supervisor, Workplace place)
    {
        _crews.Add(Crew.Start(supervisor, place, supervisor.PrepareControl(place), NullDevice.Descriptor));
        return _crews[^1].PidOf(jobs);
    }

    private void Add(string name, Question question) => _questions.Add((question, measurement.Add(name)));

    private void Try(string name, Action add)
    {
        try
        {
            add();
        }
        catch (BenchException exception)
        {
            measurement.Add(name).Missing = exception.Message;
        }
    }
}
